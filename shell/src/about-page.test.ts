import { ContextProvider } from '@lit/context';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import {
  addTranslations,
  configContext,
  configFromEnvironment,
  define,
  showLocale,
} from '@voiceassist/shared';
import type { LitElement } from 'lit';
import { AboutPage } from './about-page.js';
import { translations } from './translations.js';

define('va-about-page', AboutPage);

const PART = { name: '@voiceassist/mfe-chat', version: '0.1.0' };
const RELEASE = {
  id: 'abc123',
  production: false,
  parts: [
    { ...PART, hash: 'chat1' },
    { name: '@voiceassist/shared', version: '0.2.0', hash: 'shared1' },
  ],
  microFrontends: [],
  overrides: [{ name: PART.name, origin: 'http://localhost:5180' }],
};

describe('<va-about-page>', () => {
  before(() => addTranslations(translations));
  afterEach(() => showLocale('en'));

  async function openPage(): Promise<{ page: AboutPage; says: (text: string) => boolean }> {
    const place = await fixture<HTMLElement>(html`<main></main>`);
    new ContextProvider(place as unknown as LitElement, {
      context: configContext,
      initialValue: configFromEnvironment({ VITE_ENV: 'staging' }),
    });
    const page = Object.assign(document.createElement('va-about-page'), { release: RELEASE });
    place.append(page);
    await page.updateComplete;
    return { page, says: (text) => page.shadowRoot?.textContent?.includes(text) ?? false };
  }

  it('names the release, its environment and every part, and what stands in for one', async () => {
    const { page, says } = await openPage();
    for (const text of ['abc123', 'staging', 'mfe-chat', '0.2.0', 'shared1', 'http://localhost:5180'])
      expect(says(text), text).to.equal(true);
    expect(says('chat1'), 'the part that does not run').to.equal(false);
    await expect(page).to.be.accessible();
  });

  it('copies all of it as text', async () => {
    let copied = '';
    const { clipboard } = navigator;
    const write = clipboard.writeText.bind(clipboard);
    clipboard.writeText = (text) => {
      copied = text;
      return Promise.resolve();
    };
    const { page, says } = await openPage();
    page.shadowRoot?.querySelector('button')?.click();
    await waitUntil(() => says('Copied.'));
    clipboard.writeText = write;
    expect(copied).to.contain('VoiceAssist release abc123 (live, staging)');
    expect(copied).to.contain('mfe-chat 0.1.0 chat1 overridden by http://localhost:5180');
    expect(copied).to.contain('shared 0.2.0 shared1');
    expect(copied).to.contain(navigator.userAgent);
  });

  it('speaks German', async () => {
    await showLocale('de');
    const { says } = await openPage();
    expect(says('Über dieses Portal')).to.equal(true);
    expect(says('About this portal')).to.equal(false);
  });
});

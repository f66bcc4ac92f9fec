import { ContextProvider } from '@lit/context';
import { expect, fixture, html } from '@open-wc/testing';
import {
  addTranslations,
  define,
  sessionContext,
  showLocale,
  type AuthTokenStream,
} from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import type { LitElement } from 'lit';
import { MyPartPage } from './page.js';
import { translations } from './translations.js';

define('va-my-part-page', MyPartPage);

describe('<va-my-part-page>', () => {
  before(() => addTranslations(translations));
  afterEach(() => showLocale('en'));

  /** The page as the portal shows it to somebody who is signed in. */
  async function openPage(): Promise<MyPartPage> {
    const place = await fixture<HTMLElement>(html`<main></main>`);
    const user$ = new BehaviorSubject({ firstName: 'Ada' });
    new ContextProvider(place as unknown as LitElement, {
      context: sessionContext,
      initialValue: { user$ } as unknown as AuthTokenStream,
    });
    const page = document.createElement('va-my-part-page');
    place.append(page);
    await page.updateComplete;
    return page;
  }
  const heading = (page: MyPartPage) => page.shadowRoot?.querySelector('h1')?.textContent;

  it('greets the person, and is accessible', async () => {
    const page = await openPage();
    expect(heading(page)).to.equal('Hello, Ada');
    await expect(page).to.be.accessible();
  });

  it('speaks German', async () => {
    await showLocale('de');
    const page = await openPage();
    expect(heading(page)).to.equal('Guten Tag, Ada');
    expect(page.shadowRoot?.textContent).not.to.contain('This page is new');
  });
});

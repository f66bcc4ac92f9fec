import { expect } from '@open-wc/testing';
import { describeError } from './api/describe-error.js';
import { ApiError } from './api/errors.js';
import {
  activeLocale,
  addTranslations,
  directionOf,
  plural,
  showLocale,
  supportedLocale,
  type Translations,
} from './localization.js';
import { msg } from '@lit/localize';

const texts = (templates: Record<string, string>) => () => Promise.resolve({ templates });
const greeting = () => msg('Good morning', { id: 'greeting' });
const part = (german: Translations['de']): Translations => ({
  ...{ de: german, 'en-XA': texts({}), 'ar-XB': texts({}) },
});

afterEach(() => showLocale('en'));

describe('the language of the page', () => {
  it('changes without a reload, for every package', async () => {
    await addTranslations(part(texts({ greeting: 'Guten Morgen' })));
    await showLocale('de');
    expect(activeLocale()).to.equal('de');
    expect(greeting()).to.equal('Guten Morgen');
    expect(describeError(new TypeError()).title).to.equal('Auf dieser Seite ist etwas schiefgegangen.');
    await showLocale('en');
    expect(greeting()).to.equal('Good morning');
  });

  it('reaches a package that arrives later', async () => {
    await showLocale('de');
    await addTranslations(part(texts({ later: 'Später' })));
    expect(msg('Later', { id: 'later' })).to.equal('Später');
  });

  it('stays as it was when its texts cannot be loaded, and can be tried again', async () => {
    let isThere = false;
    await addTranslations(
      part(() =>
        isThere
          ? Promise.resolve({ templates: { lost: 'Verloren' } })
          : Promise.reject(new TypeError('network')),
      ),
    );
    let failed: unknown;
    await showLocale('de').catch((error: unknown) => (failed = error));
    expect(failed).to.be.instanceOf(TypeError);
    expect(activeLocale()).to.equal('en');
    isThere = true;
    await showLocale('de');
    expect(msg('Lost', { id: 'lost' })).to.equal('Verloren');
  });

  it('is the best that there is for what the browser wants', () => {
    expect(supportedLocale(['fr-CH', 'de-AT', 'en'])).to.equal('de');
    expect(supportedLocale(['fr'])).to.equal('en');
    expect(supportedLocale(['ar-XB'])).to.equal('ar-XB');
    expect(directionOf('ar-XB')).to.equal('rtl');
    expect(directionOf('de')).to.equal('ltr');
  });

  it('counts', () => {
    expect(plural(1, { one: 'a file', other: 'files' })).to.equal('a file');
    expect(plural(0, { one: 'a file', other: 'files' })).to.equal('files');
  });

  it('says how long to wait', async () => {
    const error = new ApiError(429, { type: 'about:blank', title: 'Slow down' }, 600);
    expect(describeError(error).detail).to.equal('Nothing was changed. Try again in 10 minutes.');
    await showLocale('de');
    expect(describeError(error).detail).to.equal(
      'Es wurde nichts geändert. Versuchen Sie es in 10 Minuten erneut.',
    );
  });
});

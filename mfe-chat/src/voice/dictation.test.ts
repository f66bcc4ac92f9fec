import { ContextProvider } from '@lit/context';
import { expect, waitUntil } from '@open-wc/testing';
import { configContext, configFromEnvironment, define, tokens } from '@voiceassist/shared';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { Composer } from '../composer.js';
import { atRest } from '../testing/at-rest.js';
import { allByRole, byRole, focusedName, says, textOf } from '../testing/by-role.js';
import { untranslated } from '../testing/greek.js';
import { speak } from '../testing/locale.js';
import { FakeRecognition } from './testing/fake-recognition.js';
import type { RecognitionError } from './recognition.js';

define('va-composer', Composer);

function open(voice = 'true') {
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const page = document.createElement('main');
  const config = configFromEnvironment({ VITE_ENABLE_VOICE: voice });
  new ContextProvider(page, { context: configContext, initialValue: config });
  const composer = new Composer();
  const sent: string[] = [];
  composer.addEventListener('va-composer-send', ({ text }) => sent.push(text));
  page.append(composer);
  document.body.append(page);
  return { composer, sent };
}

const box = (composer: Composer) => composer.renderRoot.querySelector('textarea')!;
const pressed = (composer: Composer) =>
  allByRole(composer, 'button', 'Dictate')[0]?.getAttribute('aria-pressed');

/** Presses Dictate, and gives what then listens. */
async function dictate(composer: Composer): Promise<FakeRecognition> {
  const before = FakeRecognition.made.length;
  (await byRole(composer, 'button', 'Dictate')).click();
  await waitUntil(() => FakeRecognition.made.length > before, 'nothing listens');
  const recognition = FakeRecognition.last!;
  recognition.open();
  await says(composer, 'Listening');
  return recognition;
}

describe('dictation', () => {
  let release: () => void;
  beforeEach(async () => {
    await setViewport({ width: 1200, height: 900 });
    await speak('en');
    release = FakeRecognition.takeOver();
  });
  afterEach(async () => {
    document.body.replaceChildren();
    release();
    await speak('en');
  });

  it('is not offered where the release or the browser does not have it', async () => {
    const { composer } = open('false');
    await composer.updateComplete;
    expect(allByRole(composer, 'button', 'Dictate')).to.be.empty;
    FakeRecognition.takeOver(null);
    const { composer: other } = open();
    await other.updateComplete;
    expect(allByRole(other, 'button', 'Dictate')).to.be.empty;
  });

  it('listens on this computer only, in the language of the page', async () => {
    const { composer } = open();
    const recognition = await dictate(composer);
    expect(recognition.processLocally).to.equal(true);
    expect(recognition.lang).to.equal('en-GB');
    expect(FakeRecognition.asked).to.deep.equal([{ langs: ['en-GB'], processLocally: true }]);
    await says(composer, 'Listening, on this computer only. Escape ends it.');
    expect(pressed(composer)).to.equal('true');
  });

  it('shows what it hears apart from the text, and puts what stays at the caret', async () => {
    const { composer, sent } = open();
    await composer.updateComplete;
    composer.fill('Dose of in renal failure?');
    await composer.updateComplete;
    const recognition = await dictate(composer);
    box(composer).setSelectionRange(7, 7);
    recognition.hear('met for', false);
    await says(composer, 'met for');
    expect(box(composer).value).to.equal('Dose of in renal failure?');
    let inputs = 0;
    composer.addEventListener('input', () => (inputs += 1));
    recognition.hear('metformin', true);
    await waitUntil(() => box(composer).value === 'Dose of metformin in renal failure?');
    expect(composer.text).to.equal('Dose of metformin in renal failure?');
    expect(inputs, 'the draft is told').to.equal(1);
    expect(textOf(composer)).not.to.contain('met for');
    expect(sent).to.be.empty;
  });

  it('ends with Escape, writes the last words, and stops no answer by that', async () => {
    const { composer } = open();
    const recognition = await dictate(composer);
    recognition.hear('which do', false);
    let escapes = 0;
    document.body.addEventListener('keydown', ({ key }) => (escapes += key === 'Escape' ? 1 : 0), {
      once: true,
    });
    composer.focus();
    await sendKeys({ press: 'Escape' });
    expect(recognition.state).to.equal('stopped');
    expect(escapes).to.equal(0);
    recognition.hear('which dose', true);
    recognition.end();
    await waitUntil(() => pressed(composer) === 'false');
    expect(box(composer).value).to.equal('which dose');
  });

  it('ends with the button, and keeps words that the browser leaves unfinished', async () => {
    const { composer } = open();
    const recognition = await dictate(composer);
    recognition.hear('which dose', false);
    (await byRole(composer, 'button', 'Dictate')).click();
    expect(recognition.state).to.equal('stopped');
    recognition.end();
    await waitUntil(() => box(composer).value === 'which dose');
  });

  it('is never sent by itself: Enter ends it first, and the words can be read before the next', async () => {
    const { composer, sent } = open();
    const recognition = await dictate(composer);
    recognition.hear('which dose', true);
    recognition.hear('of metf', false);
    composer.focus();
    await sendKeys({ press: 'Enter' });
    expect(sent).to.be.empty;
    recognition.hear('of metformin', true);
    recognition.end();
    await waitUntil(() => pressed(composer) === 'false');
    expect(sent).to.be.empty;
    await sendKeys({ press: 'Enter' });
    expect(sent).to.deep.equal(['which dose of metformin']);
  });

  it('stays with the conversation that it was spoken in', async () => {
    const { composer } = open();
    const recognition = await dictate(composer);
    recognition.hear('which dose', false);
    composer.endDictation();
    expect(box(composer).value).to.equal('which dose');
    expect(recognition.state).to.equal('aborted');
    expect(recognition.onresult).to.equal(null);
  });

  it('hears nobody any more when the composer is gone', async () => {
    const { composer } = open();
    const recognition = await dictate(composer);
    composer.remove();
    expect(recognition.state).to.equal('aborted');
  });

  it('offers to fetch a missing language pack, and records nothing before', async () => {
    FakeRecognition.local = 'downloadable';
    const { composer } = open();
    (await byRole(composer, 'button', 'Dictate')).click();
    await says(composer, 'To dictate British English on this computer, the browser needs its language pack');
    expect(FakeRecognition.made).to.be.empty;
    (await byRole(composer, 'button', 'Not now')).click();
    await waitUntil(() => focusedName() === 'Message');
    (await byRole(composer, 'button', 'Dictate')).click();
    let finish: (isInstalled: boolean) => void = () => undefined;
    FakeRecognition.installed = new Promise((resolve) => (finish = resolve));
    (await byRole(composer, 'button', 'Fetch language pack')).click();
    await says(composer, 'is being fetched. Nothing is recorded yet.');
    expect(FakeRecognition.made).to.be.empty;
    finish(true);
    await waitUntil(() => FakeRecognition.last?.processLocally);
  });

  it('says when the language pack could not be fetched', async () => {
    FakeRecognition.local = 'downloading';
    FakeRecognition.installed = Promise.resolve(false);
    const { composer } = open();
    (await byRole(composer, 'button', 'Dictate')).click();
    await says(composer, 'The language pack for British English could not be fetched.');
    expect(FakeRecognition.made).to.be.empty;
  });

  for (const [name, constructor] of [
    ['can write the language down in its cloud alone', FakeRecognition],
    [
      'does not know on-device recognition at all',
      class {
        constructor() {
          return new FakeRecognition();
        }
      },
    ],
    [
      'claims to have a language, and cannot be told to keep the voice here',
      class {
        static available = () => Promise.resolve('available');
        constructor() {
          return new FakeRecognition();
        }
      },
    ],
  ] as const) {
    it(`asks before a voice leaves the computer when the browser ${name}, and starts only then`, async () => {
      FakeRecognition.takeOver(constructor);
      FakeRecognition.local = 'unavailable';
      const { composer } = open();
      (await byRole(composer, 'button', 'Dictate')).click();
      await byRole(composer, 'heading', 'Send your voice to the maker of this browser?');
      await says(composer, 'the sound that the microphone picks up: your voice, and everybody near you');
      await waitUntil(() => focusedName() === 'Do not send');
      await expect(composer).to.be.accessible();
      await sendKeys({ press: 'Escape' });
      await says(composer, 'Nothing has left this computer.');
      expect(FakeRecognition.made).to.be.empty;

      (await byRole(composer, 'button', 'Dictate')).click();
      (await byRole(composer, 'button', 'Allow on this page')).click();
      await waitUntil(() => FakeRecognition.made.length === 1);
      FakeRecognition.last?.open();
      await says(composer, 'Your voice is being sent to the maker of this browser.');
      FakeRecognition.last?.end();
      await waitUntil(() => pressed(composer) === 'false');
      // It is remembered for this page, and for no other one.
      await dictate(composer);
      expect(FakeRecognition.last?.processLocally).to.equal(false);
      composer.remove();
      const { composer: next } = open();
      (await byRole(next, 'button', 'Dictate')).click();
      await byRole(next, 'button', 'Do not send');
    });
  }

  it('says when the language is known nowhere, and asks nothing', async () => {
    FakeRecognition.local = FakeRecognition.remote = 'unavailable';
    const { composer } = open();
    (await byRole(composer, 'button', 'Dictate')).click();
    await says(composer, 'This browser cannot write down British English.');
    expect(allByRole(composer, 'button', 'Do not send')).to.be.empty;
  });

  const errors: [RecognitionError, string][] = [
    ['not-allowed', 'The microphone may not be used here.'],
    ['service-not-allowed', 'This browser does not allow dictation here.'],
    ['no-speech', 'Nothing was heard.'],
    ['audio-capture', 'No microphone was found.'],
    ['network', 'its service cannot be reached. What was written is kept.'],
    ['language-not-supported', 'This browser cannot write down British English.'],
  ];
  for (const [error, words] of errors) {
    it(`says what happened at ${error}, and keeps what was written`, async () => {
      const { composer } = open();
      const recognition = await dictate(composer);
      recognition.hear('which dose', true);
      recognition.fail(error);
      await says(composer, words);
      expect(allByRole(composer, 'alert')).to.have.length(1);
      expect(box(composer).value).to.equal('which dose');
      expect(pressed(composer)).to.equal('false');
    });
  }

  for (const theme of ['light', 'dark']) {
    it(`has no accessibility fault that axe finds, ${theme}`, async () => {
      document.documentElement.dataset.theme = theme;
      const { composer } = open();
      const recognition = await dictate(composer);
      recognition.hear('which dose', false);
      await says(composer, 'which dose');
      await atRest(composer);
      await expect(composer).to.be.accessible();
      recognition.fail('network');
      await says(composer, 'cannot be reached');
      await atRest(composer);
      await expect(composer).to.be.accessible();
      delete document.documentElement.dataset.theme;
    });
  }

  it('is German where German is spoken, and listens for German', async () => {
    Object.defineProperty(navigator, 'languages', { configurable: true, value: ['de-AT'] });
    const { showLocale } = await import('@voiceassist/shared');
    await showLocale('de');
    const { composer } = open();
    (await byRole(composer, 'button', 'Diktieren')).click();
    await waitUntil(() => FakeRecognition.last);
    FakeRecognition.last?.open();
    await says(composer, 'Zuhören, nur auf diesem Computer. Mit Escape beenden.');
    expect(FakeRecognition.last?.lang).to.equal('de-AT');
  });

  it('holds no plain English, neither while it listens nor in what it asks', async () => {
    await speak('en-XA');
    const { composer } = open();
    await composer.updateComplete;
    composer.renderRoot.querySelector<HTMLElement>('.tools button')?.click();
    await waitUntil(() => FakeRecognition.last);
    FakeRecognition.last?.open();
    await composer.updateComplete;
    // The name of the language is written by Intl, in its own English.
    const plain = () =>
      untranslated(composer).filter((text) => /[a-z]{2}/i.test(text.replace('British English', '')));
    expect(plain()).to.deep.equal([]);
    FakeRecognition.last?.fail('audio-capture');
    FakeRecognition.local = 'unavailable';
    composer.renderRoot.querySelector<HTMLElement>('.tools button')?.click();
    await waitUntil(() =>
      composer.renderRoot.querySelector('va-dictation')?.renderRoot.querySelector('dialog'),
    );
    expect(plain()).to.deep.equal([]);
  });
});

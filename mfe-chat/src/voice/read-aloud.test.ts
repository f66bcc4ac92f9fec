import { ContextProvider } from '@lit/context';
import { expect, waitUntil } from '@open-wc/testing';
import { configContext, configFromEnvironment, define, tokens } from '@voiceassist/shared';
import { Message } from '../message.js';
import { allByRole, byRole, focusedName, says } from '../testing/by-role.js';
import { MESSAGES, untranslated } from '../testing/greek.js';
import { SENTENCE, citation } from '../testing/knowledge.js';
import { speak } from '../testing/locale.js';
import { FakeSpeech } from './testing/fake-speech.js';

define('va-message', Message);

const ANSWER = `Give **500** micrograms.[1] Repeat after 5 minutes.

| Age | Dose | Source |
| --- | ---: | --- |
| Adult | 500 micrograms | [1] |
| 6 to 11 years | 300 micrograms | [1] |

- Lay the patient flat.`;

async function openAnswer(voice = 'true', content = ANSWER): Promise<Message> {
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const page = document.createElement('main');
  const config = configFromEnvironment({ VITE_ENABLE_VOICE: voice });
  new ContextProvider(page, { context: configContext, initialValue: config });
  const message = new Message();
  message.message = {
    ...MESSAGES['an answer']!,
    id: `answer ${Math.random()}`,
    content,
    citations: [citation(1, SENTENCE)],
  };
  page.append(message);
  document.body.append(page);
  await message.updateComplete;
  return message;
}

const read = async (message: Message) => (await byRole(message, 'button', 'Read aloud')).click();

describe('reading an answer aloud', () => {
  let speech: FakeSpeech;
  let release: () => void;
  beforeEach(async () => {
    await speak('en');
    speech = new FakeSpeech();
    release = speech.takeOver();
  });
  afterEach(async () => {
    document.body.replaceChildren();
    // What is leaving falls silent before the next one begins.
    await Promise.resolve();
    release();
    await speak('en');
  });

  it('is not offered where the release does not have it', async () => {
    const message = await openAnswer('false');
    await byRole(message, 'button', /^Copy/);
    expect(allByRole(message, 'button', 'Read aloud')).to.be.empty;
  });

  it('speaks with a voice of this computer, in the language of the page', async () => {
    await read(await openAnswer());
    await waitUntil(() => speech.queue.length > 0);
    expect(speech.queue.map(({ voice }) => voice?.name)).to.include('British');
    expect(speech.heard.every(({ voice }) => voice?.localService)).to.equal(true);
  });

  it('leaves out the numbers of sources, and reads a table row by row with its heads', async () => {
    await read(await openAnswer());
    await waitUntil(() => speech.queue.length > 0);
    expect(speech.queue.map(({ text }) => text)).to.deep.equal([
      'Give 500 micrograms. Repeat after 5 minutes.',
      'Age: Adult; Dose: 500 micrograms.',
      'Age: 6 to 11 years; Dose: 300 micrograms.',
      'Lay the patient flat.',
    ]);
  });

  it('hands long texts over in pieces, and loses no word', async () => {
    const content = Array.from({ length: 30 }, (_, at) => `This is sentence number ${at}.`).join(' ');
    await read(await openAnswer('true', content));
    await waitUntil(() => speech.queue.length > 0);
    expect(Math.max(...speech.queue.map(({ text }) => text.length))).to.be.at.most(220);
    expect(speech.queue.map(({ text }) => text).join(' ')).to.equal(content);
  });

  it('can be paused, read on, and stopped, and the focus stays with it', async () => {
    const message = await openAnswer();
    (await byRole(message, 'button', 'Read aloud')).focus();
    await read(message);
    const pause = await byRole(message, 'button', 'Pause reading');
    await waitUntil(() => focusedName() === 'Pause reading');
    pause.click();
    expect(speech.isPaused).to.equal(true);
    (await byRole(message, 'button', 'Read on')).click();
    expect(speech.isPaused).to.equal(false);
    (await byRole(message, 'button', 'Stop reading')).click();
    expect(speech.queue).to.be.empty;
    await waitUntil(() => focusedName() === 'Read aloud');
    expect(allByRole(message, 'button', 'Stop reading')).to.be.empty;
    // A cancelled text is no failure.
    await message.updateComplete;
    expect(message.renderRoot.querySelector('va-read-aloud')?.shadowRoot?.textContent).not.to.contain(
      'broke off',
    );
  });

  it('ends by itself with the last piece', async () => {
    const message = await openAnswer();
    await read(message);
    await byRole(message, 'button', 'Stop reading');
    while (speech.queue.length) speech.finishOne();
    await byRole(message, 'button', 'Read aloud');
  });

  it('leaves nothing paused behind, or the next answer would be silent', async () => {
    const message = await openAnswer();
    await read(message);
    (await byRole(message, 'button', 'Pause reading')).click();
    (await byRole(message, 'button', 'Stop reading')).click();
    expect(speech.isPaused).to.equal(false);
  });

  it('falls silent when the answer goes away', async () => {
    const message = await openAnswer();
    await read(message);
    await waitUntil(() => speech.queue.length > 0);
    message.remove();
    await waitUntil(() => speech.queue.length === 0);
  });

  it('goes on when the answer only moves', async () => {
    const message = await openAnswer();
    await read(message);
    await waitUntil(() => speech.queue.length > 0);
    message.parentElement?.append(message);
    await Promise.resolve();
    expect(speech.queue).not.to.be.empty;
  });

  it('reads one answer at a time', async () => {
    const [one, other] = [await openAnswer(), await openAnswer('true', 'Another answer.')];
    await read(one);
    await byRole(one, 'button', 'Stop reading');
    await read(other);
    await byRole(other, 'button', 'Stop reading');
    await byRole(one, 'button', 'Read aloud');
    expect(speech.queue.map(({ text }) => text)).to.deep.equal(['Another answer.']);
  });

  it('reads nothing and says so where only voices of a service are there', async () => {
    speech.voices = [{ name: 'Cloud', lang: 'en-GB', localService: false }];
    const message = await openAnswer();
    await read(message);
    await says(message, 'This computer has no voice of its own for British English.');
    expect(speech.heard).to.be.empty;
  });

  it('waits for voices that come late', async () => {
    const late = speech.voices;
    speech.voices = [];
    const message = await openAnswer();
    await read(message);
    await Promise.resolve();
    expect(speech.heard).to.be.empty;
    speech.voices = late;
    speech.dispatchEvent(new Event('voiceschanged'));
    await waitUntil(() => speech.heard.length > 0);
  });

  it('says when the browser breaks off', async () => {
    const message = await openAnswer();
    await read(message);
    await waitUntil(() => speech.queue.length > 0);
    speech.fail();
    await says(message, 'The reading broke off.');
    expect(speech.queue).to.be.empty;
    await byRole(message, 'button', 'Read aloud');
  });

  it('has no fault that axe finds, and is German where German is spoken', async () => {
    const message = await openAnswer();
    await read(message);
    await byRole(message, 'button', 'Stop reading');
    await expect(message).to.be.accessible();
    await speak('de');
    await byRole(message, 'button', 'Vorlesen beenden');
  });

  it('holds no plain English', async () => {
    await speak('en-XA');
    speech.voices = [];
    const message = await openAnswer('true', 'Άλφα.');
    const element = message.renderRoot.querySelector('va-read-aloud');
    await waitUntil(() => element?.shadowRoot?.querySelector('button'));
    element?.shadowRoot?.querySelector('button')?.click();
    await waitUntil(() => element?.shadowRoot?.querySelector('p')?.textContent?.trim(), '', {
      timeout: 4000,
    });
    const left = element ? untranslated(element) : ['no element'];
    expect(left.filter((text) => !/British English/.test(text))).to.deep.equal([]);
  });
});

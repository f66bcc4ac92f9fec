import { expect, waitUntil } from '@open-wc/testing';
import { define } from '@voiceassist/shared';
import { Message } from '../message.js';
import { allByRole, byRole, says, textOf } from '../testing/by-role.js';
import { speak } from '../testing/locale.js';
import { downloadAttachment } from './download.js';

define('va-message', Message);

const FILE = { id: 'f', filename: 'ECG.html', sizeBytes: 5, url: '/api/files/f' };
const realFetch = window.fetch;

interface Asked {
  address: string;
  token: string | null;
}

/** A server that gives these answers in turn. */
function answering(...answers: (Response | Error)[]): Asked[] {
  const asked: Asked[] = [];
  window.fetch = (input, init) => {
    asked.push({ address: String(input), token: new Headers(init?.headers).get('Authorization') });
    const next = answers.shift() ?? new Error('Nobody expected this');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  return asked;
}

const access = (apiUrl = 'https://api.example.org') => ({
  apiUrl,
  token: (reason: string) => Promise.resolve(reason === 'start' ? 'old' : 'new'),
});

/** A question with a file, in a chat whose API is there. */
async function openMessage(apiUrl?: string): Promise<Message> {
  const message = new Message();
  message.message = {
    id: 'q',
    role: 'user',
    content: 'Is this normal?',
    citations: [],
    status: 'sent',
    createdAt: '2026-11-22T09:41:00Z',
    verbatim: false,
    nextSeq: 0,
    attachments: [FILE],
  };
  message.addEventListener('va-attachment-open', (event) => {
    event.outcome = downloadAttachment(access(apiUrl), event.attachment);
  });
  const page = document.createElement('main');
  page.append(message);
  document.body.append(page);
  await byRole(message, 'listitem');
  return message;
}

const press = async (message: Message) =>
  (await byRole(message, 'button', 'Download: ECG.html HTML · 5 bytes')).click();

describe('the files of a message', () => {
  let saved: HTMLAnchorElement[];
  const realClick = HTMLAnchorElement.prototype.click;
  beforeEach(() => {
    saved = [];
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push(this);
    };
  });
  afterEach(async () => {
    HTMLAnchorElement.prototype.click = realClick;
    window.fetch = realFetch;
    document.body.replaceChildren();
    await speak('en');
  });

  it('show their name, kind and size, without a fault that axe finds', async () => {
    const message = await openMessage();
    expect(textOf(await byRole(message, 'listitem'))).to.equal('Download: ECG.html HTML · 5 bytes');
    await expect(message).to.be.accessible();
  });

  it('are fetched with the token and saved, never shown as a page', async () => {
    const message = await openMessage();
    const asked = answering(new Response('<b>1\n', { headers: { 'Content-Type': 'text/html' } }));
    await press(message);
    await waitUntil(() => saved.length === 1);
    expect(asked).to.deep.equal([{ address: 'https://api.example.org/api/files/f', token: 'Bearer old' }]);
    expect(saved[0]?.download).to.equal('ECG.html');
    window.fetch = realFetch;
    const bytes = await (await fetch(saved[0]?.href ?? '')).blob();
    expect(await bytes.text()).to.equal('<b>1\n');
    expect(bytes.type).to.equal('application/octet-stream');
  });

  it('are asked for once more when the token was not accepted', async () => {
    const asked = answering(new Response('', { status: 401 }), new Response('12345'));
    await press(await openMessage());
    await waitUntil(() => saved.length === 1);
    expect(asked).to.deep.equal([
      { address: 'https://api.example.org/api/files/f', token: 'Bearer old' },
      { address: 'https://api.example.org/api/files/f', token: 'Bearer new' },
    ]);
  });

  it('keep the token from every other server', async () => {
    const asked = answering(new Response('12345'));
    const file = { ...FILE, url: 'https://elsewhere.example/api/files/f' };
    const failure = await downloadAttachment(access(), file).catch((error: unknown) => error);
    expect((failure as Error).name).to.equal('ConnectionError');
    expect(asked).to.be.empty;
  });

  const failures: [string, () => Response | Error, RegExp][] = [
    [
      'a session that has ended',
      () => new Response('', { status: 401 }),
      /not downloaded: you are signed out/,
    ],
    ['a refusal', () => new Response('', { status: 403 }), /not downloaded: your account may not open it/],
    ['a file that is gone', () => new Response('', { status: 404 }), /is no longer on the server/],
    ['too many requests', () => new Response('', { status: 429 }), /not downloaded. Too many attempts/],
    ['an error', () => new Response('', { status: 500 }), /not downloaded. The server met an error/],
    ['no network', () => new TypeError('Failed to fetch'), /not downloaded: the server cannot be reached/],
    ['a sign-in page', () => new Response('<html>'), /not downloaded: something else answered/],
  ];
  for (const [name, given, words] of failures) {
    it(`say what happened at ${name}, and save nothing`, async () => {
      answering(given(), given());
      const message = await openMessage();
      await press(message);
      await says(message, words);
      expect(allByRole(message, 'alert')).to.have.length(1);
      expect(saved).to.be.empty;
    });
  }

  it('can be asked for again after a failure', async () => {
    answering(new TypeError('Failed to fetch'), new Response('12345'));
    const message = await openMessage();
    await press(message);
    await says(message, 'cannot be reached');
    await press(message);
    await waitUntil(() => saved.length === 1);
    expect(allByRole(message, 'alert')).to.be.empty;
  });

  it('are called by their German words where German is spoken', async () => {
    await speak('de');
    const message = await openMessage();
    await byRole(message, 'button', 'Herunterladen: ECG.html HTML · 5 Byte');
  });
});

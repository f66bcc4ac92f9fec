import { expect, waitUntil } from '@open-wc/testing';
import { ConnectionError } from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import type { User } from '@voiceassist/shared/schemas';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { Chat } from '../chat.js';
import { allByRole, byRole, focusedName, says, textOf } from '../testing/by-role.js';
import { atRest } from '../testing/at-rest.js';
import { ask, placeChat, type } from '../testing/chat-portal.js';
import { untranslated } from '../testing/greek.js';
import { speak } from '../testing/locale.js';
import { ServerEnd } from '../testing/server-end.js';
import { FakeUploads, answer, fileOf } from './testing/fake-uploads.js';

const MB = 1024 ** 2;

const isDisabled = (button: HTMLElement | undefined) => (button as HTMLButtonElement | undefined)?.disabled;

async function openChat({
  isOn = true,
  user$,
  atOnce,
}: {
  isOn?: boolean;
  user$?: BehaviorSubject<User | undefined>;
  /** Is done before anything else that belongs to the chat has been fetched. */
  atOnce?: (chat: Chat) => void;
} = {}) {
  const uploads = new FakeUploads();
  const chat = placeChat({
    environment: { VITE_ENABLE_FILE_UPLOAD: String(isOn) },
    user$,
    endpoints: {
      server: { capabilities: () => Promise.resolve({ capabilities: [], maxUploadBytes: 5 * MB }) },
      files: { upload: uploads.upload },
    },
  });
  atOnce?.(chat);
  const server = await ServerEnd.at(0);
  server.start(['ack', 'seq']);
  await waitUntil(() => allByRole(chat, 'button', /./).length > 0);
  return { chat, server, uploads };
}

const inside = <T extends Element>(chat: Chat, selector: string) =>
  chat.renderRoot.querySelector('va-composer')?.renderRoot.querySelector<T & HTMLElement>(selector);

/** Chooses files as the browser's own dialog hands them over. */
async function choose(chat: Chat, ...files: File[]): Promise<void> {
  await byRole(chat, 'button', /^(Attach files|Dateien anhängen|\[.*\]|.*ƒ.*)$/);
  const input = inside<HTMLInputElement>(chat, 'input[type="file"]');
  const given = new DataTransfer();
  for (const file of files) given.items.add(file);
  if (!input) throw new Error('There is no place to choose files');
  input.files = given.files;
  input.dispatchEvent(new Event('change'));
}

/** Holds a file over something or drops it there; whether the browser leaves it alone. */
function dragOver(target: Element | null, name: string, file: File): boolean {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  const event = new DragEvent(name, { dataTransfer, bubbles: true, composed: true, cancelable: true });
  target?.dispatchEvent(event);
  return event.defaultPrevented;
}

const send = (chat: Chat) => allByRole(chat, 'button', 'Send')[0];
const chips = (chat: Chat) => allByRole(chat, 'listitem').map(textOf);

describe('files beside a message', () => {
  let release: () => void;
  beforeEach(async () => {
    await setViewport({ width: 1200, height: 900 });
    release = ServerEnd.listen();
  });
  afterEach(async () => {
    document.body.replaceChildren();
    release();
    await speak('en');
  });

  it('cannot be chosen where the release does not have it', async () => {
    const { chat } = await openChat({ isOn: false });
    await says(chat, 'Connected');
    expect(allByRole(chat, 'button', 'Attach files')).to.be.empty;
    expect(textOf(chat)).not.to.contain('files');
  });

  it('are told of before one is chosen: how many, of what kind, how large', async () => {
    const { chat } = await openChat();
    await says(chat, 'Up to 10 files can go with it, 5 MB each.');
    const button = await byRole(chat, 'button', 'Attach files');
    const description = inside(chat, `#${button.getAttribute('aria-describedby')}`);
    expect(description?.textContent).to.contain('5 MB each');
  });

  it('show their kind and size and the bytes on the way, and go with the message once they have arrived', async () => {
    const { chat, server, uploads } = await openChat();
    await type(chat, 'Is this normal?');
    await choose(chat, fileOf('ECG.pdf', 2 * MB));
    await says(chat, 'You can send when 1 file has arrived.');
    expect(isDisabled(send(chat))).to.equal(true);
    await sendKeys({ press: 'Enter' });
    expect(server.questions).to.be.empty;
    uploads.of('ECG.pdf')?.onProgress(MB, 2 * MB);
    await says(chat, 'PDF · 1 MB of 2 MB');
    uploads.of('ECG.pdf')?.arrive('file-1');
    await waitUntil(() => isDisabled(send(chat)) === false);
    await says(chat, 'PDF · 2 MB');
    await says(chat, 'ECG.pdf is attached.');
    send(chat)?.click();
    await waitUntil(() => server.questions.length === 1);
    expect(server.questions[0]).to.deep.include({ content: 'Is this normal?', attachments: ['file-1'] });
    server.accept(server.questions[0]?.client_message_id ?? '');
    await byRole(chat, 'button', 'Download: ECG.pdf PDF · 2 MB');
    expect(chat.renderRoot.querySelector('va-attachment-tray')).to.equal(null);
  });

  it('are not there in a message that has none', async () => {
    const { chat, server } = await openChat();
    await ask(chat, server, 'Which dose?');
    expect(server.questions[0]).not.to.have.property('attachments');
  });

  it('can be pasted, and pasted text stays text', async () => {
    const { chat, uploads } = await openChat();
    await byRole(chat, 'button', 'Attach files');
    const paste = (text?: string) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(fileOf('image.png'));
      if (text) clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // Firefox gives an event that a script makes a clipboard of its own.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      inside(chat, 'textarea')?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(paste('Age\tDose')).to.equal(false);
    expect(paste()).to.equal(true);
    await waitUntil(() => uploads.sendings.length === 1);
    expect(uploads.sendings[0]?.file.name).to.equal('image.png');
  });

  it('can be dropped on the conversation, which says so while they are held over it', async () => {
    const { chat, uploads } = await openChat();
    await byRole(chat, 'button', 'Attach files');
    const drag = (name: string) =>
      dragOver(chat.renderRoot.querySelector('va-message-list'), name, fileOf('ECG.pdf'));
    expect(drag('dragover')).to.equal(true);
    await says(chat, 'Drop the files to attach them');
    drag('dragleave');
    await waitUntil(() => !textOf(chat).includes('Drop the files'));
    expect(drag('drop')).to.equal(true);
    await waitUntil(() => uploads.of('ECG.pdf'));
  });

  it('that are dropped before what takes them is here are taken, and not opened by the browser', async () => {
    const { uploads } = await openChat({
      atOnce(chat) {
        expect(dragOver(chat, 'dragover', fileOf('ECG.pdf'))).to.equal(true);
        expect(dragOver(chat, 'drop', fileOf('ECG.pdf'))).to.equal(true);
      },
    });
    await waitUntil(() => uploads.of('ECG.pdf'));
    expect(uploads.sendings).to.have.length(1);
  });

  it('that cannot be taken are named with the reason, and the others go on', async () => {
    const { chat, uploads } = await openChat();
    await choose(
      chat,
      fileOf('scan.tif', 6 * MB),
      fileOf('empty.txt', 0),
      ...Array.from({ length: 12 }, (_, at) => fileOf(`page ${at}.png`)),
    );
    await says(chat, /Not attached: \u2068scan.tif\u2069. A file may have 5 MB at most./);
    await says(chat, /Not attached: \u2068empty.txt\u2069. There is nothing in it./);
    await says(
      chat,
      /Not attached: \u2068page 10.png\u2069 and \u2068page 11.png\u2069. A message takes 10 files/,
    );
    expect(uploads.sendings.map(({ file }) => file.name)).to.deep.equal(['page 0.png', 'page 1.png']);
    expect(chips(chat)).to.have.length(10);
    (await byRole(chat, 'button', 'Dismiss')).click();
    await waitUntil(() => !textOf(chat).includes('Not attached'));
    expect(focusedName()).to.contain('page 0.png');
  });

  it('can be cancelled on the way, and sent again', async () => {
    const { chat, uploads } = await openChat();
    await type(chat, 'Is this normal?');
    await choose(chat, fileOf('ECG.pdf'));
    const cancel = await byRole(chat, 'button', 'Cancel ECG.pdf');
    cancel.focus();
    await sendKeys({ press: 'Enter' });
    await says(chat, 'cancelled');
    expect(uploads.of('ECG.pdf')?.signal.aborted).to.equal(true);
    await says(chat, '1 file has not arrived. Retry or remove it to send.');
    await waitUntil(() => focusedName() === 'Retry ECG.pdf');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => uploads.sendings.length === 2);
    uploads.of('ECG.pdf')?.arrive('file-1');
    await waitUntil(() => isDisabled(send(chat)) === false);
  });

  it('can be removed; the focus then is where the question is typed', async () => {
    const { chat, uploads } = await openChat();
    await choose(chat, fileOf('ECG.pdf'));
    await waitUntil(() => uploads.of('ECG.pdf'));
    uploads.of('ECG.pdf')?.arrive('file-1');
    (await byRole(chat, 'button', 'Remove ECG.pdf')).click();
    await waitUntil(() => focusedName() === 'Message');
    expect(chips(chat)).to.be.empty;
  });

  const failures: [string, Error, RegExp, boolean][] = [
    ['signed out', answer(401), /Not uploaded. You are signed out. Sign in again to go on./, true],
    ['not allowed', answer(403), /Not uploaded. Your account may not attach files./, false],
    ['too large for the server', answer(413), /Not uploaded. The file is too large for the server./, false],
    ['of a refused kind', answer(415), /Not uploaded. The server does not take this kind of file./, false],
    ['one too many at once', answer(429, 30), /Not uploaded. Too many .* Try again in 30 seconds./, true],
    ['met by an error', answer(500), /Not uploaded. The server met an error./, true],
    ['cut off', new ConnectionError('network'), /Not uploaded. The connection dropped, or/, true],
    [
      'answered by a sign-in page',
      new ConnectionError('malformed'),
      /Not uploaded. Something else answered in the place of the server/,
      true,
    ],
  ];
  for (const [name, failure, words, canRetry] of failures) {
    it(`that were ${name} say so, and keep the message until they are dealt with`, async () => {
      const { chat, uploads } = await openChat();
      await type(chat, 'Is this normal?');
      await choose(chat, fileOf('ECG.pdf'));
      await waitUntil(() => uploads.of('ECG.pdf'));
      uploads.of('ECG.pdf')?.fail(failure);
      await says(chat, words);
      expect(isDisabled(send(chat))).to.equal(true);
      expect(allByRole(chat, 'button', 'Retry ECG.pdf')).to.have.length(canRetry ? 1 : 0);
      (await byRole(chat, 'button', 'Remove ECG.pdf')).click();
      await waitUntil(() => isDisabled(send(chat)) === false);
    });
  }

  it('stay with the draft of their conversation', async () => {
    const { chat, uploads } = await openChat();
    await choose(chat, fileOf('ECG.pdf'));
    await says(chat, 'ECG.pdf');
    chat.sessionId = 'other';
    await chat.updateComplete;
    expect(chips(chat)).to.be.empty;
    // It arrives while another conversation is open.
    uploads.of('ECG.pdf')?.arrive('file-1');
    chat.sessionId = undefined;
    chat.newSession();
    await byRole(chat, 'button', 'Remove ECG.pdf');
  });

  it('are sent once more with a question that the server refused', async () => {
    const { chat, server, uploads } = await openChat();
    await choose(chat, fileOf('ECG.pdf'));
    await waitUntil(() => uploads.of('ECG.pdf'));
    uploads.of('ECG.pdf')?.arrive('file-1');
    await byRole(chat, 'button', 'Remove ECG.pdf');
    const id = await ask(chat, server, 'Is this normal?');
    server.say({ type: 'error', message: 'Wait for the answers.', client_message_id: id });
    (await byRole(chat, 'button', 'Retry')).click();
    await waitUntil(() => server.questions.length === 2);
    expect(server.questions[1]).to.deep.include({ client_message_id: id, attachments: ['file-1'] });
  });

  describe('go with the question', () => {
    const filesOf = (server: ServerEnd) =>
      server.questions.map((question) => (question as { attachments?: string[] }).attachments);

    /** A question with one file, and its answer, which ends like this. */
    async function askWithFile(reason: string) {
      const opened = await openChat();
      const { chat, server, uploads } = opened;
      await choose(chat, fileOf('ECG.pdf'));
      await waitUntil(() => uploads.of('ECG.pdf'));
      uploads.of('ECG.pdf')?.arrive('ecg');
      await waitUntil(() => allByRole(chat, 'button', 'Remove ECG.pdf').length === 1);
      server.accept(await ask(chat, server, 'What does it show?'));
      server.write('A long interval.', 0);
      server.say({ type: 'message.complete', message_id: 'a1', finish_reason: reason });
      await waitUntil(() => allByRole(chat, 'button', 'Remove ECG.pdf').length === 0);
      return opened;
    }

    it('when it is asked once more', async () => {
      const { chat, server } = await askWithFile('stopped');
      (await byRole(chat, 'button', 'Retry')).click();
      await waitUntil(() => server.questions.length === 2);
      expect(filesOf(server)).to.deep.equal([['ecg'], ['ecg']]);
    });

    it('when it is changed, and can be taken from it', async () => {
      const { chat, server, uploads } = await askWithFile('done');
      await choose(chat, fileOf('Note.txt'));
      await waitUntil(() => uploads.of('Note.txt'));
      uploads.of('Note.txt')?.arrive('note');
      await byRole(chat, 'button', 'Remove Note.txt');
      (await byRole(chat, 'button', 'Edit and ask again')).click();
      await byRole(chat, 'button', 'Remove ECG.pdf');
      expect(chips(chat).join()).to.contain('ECG.pdf').and.not.contain('Note.txt').and.not.contain('0 bytes');
      const id = await ask(chat, server, ' Say more');
      expect(filesOf(server)[1]).to.deep.equal(['ecg']);
      server.accept(id);
      await byRole(chat, 'button', 'Remove Note.txt');
      (await byRole(chat, 'button', 'Edit and ask again')).click();
      (await byRole(chat, 'button', 'Remove ECG.pdf')).click();
      await waitUntil(() => allByRole(chat, 'button', 'Remove ECG.pdf').length === 0);
      await ask(chat, server, ' now');
      expect(filesOf(server)[2]).to.equal(undefined);
    });
  });

  it('are gone when another person is signed in', async () => {
    const user$ = new BehaviorSubject<User | undefined>({ id: 'one' } as User);
    const { chat, uploads } = await openChat({ user$ });
    await choose(chat, fileOf('ECG.pdf'));
    await says(chat, 'ECG.pdf');
    user$.next({ id: 'two' } as User);
    await waitUntil(() => !textOf(chat).includes('ECG.pdf'));
    expect(uploads.of('ECG.pdf')?.signal.aborted).to.equal(true);
  });

  it('are no longer on their way when the chat has left the page', async () => {
    const { chat, uploads } = await openChat();
    await choose(chat, fileOf('ECG.pdf'));
    await waitUntil(() => uploads.of('ECG.pdf'));
    chat.remove();
    await waitUntil(() => uploads.of('ECG.pdf')?.signal.aborted);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`have no accessibility fault that axe finds in any of their states, ${theme}`, async () => {
      const { chat, uploads } = await openChat();
      chat.theme = theme;
      await choose(chat, fileOf('a.pdf'), fileOf('b.pdf'), fileOf('c.pdf'), fileOf('d.pdf'), fileOf('e', 0));
      await waitUntil(() => uploads.sendings.length === 2);
      uploads.of('a.pdf')?.arrive('a');
      uploads.of('b.pdf')?.fail(answer(500));
      await waitUntil(() => uploads.sendings.length === 4);
      (await byRole(chat, 'button', 'Cancel c.pdf')).click();
      await byRole(chat, 'button', 'Retry c.pdf');
      await atRest(chat);
      await expect(chat).to.be.accessible();
    });
  }

  it('fit a window of 320 px, however long their names are', async () => {
    await setViewport({ width: 320, height: 640 });
    const { chat, uploads } = await openChat();
    const name = `${'Discharge-summary-'.repeat(12)}.pdf`;
    await choose(chat, fileOf(name), fileOf('b.pdf'));
    await waitUntil(() => uploads.sendings.length === 2);
    uploads.of(name)?.fail(answer(500));
    await says(chat, 'The server met an error');
    const tray = chat.renderRoot.querySelector('va-attachment-tray');
    expect(tray?.scrollWidth).to.be.at.most(tray?.clientWidth ?? 0);
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    for (const button of allByRole(chat, 'button')) {
      expect(button.getBoundingClientRect().right, textOf(button)).to.be.at.most(320);
    }
  });

  it('are spoken of in German where German is spoken', async () => {
    await speak('de');
    const { chat, uploads } = await openChat();
    await says(chat, 'Bis zu 10 Dateien können mitgehen, je höchstens 5 MB.');
    await choose(chat, fileOf('EKG.pdf'));
    await says(chat, 'Senden ist möglich, sobald 1 Datei angekommen ist.');
    uploads.of('EKG.pdf')?.fail(answer(413));
    await says(chat, 'Nicht hochgeladen. Die Datei ist für den Server zu groß.');
    await byRole(chat, 'button', 'EKG.pdf entfernen');
  });

  it('hold no plain English in any state', async () => {
    await speak('en-XA');
    const { chat, uploads } = await openChat();
    await choose(chat, fileOf('1.0', 0), ...[1, 2, 3, 4].map((at) => fileOf(`${at}`)));
    await waitUntil(() => uploads.sendings.length === 2);
    uploads.of('1')?.arrive('1');
    uploads.of('2')?.fail(answer(500));
    await waitUntil(() => uploads.sendings.length === 4);
    uploads.of('3')?.onProgress(1000, 2000);
    await chat.updateComplete;
    const composer = chat.renderRoot.querySelector('va-composer');
    const left = composer ? untranslated(composer) : ['no composer'];
    // Sizes are written by Intl, in its own English.
    expect(left.filter((text) => /[a-z]{2}/i.test(text.replace(/\d [kM]B\b|\d bytes/g, '')))).to.deep.equal(
      [],
    );
  });
});

import { expect, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, type AuthTokenStream } from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import type { Problem } from '@voiceassist/shared/schemas';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { FakeKnowledgeBase, document as doc } from '../testing/fake-knowledge-base.js';
import { findByRole, focusedName, getByRole, press, says } from '../testing/find.js';
import { chooseFiles, endUploads, file, openPage, pickerOf } from '../testing/page.js';
import { uploadsOf } from './uploads.js';

const MEGABYTE = 1024 ** 2;
const problem = (status: number, rest: Partial<Problem> = {}) =>
  new ApiError(status, { type: 'about:blank', title: 'What the server says.', ...rest });

/** A page on which these files were chosen and sent. */
async function sending(server: FakeKnowledgeBase, ...names: string[]) {
  return sendingFiles(server, ...names.map((name) => file(name, 10_240)));
}

async function sendingFiles(server: FakeKnowledgeBase, ...files: File[]) {
  const page = await openPage(server);
  chooseFiles(page, ...files);
  await press(page, 'Upload');
  await waitUntil(() => server.uploads.length);
  return page;
}

/** Files of which two are on the wire at a time. */
const large = (...names: string[]) => names.map((name) => file(name, MEGABYTE));

describe('uploading documents', () => {
  const servers: FakeKnowledgeBase[] = [];
  const serve = () => {
    const server = new FakeKnowledgeBase([doc()]);
    servers.push(server);
    return server;
  };

  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(() => servers.splice(0).forEach(endUploads));

  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const server = serve();
      const page = await sending(server, 'one.pdf', 'two.pdf', 'three.pdf');
      server.uploads[0]?.progress(5_000, 10_240);
      server.uploads[1]?.fail(problem(409));
      chooseFiles(page, file('sheet.xlsx'), file('four.md'));
      await says(page, /Sending 5 of 10 kB.*Failed.*Not sent/);
      await expect(page).to.be.accessible();
    });
  }

  it('tells the limits first', async () => {
    const server = serve();
    server.maxUploadBytes = 20 * MEGABYTE;
    await says(await openPage(server), 'PDF, Word, HTML, Markdown, text. Up to 20 MB each.');
  });

  it('shows the bytes, then the stages, then the passages, and the document in the list', async () => {
    const server = serve();
    const page = await openPage(server);
    chooseFiles(page, file('sepsis.pdf', 9.8 * MEGABYTE));
    await says(page, '9.8 MB · not sent yet');
    expect(server.uploads).to.have.length(0);
    await press(page, 'Upload');
    await waitUntil(() => server.uploads.length);
    expect(server.uploads[0]?.fields).to.deep.equal({
      sourceType: 'guideline',
      specialty: 'general medicine',
      onDuplicate: 'ask',
    });
    server.uploads[0]?.progress(5.6 * MEGABYTE, 9.9 * MEGABYTE);
    await says(page, 'Sending 5.6 of 9.8 MB');
    server.uploads[0]?.progress(9.9 * MEGABYTE, 9.9 * MEGABYTE);
    await says(page, 'Sent 9.8 MB · waiting for the server');
    const { id } = server.uploads[0]?.accept() ?? { id: '' };
    await says(page, 'Waiting to be read');
    await getByRole(page, 'button', 'More actions for sepsis.pdf');
    server.change(id, { status: 'parsing' });
    await says(page, /Reading Sent Read Index Ready/);
    server.change(id, { status: 'indexing', chunkCount: 3 });
    await says(page, 'Indexing 3 passages');
    server.change(id, { status: 'ready', chunkCount: 24 });
    await says(page, 'Ready · 24 passages');
    await says(page, 'sepsis.pdf: ready, 24 passages.');
    await getByRole(page, 'button', 'Ready 2');
    expect(findByRole(page, 'button', 'Dismiss sepsis.pdf')).to.not.equal(undefined);
  });

  it('asks for type and specialty, and remembers them', async () => {
    const server = serve();
    const page = await openPage(server);
    chooseFiles(page, file('one.pdf'));
    (
      await getByRole<HTMLSelectElement>(
        page.renderRoot.querySelector('va-upload-panel') ?? page,
        'combobox',
        'Type',
      )
    ).value = 'protocol';
    (await getByRole<HTMLSelectElement>(page, 'combobox', 'Specialty')).value = 'nephrology';
    await press(page, 'Upload');
    await waitUntil(() => server.uploads.length === 1);
    chooseFiles(page, file('two.pdf'));
    await press(page, 'Upload');
    await waitUntil(() => server.uploads.length === 2);
    for (const { fields } of server.uploads) {
      expect(fields).to.include({ sourceType: 'protocol', specialty: 'nephrology' });
    }
  });

  it('sends two large files at a time, and six small ones', async () => {
    const server = serve();
    const page = await sendingFiles(server, ...large('one.pdf', 'two.pdf', 'three.pdf'));
    await waitUntil(() => server.uploads.length === 2);
    await says(page, 'waits for its turn');
    server.uploads[0]?.accept();
    await waitUntil(() => server.uploads.length === 3);
    const small = serve();
    await sending(small, ...Array.from({ length: 8 }, (_, at) => `${at}.md`));
    await waitUntil(() => small.uploads.length === 6);
  });

  const refusals: [string, File, string][] = [
    [
      'another kind',
      file('sheet.xlsx'),
      'This kind of file cannot be read. Nothing was sent. Save it as PDF',
    ],
    ['the old Word format', file('letter.doc'), 'Save it as DOCX or PDF, then choose it again.'],
    ['an empty file', file('empty.pdf', 0), 'Empty: the file holds no text. Nothing was sent.'],
    [
      'too large a file',
      file('large.pdf', 2 * MEGABYTE),
      'Too large: 2 MB, the limit is 1 MB. Nothing was sent. Split the file or ask your administrator.',
    ],
  ];
  for (const [what, given, words] of refusals) {
    it(`refuses ${what} before anything is sent`, async () => {
      const server = serve();
      server.maxUploadBytes = MEGABYTE;
      const page = await openPage(server);
      await says(page, 'Up to 1 MB each.');
      chooseFiles(page, given, file('good.pdf'));
      await says(page, words);
      expect(findByRole(page, 'button', `Retry ${given.name}`)).to.equal(undefined);
      await press(page, 'Upload');
      await waitUntil(() => server.uploads.length);
      expect(server.uploads.map((upload) => upload.file.name)).to.deep.equal(['good.pdf']);
    });
  }

  const failures: [string, unknown, string][] = [
    ['409, it is there already', problem(409), 'This already exists.'],
    [
      '409 with the server’s words',
      problem(409, { detail: 'It is “Sepsis”.' }),
      'What the server says. It is “Sepsis”.',
    ],
    ['413, too large for the server', problem(413), 'The file is too large. Nothing was stored.'],
    [
      '415, a kind the server cannot read',
      problem(415),
      'This kind of file cannot be read. Nothing was stored.',
    ],
    ['500', problem(500), 'The server met an error.'],
    ['the network is gone', new ConnectionError('network'), 'The server cannot be reached.'],
    [
      'HTML instead of JSON',
      new ConnectionError('malformed'),
      'Something else answered in the place of the server.',
    ],
  ];
  for (const [what, error, words] of failures) {
    it(`says what happened and sends again with Retry: ${what}`, async () => {
      const server = serve();
      const page = await sending(server, 'one.pdf');
      server.uploads[0]?.fail(error);
      await says(page, `one.pdf: ${words}`);
      await press(page, 'Retry one.pdf');
      await waitUntil(() => server.uploads.length === 2);
      expect(focusedName()).to.equal('Cancel one.pdf');
      server.uploads[1]?.accept();
      await says(page, 'Waiting to be read');
    });
  }

  const twin = (code: string) =>
    problem(409, { code, detail: 'There already.', document: { id: 'there', title: 'Sepsis', version: 3 } });

  it('asks once what to do with files that are there already, and replaces them', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf', 'two.pdf', 'three.pdf');
    await waitUntil(() => server.uploads.length === 3);
    server.uploads[0]?.fail(twin('same_filename'));
    await says(page, 'The same file name, with other contents: “Sepsis”, version 3.');
    await getByRole(page, 'radio', /^Replace it as version 4/);
    server.uploads[1]?.fail(twin('same_filename'));
    await says(page, '2 files are already there');
    await expect(page).to.be.accessible();
    await press(page, 'Continue');
    await waitUntil(() => server.uploads.length === 5);
    // The answer holds for those that turn out later.
    server.uploads[2]?.fail(twin('duplicate_document'));
    await waitUntil(() => server.uploads.length === 6);
    expect(server.uploads.slice(3).map(({ replaces }) => replaces)).to.deep.equal([
      'there',
      'there',
      'there',
    ]);
    server.uploads[3]?.accept();
    await says(page, 'Waiting to be read');
    // What a document was before must not go with a cancelled version.
    await press(page, 'Cancel one.pdf');
    await says(page, 'Not cancelled: the new version is with the server already.');
    expect(server.deleted).to.be.empty;
  });

  it('skips files that are there already, or keeps both, as the person chooses', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf');
    server.uploads[0]?.fail(twin('duplicate_document'));
    await says(page, 'The very same contents: “Sepsis”, version 3.');
    await press(page, 'Continue');
    await says(page, 'one.pdf: skipped.');
    expect(server.uploads).to.have.length(1);
    await press(page, 'Retry one.pdf');
    await waitUntil(() => server.uploads.length === 2);
    server.uploads[1]?.fail(twin('duplicate_document'));
    (await getByRole<HTMLInputElement>(page, 'radio', 'Keep both')).click();
    await press(page, 'Continue');
    await waitUntil(() => server.uploads.length === 3);
    expect(server.uploads[2]?.fields.onDuplicate).to.equal('keep');
  });

  it('takes two files of one name from different folders as two documents', async () => {
    const server = serve();
    await sending(server, 'index.md', 'index.md');
    await waitUntil(() => server.uploads.length === 2);
    const { id } = server.uploads[0]?.accept() ?? { id: '' };
    server.uploads[1]?.fail(
      problem(409, { code: 'same_filename', document: { id, title: 'A', version: 1 } }),
    );
    await waitUntil(() => server.uploads.length === 3);
    expect(server.uploads[2]?.fields.onDuplicate).to.equal('keep');
  });

  it('asks nothing of a server that has the guide’s part alone', async () => {
    const server = serve();
    server.capabilities = [];
    await sending(server, 'one.pdf');
    expect(server.uploads[0]?.fields).not.to.have.property('onDuplicate');
  });

  it('pauses what is being sent, and goes on with it', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf', 'two.pdf');
    await waitUntil(() => server.uploads.length === 2);
    await press(page, 'Pause');
    await says(page, 'Paused');
    expect(server.uploads.map(({ signal }) => signal?.aborted)).to.deep.equal([true, true]);
    expect(focusedName()).to.equal('Uploads');
    await press(page, 'Resume');
    await waitUntil(() => server.uploads.length === 4);
    server.uploads[2]?.accept();
    await says(page, 'Waiting to be read');
  });

  it('tries all failed files again with one button', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf', 'two.pdf', 'three.pdf');
    await waitUntil(() => server.uploads.length === 3);
    for (const upload of server.uploads) upload.fail(new ConnectionError('network'));
    await press(page, 'Retry 3 failed');
    await waitUntil(() => server.uploads.length === 6);
  });

  it('draws a part of a long list, and the rest when asked', async () => {
    const server = serve();
    const page = await openPage(server);
    chooseFiles(page, ...Array.from({ length: 60 }, (_, at) => file(`${at}.md`)), file('sheet.xlsx'));
    await says(page, '31 more files');
    await says(page, 'sheet.xlsx');
    await press(page, 'Show more');
    await says(page, '45.md');
  });

  it('lets the fields be corrected when the server does not accept them: 422', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf');
    server.uploads[0]?.fail(
      problem(422, { errors: [{ field: 'specialty', message: 'Choose a specialty.' }] }),
    );
    await says(page, 'Some fields are not right. Choose a specialty.');
    await press(page, 'Retry one.pdf');
    await press(page, 'Upload');
    await waitUntil(() => server.uploads.length === 2);
  });

  it('says in the row why a document could not be read, and has it read again', async () => {
    const server = serve();
    const page = await sending(server, 'scan.pdf');
    const { id } = server.uploads[0]?.accept() ?? { id: '' };
    server.change(id, { status: 'failed', error: 'No readable text. Nothing was indexed.' });
    await says(page, 'scan.pdf: No readable text.');
    const row = page.renderRoot.querySelector('va-upload-panel')?.renderRoot.querySelector('va-upload-row');
    await press(row ?? page, 'Retry scan.pdf');
    await waitUntil(() => server.retried.length);
    expect(server.retried).to.deep.equal([id]);
    server.change(id, { status: 'ready', chunkCount: 1 });
    await says(page, 'scan.pdf: ready, 1 passage.');
    expect(server.uploads).to.have.length(1);
  });

  it('cancels a file on its way, and lets the next one go', async () => {
    const server = serve();
    const page = await sendingFiles(server, ...large('one.pdf', 'two.pdf', 'three.pdf'));
    await waitUntil(() => server.uploads.length === 2);
    const cancel = await getByRole(page, 'button', 'Cancel one.pdf');
    cancel.focus();
    await sendKeys({ press: 'Enter' });
    await says(page, 'Cancelled. Nothing of it is kept.');
    expect(server.uploads[0]?.signal?.aborted).to.equal(true);
    await waitUntil(() => server.uploads.length === 3);
    expect(focusedName()).to.equal('Dismiss one.pdf');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focusedName() === 'Cancel two.pdf');
    expect(findByRole(page, 'button', 'Dismiss one.pdf')).to.equal(undefined);
  });

  it('cancels all files at once, and clears what has ended', async () => {
    const server = serve();
    const page = await sendingFiles(server, ...large('one.pdf', 'two.pdf', 'three.pdf'));
    await waitUntil(() => server.uploads.length === 2);
    await press(page, 'Cancel all');
    await getByRole(page, 'button', 'Dismiss three.pdf');
    expect(server.uploads.map(({ signal }) => signal?.aborted)).to.deep.equal([true, true]);
    await press(page, 'Clear finished');
    await waitUntil(() => !findByRole(page, 'button', 'Dismiss one.pdf'));
    expect(focusedName()).to.equal('Uploads');
  });

  it('says so when a document cannot be cancelled any more, and goes on', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf');
    const { id } = server.uploads[0]?.accept() ?? { id: '' };
    await says(page, 'Waiting to be read');
    server.errors.delete = new ConnectionError('network');
    await press(page, 'Cancel one.pdf');
    await says(page, 'Not cancelled. The server cannot be reached.');
    server.change(id, { status: 'ready', chunkCount: 2 });
    await says(page, 'one.pdf: ready, 2 passages.');
  });

  it('cancels a document that the server reads by deleting it there', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf');
    const { id } = server.uploads[0]?.accept() ?? { id: '' };
    await says(page, 'Waiting to be read');
    await press(page, 'Cancel one.pdf');
    await says(page, 'Cancelled. Nothing of it is kept.');
    expect(server.deleted).to.deep.equal([id]);
  });

  it('says so when a document is deleted before it was ready', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf');
    server.uploads[0]?.accept();
    await says(page, 'Waiting to be read');
    server.documents = [];
    await says(page, 'it was deleted before it was ready');
  });

  it('goes on while the person is on another page of the portal', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf');
    server.uploads[0]?.progress(1_024, 10_240);
    page.remove();
    server.uploads[0]?.progress(8_192, 10_240);
    const again = await openPage(server);
    await says(again, 'Sending 8 of 10 kB');
    server.uploads[0]?.accept();
    await says(again, 'Waiting to be read');
    expect(server.uploads[0]?.signal?.aborted).to.equal(false);
  });

  it('does not let the page be closed without a question while a file is on the wire', async () => {
    const server = serve();
    await sending(server, 'one.pdf');
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).to.equal(true);
    server.uploads[0]?.accept();
    await waitUntil(() => !leave());
  });

  it('ends and forgets all uploads when the person signs out', async () => {
    const server = serve();
    const user$ = new BehaviorSubject<object | undefined>({});
    const uploads = uploadsOf(server.api, { user$ } as Partial<AuthTokenStream> as AuthTokenStream);
    uploads.queue.choose([file('one.pdf'), file('two.pdf')], MEGABYTE);
    uploads.send(uploads.fields);
    await waitUntil(() => server.uploads.length === 2);
    user$.next(undefined);
    expect(uploads.queue.items).to.have.length(0);
    expect(server.uploads.map(({ signal }) => signal?.aborted)).to.deep.equal([true, true]);
  });

  it('takes files that are pasted, and leaves pasted words to the field', async () => {
    const page = await openPage(serve());
    const clipboard = new DataTransfer();
    const paste = () => {
      const event = new ClipboardEvent('paste', {
        clipboardData: clipboard,
        bubbles: true,
        cancelable: true,
      });
      document.body.dispatchEvent(event);
      return event;
    };
    clipboard.setData('text/plain', 'words');
    expect(paste().defaultPrevented).to.equal(false);
    clipboard.items.add(file('pasted.md'));
    expect(paste().defaultPrevented).to.equal(true);
    await says(page, 'pasted.md');
  });

  it('offers whole folders, and leaves out what systems put into them', async () => {
    const page = await openPage(serve());
    const head = page.renderRoot.querySelector('va-documents-head');
    const picker = head?.renderRoot.querySelector<HTMLInputElement>('input[webkitdirectory]');
    let opened = false;
    picker?.addEventListener('click', (event) => {
      event.preventDefault();
      opened = true;
    });
    await press(page, 'Choose folder');
    expect(opened).to.equal(true);
    const inside = new DataTransfer();
    for (const name of ['first.md', '.DS_Store', 'Thumbs.db', '~$second.docx', 'second.docx'])
      inside.items.add(file(name));
    Object.defineProperty(picker, 'files', { value: inside.files, configurable: true });
    picker?.dispatchEvent(new Event('change'));
    await says(page, /first\.md.*second\.docx/);
    await says(page, '2 files');
  });

  it('takes files that are dropped anywhere on the page', async () => {
    const page = await openPage(serve());
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file('dropped.md'));
    const drag = (type: string) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
    document.body.dispatchEvent(drag('dragover'));
    await says(page, 'Let go to choose these files');
    const drop = drag('drop');
    document.body.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true);
    await says(page, 'dropped.md');
    await says(page, 'Drop files here');
  });

  it('needs no more than a keyboard', async () => {
    const server = serve();
    const page = await openPage(server);
    let opened = false;
    pickerOf(page).addEventListener('click', (event) => {
      event.preventDefault();
      opened = true;
    });
    (await getByRole(page, 'button', 'Upload documents')).focus();
    await sendKeys({ press: 'Enter' });
    expect(opened).to.equal(true);
    chooseFiles(page, file('one.pdf'));
    await waitUntil(() => focusedName() === 'Upload');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => server.uploads.length);
    expect(focusedName()).to.equal('Uploads');
    server.uploads[0]?.fail(new ConnectionError('network'));
    await says(page, 'The server cannot be reached.');
    await sendKeys({ press: 'Tab' });
    expect(focusedName()).to.equal('Dismiss one.pdf');
    await sendKeys({ press: 'Tab' });
    expect(focusedName()).to.equal('Retry one.pdf');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => server.uploads.length === 2);
    expect(focusedName()).to.equal('Cancel one.pdf');
  });
});

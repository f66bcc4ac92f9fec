import { expect, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, type AuthTokenStream } from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { FakeKnowledgeBase, document as doc } from '../testing/fake-knowledge-base.js';
import { findByRole, focusedName, getByRole, press, says } from '../testing/find.js';
import { chooseFiles, endUploads, file, openPage, pickerOf } from '../testing/page.js';
import { uploadsOf } from './uploads.js';

const MEGABYTE = 1024 ** 2;
const problem = (
  status: number,
  rest: { detail?: string; errors?: { field: string; message: string }[] } = {},
) => new ApiError(status, { type: 'about:blank', title: 'What the server says.', ...rest });

/** A page on which these files were chosen and sent. */
async function sending(server: FakeKnowledgeBase, ...names: string[]) {
  const page = await openPage(server);
  chooseFiles(page, ...names.map((name) => file(name, 10_240)));
  await press(page, 'Upload');
  await waitUntil(() => server.uploads.length);
  return page;
}

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
      expect(fields).to.deep.equal({ sourceType: 'protocol', specialty: 'nephrology' });
    }
  });

  it('sends two at a time', async () => {
    const server = serve();
    const page = await sending(server, 'one.pdf', 'two.pdf', 'three.pdf');
    expect(server.uploads).to.have.length(2);
    await says(page, 'waits for its turn');
    server.uploads[0]?.accept();
    await waitUntil(() => server.uploads.length === 3);
  });

  const refusals: [string, File, string][] = [
    ['another kind', file('sheet.xlsx'), 'This kind of file cannot be read. Nothing was sent. Use PDF'],
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
    const page = await sending(server, 'one.pdf', 'two.pdf', 'three.pdf');
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
    const page = await sending(server, 'one.pdf', 'two.pdf', 'three.pdf');
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
    expect(server.uploads).to.have.length(2);
    user$.next(undefined);
    expect(uploads.queue.items).to.have.length(0);
    expect(server.uploads.map(({ signal }) => signal?.aborted)).to.deep.equal([true, true]);
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

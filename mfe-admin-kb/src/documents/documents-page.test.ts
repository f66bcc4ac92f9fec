import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, type PageTitleEvent } from '@voiceassist/shared';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { ListRetryEvent } from '../events.js';
import { FakeKnowledgeBase, document as doc } from '../testing/fake-knowledge-base.js';
import { findAllByRole, findByRole, focused, focusedName, getByRole, press, says } from '../testing/find.js';
import { openPage } from '../testing/page.js';

const problem = (status: number, title: string) => new ApiError(status, { type: 'about:blank', title });

const mixed = () => [
  doc({ title: 'Anaphylaxis', chunkCount: 148 }),
  doc({
    title: 'Vancomycin',
    status: 'failed',
    chunkCount: 0,
    error: 'No readable text. Nothing was indexed.',
  }),
  doc({ title: 'Formulary', status: 'indexing', chunkCount: 3, sourceType: 'formulary' }),
];

describe('<va-documents-page>', () => {
  beforeEach(() => {
    localStorage.clear();
    return setViewport({ width: 1440, height: 900 });
  });

  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const list = await openPage(new FakeKnowledgeBase(mixed()));
      await getByRole(list, 'table', 'Documents');
      await expect(list).to.be.accessible();
      const empty = await openPage(new FakeKnowledgeBase());
      await says(empty, 'No documents yet');
      await expect(empty).to.be.accessible();
    });
  }

  it('has no accessibility fault as blocks on a phone, with its menu and its dialog', async () => {
    await setViewport({ width: 360, height: 800 });
    const page = await openPage(new FakeKnowledgeBase(mixed()));
    await expect(page).to.be.accessible();
    expect(await findAllByRole(page, 'combobox', /.*/)).to.have.length(0);
    await press(page, 'Filters');
    const type = await getByRole<HTMLSelectElement>(page, 'combobox', 'Type');
    await expect(page).to.be.accessible();
    type.value = 'formulary';
    type.dispatchEvent(new Event('change'));
    await getByRole(page, 'button', 'Filters 1');
    type.value = '';
    type.dispatchEvent(new Event('change'));
    await press(page, 'Filters');
    await press(page, 'More actions for Vancomycin');
    await getByRole(page, 'menuitem', 'Delete');
    await expect(page).to.be.accessible();
    await press(page, 'Delete', 'menuitem');
    await getByRole(page, 'dialog');
    await expect(page).to.be.accessible();
    expect(page.scrollWidth).to.be.at.most(360);
  });

  it('says how much there is, and gives the page its title', async () => {
    const titled = oneEvent(window, 'va-page-title');
    const page = await openPage(new FakeKnowledgeBase([doc(), doc()]));
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('Knowledge base');
    await says(page, '2 documents · 48 passages · last change 2 minutes ago');
    await getByRole(page, 'button', 'All 2');
    await getByRole(page, 'button', 'Ready 2');
    await getByRole(page, 'button', 'In progress 0');
  });

  it('says what to do first when there is none', async () => {
    const page = await openPage(new FakeKnowledgeBase());
    await says(page, 'No documents yet');
    await says(page, 'answers are made only from them');
    await says(page, '0 documents · 0 passages');
  });

  it('says that an empty list may be out of date when the server is gone, and recovers by itself', async () => {
    const server = new FakeKnowledgeBase();
    const page = await openPage(server);
    server.errors.list = new ConnectionError('network');
    const list = page.renderRoot.querySelector('va-document-list');
    list?.dispatchEvent(new ListRetryEvent());
    await says(page, 'The list below may be out of date');
    server.errors.list = undefined;
    server.documents = [doc({ title: 'New' })];
    await says(page, '1 to 1 of 1');
  });

  it('asks the server for a status, a type, a search and an order', async () => {
    const server = new FakeKnowledgeBase(Array.from({ length: 60 }, () => doc()));
    const page = await openPage(server);
    const last = () => server.listQueries.at(-1);
    expect(server.listQueries[0]).to.deep.equal({ skip: 0, limit: 25, sort: 'updated_at', order: 'desc' });
    await says(page, /\b1 to \d+ of 60/);

    await press(page, 'Title');
    await waitUntil(() => last()?.sort === 'title');
    expect(last()).to.include({ sort: 'title', order: 'asc', skip: 0 });
    await waitUntil(() => findByRole(page, 'columnheader', 'Title')?.ariaSort === 'ascending');
    expect(findByRole(page, 'columnheader', 'Updated')?.ariaSort).to.equal(null);
    await press(page, 'Title');
    await waitUntil(() => last()?.order === 'desc');

    await press(page, /^In progress/);
    await waitUntil(() => last()?.status === 'queued,parsing,indexing');

    const type = await getByRole<HTMLSelectElement>(page, 'combobox', 'Type');
    type.value = 'formulary';
    type.dispatchEvent(new Event('change', { bubbles: true }));
    await waitUntil(() => last()?.sourceType === 'formulary');
  });

  it('leaves out columns, and has them and the order the same way the next time', async () => {
    const server = new FakeKnowledgeBase(mixed());
    const page = await openPage(server);
    await press(page, 'Columns');
    const panel = await getByRole(page, 'group', 'Columns');
    await waitUntil(() => panel.matches(':popover-open'));
    (await getByRole(page, 'checkbox', 'Size')).click();
    (await getByRole(page, 'checkbox', 'Type')).click();
    const has = (list: Element, name: string) => Boolean(findByRole(list, 'columnheader', name));
    await waitUntil(() => !has(page, 'Size') && !has(page, 'Type'));
    await expect(page).to.be.accessible();
    await press(page, 'Title');
    await waitUntil(() => server.listQueries.at(-1)?.sort === 'title');
    page.remove();

    const again = await openPage(server);
    await getByRole(again, 'columnheader', 'Passages');
    expect([has(again, 'Size'), has(again, 'Type')]).to.deep.equal([false, false]);
    expect(server.listQueries.at(-1)).to.include({ sort: 'title', order: 'asc' });
    await press(again, 'Columns');
    (await getByRole(again, 'checkbox', 'Size')).click();
    await getByRole(again, 'columnheader', 'Size');
  });

  for (const kept of ['nothing of ours', '{"hidden":"all","sort":7,"order":"up"}', 'null']) {
    it(`shows the usual table where ${kept} is kept`, async () => {
      localStorage.setItem('voiceassist.kb.table', kept);
      const server = new FakeKnowledgeBase(mixed());
      const page = await openPage(server);
      await getByRole(page, 'columnheader', 'Size');
      expect(server.listQueries[0]).to.include({ sort: 'updated_at', order: 'desc' });
    });
  }

  it('searches once the typing rests, and offers the way back when nothing fits', async () => {
    const server = new FakeKnowledgeBase(mixed());
    const page = await openPage(server);
    (await getByRole(page, 'searchbox', 'Search documents')).focus();
    await sendKeys({ type: 'zzz' });
    await says(page, 'No document fits');
    expect(new Set(server.listQueries.map(({ search }) => search))).to.deep.equal(
      new Set([undefined, 'zzz']),
    );
    await press(page, 'Show all documents');
    await getByRole(page, 'table', 'Documents');
    expect((await getByRole<HTMLInputElement>(page, 'searchbox')).value).to.equal('');
    expect(focusedName()).to.equal('List of documents');
  });

  it('asks before it deletes, and keeps with Keep and with Escape', async () => {
    const server = new FakeKnowledgeBase(mixed());
    const page = await openPage(server);
    await press(page, 'More actions for Anaphylaxis');
    await press(page, 'Delete', 'menuitem');
    await getByRole(page, 'dialog', 'Delete “Anaphylaxis”?');
    await says(
      page,
      '148 passages go with it. Old answers keep their quotes but can no longer open the source.',
    );
    expect(focusedName()).to.equal('Keep');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !findByRole(page, 'dialog'));
    expect(focusedName()).to.equal('More actions for Anaphylaxis');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focusedName() === 'Reindex');
    await sendKeys({ press: 'End' });
    await waitUntil(() => focusedName() === 'Delete');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focusedName() === 'Keep');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !findByRole(page, 'dialog'));
    expect(server.deleted).to.deep.equal([]);
  });

  it('deletes, says so, and puts the focus on the row that follows', async () => {
    const server = new FakeKnowledgeBase([doc({ title: 'One' }), doc({ title: 'Two' })]);
    const page = await openPage(server);
    await press(page, 'More actions for One');
    await press(page, 'Delete', 'menuitem');
    await press(await getByRole(page, 'dialog'), 'Delete');
    await says(page, 'Deleted “One”.');
    await waitUntil(() => focusedName() === 'More actions for Two');
    await says(page, '1 document · 24 passages');
    expect(server.deleted).to.have.length(1);
  });

  it('keeps the question open and says why when a deletion fails', async () => {
    const server = new FakeKnowledgeBase([doc({ title: 'One' })]);
    server.errors.delete = problem(500, 'No');
    const page = await openPage(server);
    await press(page, 'More actions for One');
    await press(page, 'Delete', 'menuitem');
    const dialog = await getByRole(page, 'dialog');
    await press(dialog, 'Delete');
    await says(dialog, 'The server met an error.');
    server.errors.delete = undefined;
    await press(dialog, 'Delete');
    await says(page, 'No documents yet');
    await waitUntil(() => focusedName() === 'List of documents');
  });

  it('explains a failed document in a line of its own, and has it read again', async () => {
    const server = new FakeKnowledgeBase(mixed());
    const page = await openPage(server);
    await says(page, 'No readable text. Nothing was indexed.');
    await press(page, 'Retry Vancomycin');
    await says(page, '“Vancomycin” is read again.');
    expect(server.retried).to.have.length(1);
    expect(focusedName()).to.equal('More actions for Vancomycin');
    await waitUntil(() => !findByRole(page, 'button', 'Retry Vancomycin'));
  });

  it('has a document read again by the guide’s reindex where the server has no retry', async () => {
    const server = new FakeKnowledgeBase(mixed());
    server.capabilities = [];
    const page = await openPage(server);
    await press(page, 'Retry Vancomycin');
    await waitUntil(() => server.retried.length);
    expect(server.retried[0]).to.match(/^reindex /);
  });

  it('says why a retry did not begin', async () => {
    const server = new FakeKnowledgeBase(mixed());
    server.errors.retry = new ConnectionError('network');
    const page = await openPage(server);
    await press(page, 'Retry Vancomycin');
    await says(page, '“Vancomycin” stays as it is. The server cannot be reached.');
  });

  it('follows indexing without losing the open menu', async () => {
    const server = new FakeKnowledgeBase(mixed());
    const page = await openPage(server);
    await press(page, 'More actions for Formulary');
    const item = await getByRole(page, 'menuitem', 'Reindex');
    await waitUntil(() => focused() === item);
    server.change(server.documents[2]?.id ?? '', { status: 'ready', chunkCount: 12 });
    await getByRole(page, 'button', 'Ready 2');
    expect(focused()).to.equal(item);
    expect(item.checkVisibility()).to.equal(true);
  });

  it('moves through the menu by keyboard and gives the focus back', async () => {
    const page = await openPage(new FakeKnowledgeBase(mixed()));
    (await getByRole(page, 'button', 'More actions for Vancomycin')).focus();
    await sendKeys({ press: 'ArrowDown' });
    await waitUntil(() => focusedName() === 'Retry');
    await sendKeys({ press: 'ArrowDown' });
    expect(focusedName()).to.equal('Replace file');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    expect(focusedName()).to.equal('Retry');
    await sendKeys({ press: 'End' });
    expect(focusedName()).to.equal('Delete');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => focusedName() === 'More actions for Vancomycin');
    expect(findAllByRole(page, 'menuitem')).to.have.length(0);
  });

  const outages: [string, unknown, string][] = [
    ['the network is gone', new ConnectionError('network'), 'The server cannot be reached.'],
    ['it takes too long', new ConnectionError('timeout'), 'The server takes too long to answer.'],
    [
      'HTML comes instead of JSON',
      new ConnectionError('malformed'),
      'Something else answered in the place of the server.',
    ],
    [
      'the server fails',
      problem(500, 'No'),
      'The server met an error. Nothing was changed. Try again in a moment.',
    ],
    ['the account may not', problem(403, 'No'), 'Your account may not do this.'],
  ];
  for (const [what, error, words] of outages) {
    it(`says so when ${what}, and Retry brings the list`, async () => {
      const server = new FakeKnowledgeBase(mixed());
      server.errors.list = error;
      const page = await openPage(server);
      await says(page, 'The documents could not be loaded');
      await says(page, words);
      server.errors.list = undefined;
      await press(page, 'Retry');
      await getByRole(page, 'table', 'Documents');
      await waitUntil(() => focusedName() === 'List of documents');
    });
  }

  it('keeps the list when a later look at the server fails, and recovers by itself', async () => {
    const server = new FakeKnowledgeBase(mixed());
    const page = await openPage(server);
    server.errors.list = new ConnectionError('network');
    await says(page, 'The list below may be out of date');
    expect(findByRole(page, 'table', 'Documents')).to.not.equal(undefined);
    server.errors.list = undefined;
    await waitUntil(() => !findByRole(page, 'button', 'Retry'), 'it does not recover', { timeout: 6_000 });
  });
});

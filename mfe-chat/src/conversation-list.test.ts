import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, define, tokens } from '@voiceassist/shared';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { ConversationList } from './conversation-list.js';
import { allByRole, byRole, focusedName, says, textOf } from './testing/by-role.js';
import { ApiHost, FakeHistory, conversation } from './testing/history.js';

async function openList(server: FakeHistory, current?: string): Promise<ConversationList> {
  define('va-conversation-list', ConversationList);
  define('test-api-host', ApiHost);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = await fixture<ApiHost>(html`<test-api-host></test-api-host>`);
  host.provide(server.api);
  const list = document.createElement('va-conversation-list');
  list.current = current;
  list.style.blockSize = '40rem';
  host.append(list);
  await waitUntil(() => !textOf(list).includes('Loading conversations'), 'the list has not come');
  return list;
}

const some = () => [
  conversation('Adrenaline in anaphylaxis', 0, { sourceCount: 3 }),
  conversation('UTI, eGFR 28', 0, { mode: 'case_workspace', sourceCount: 1 }),
  conversation('Gentamicin levels', 1, { sourceCount: 0 }),
  conversation('Steroid cover', 4),
  conversation('Warfarin, INR 8.4', 40),
];
const titlesOf = (list: ConversationList): string[] =>
  allByRole(list, 'link', /./)
    .slice(1)
    .map((link) => link.querySelector('span')?.textContent ?? '');

describe('<va-conversation-list>', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));

  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      await expect(await openList(new FakeHistory(some()), 'uti-egfr-28')).to.be.accessible();
      await expect(await openList(new FakeHistory())).to.be.accessible();
      const server = new FakeHistory();
      server.failure = new ConnectionError('network');
      await expect(await openList(server)).to.be.accessible();
    });
  }

  it('is a landmark that groups conversations by day', async () => {
    const list = await openList(new FakeHistory(some()));
    await byRole(list, 'navigation', 'Conversations');
    const headings = allByRole(list, 'heading').map((heading) => heading.textContent);
    expect(headings).to.deep.equal(['Conversations', 'Today', 'Yesterday', 'Last 7 days', 'Earlier']);
    expect(titlesOf(list)).to.deep.equal(some().map(({ title }) => title));
  });

  it('says of each when it was, and from how many sources', async () => {
    const list = await openList(new FakeHistory(some()));
    const link = await byRole<HTMLAnchorElement>(
      list,
      'link',
      /^Adrenaline in anaphylaxis .*\d.* 3 sources$/,
    );
    expect(link.pathname).to.equal('/chat/adrenaline-in-anaphylaxis');
    await byRole(list, 'link', /^UTI, eGFR 28 .* Case · 1 source$/);
    expect(textOf(await byRole(list, 'link', /^Gentamicin levels/))).not.to.contain('source');
  });

  it('marks the one that is open', async () => {
    const list = await openList(new FakeHistory(some()), 'steroid-cover');
    const current = allByRole(list, 'link').filter((link) => link.getAttribute('aria-current') === 'page');
    expect(current.map((link) => link.getAttribute('href'))).to.deep.equal(['/chat/steroid-cover']);
  });

  it('asks the server for what is searched, once the typing pauses', async () => {
    const server = new FakeHistory(some());
    const list = await openList(server);
    (await byRole(list, 'searchbox', 'Search conversations')).focus();
    await sendKeys({ type: 'warf' });
    await waitUntil(() => titlesOf(list).length === 1);
    expect(titlesOf(list)).to.deep.equal(['Warfarin, INR 8.4']);
    expect(server.asked).to.deep.equal([{}, { query: 'warf' }]);
    await says(list, '1 conversation found');
  });

  it('says that nothing was found, and brings everything back when the search is cleared', async () => {
    const list = await openList(new FakeHistory(some()));
    (await byRole(list, 'searchbox', 'Search conversations')).focus();
    await sendKeys({ type: 'zebra' });
    await says(list, 'No conversation mentions “zebra”.');
    (await byRole(list, 'button', 'Clear search')).click();
    await waitUntil(() => titlesOf(list).length === 5);
    expect(focusedName()).to.equal('Search conversations');
    await sendKeys({ type: 'uti' });
    await waitUntil(() => titlesOf(list).length === 1);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => titlesOf(list).length === 5);
  });

  it('shows more, page by page, and keeps them when it is refreshed', async () => {
    const server = new FakeHistory(Array.from({ length: 7 }, (_, at) => conversation(`Question ${at}`)));
    server.pageSize = 3;
    const list = await openList(server);
    expect(titlesOf(list)).to.have.length(3);
    (await byRole(list, 'button', 'Show more')).click();
    await waitUntil(() => titlesOf(list).length === 6);
    server.conversations.unshift(conversation('Newest'));
    list.refresh();
    await waitUntil(() => titlesOf(list).includes('Newest'));
    expect(titlesOf(list)).to.deep.equal(['Newest', ...[0, 1, 2, 3, 4, 5].map((at) => `Question ${at}`)]);
    (await byRole(list, 'button', 'Show more')).click();
    await waitUntil(() => titlesOf(list).includes('Question 6'));
    expect(new Set(titlesOf(list)).size).to.equal(8);
    expect(allByRole(list, 'button', 'Show more')).to.be.empty;
  });

  it('keeps what is shown until the new list is there', async () => {
    const server = new FakeHistory(some());
    const list = await openList(server);
    server.conversations = [conversation('Newest'), ...some()];
    list.refresh();
    await list.updateComplete;
    expect(titlesOf(list)).to.have.length(5);
    await waitUntil(() => titlesOf(list).length === 6);
  });

  it('says that there is none yet', async () => {
    await says(await openList(new FakeHistory()), 'No conversations yet.');
  });

  it('says what failed (network), keeps what it has, and tries again', async () => {
    const server = new FakeHistory(some());
    const list = await openList(server);
    server.failure = new ConnectionError('network');
    list.refresh();
    await says(list, 'The server cannot be reached.');
    expect(titlesOf(list)).to.have.length(5);
    server.failure = undefined;
    (await byRole(list, 'button', 'Retry')).click();
    await waitUntil(() => !textOf(list).includes('cannot be reached'));
    expect(focusedName()).to.equal('Conversations');
  });

  it('says what failed (500) when there is nothing yet', async () => {
    const server = new FakeHistory(some());
    server.failure = new ApiError(500, { type: 'about:blank', title: 'Oh' });
    const list = await openList(server);
    await byRole(list, 'alert', /^The server met an error\./);
    server.failure = undefined;
    (await byRole(list, 'button', 'Retry')).click();
    await waitUntil(() => titlesOf(list).length === 5);
  });

  it('takes a server without a list (404) for what it is', async () => {
    const server = new FakeHistory();
    server.failure = new ApiError(404, { type: 'about:blank', title: 'Not found' });
    const list = await openList(server);
    await says(list, 'This server keeps no list of conversations.');
    expect(allByRole(list, 'alert')).to.be.empty;
    expect(allByRole(list, 'searchbox')).to.be.empty;
    await byRole(list, 'link', 'New');
  });
});

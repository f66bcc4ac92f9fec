import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, define, tokens } from '@voiceassist/shared';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { ConversationList } from '../conversation-list.js';
import { allByRole, byRole, focusedName, says, textOf } from '../testing/by-role.js';
import { untranslated } from '../testing/greek.js';
import { ApiHost, FakeHistory, conversation } from '../testing/history.js';
import { speak } from '../testing/locale.js';

const three = () => [
  conversation('Adrenaline in anaphylaxis'),
  conversation('Gentamicin levels', 1),
  conversation('Steroid cover', 4),
];

async function openList(server: FakeHistory): Promise<ConversationList> {
  define('va-conversation-list', ConversationList);
  define('test-api-host', ApiHost);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = await fixture<ApiHost>(html`<test-api-host></test-api-host>`);
  host.provide(server.api);
  const list = document.createElement('va-conversation-list');
  list.style.blockSize = '40rem';
  host.append(list);
  await waitUntil(() => !textOf(list).includes('Loading conversations'), 'the list has not come');
  return list;
}

const entryOf = (list: ConversationList, title: string) => byRole(list, 'link', new RegExp(`^${title}`));
const isNamed = (name: RegExp) => () => name.test(focusedName());

/** Puts the focus on a conversation and presses a key there. */
async function press(list: ConversationList, title: string, key: string): Promise<void> {
  (await entryOf(list, title)).focus();
  await sendKeys({ press: key });
}

describe('renaming a conversation', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));

  it('takes the place of the title, and is accessible', async () => {
    const list = await openList(new FakeHistory(three()));
    await press(list, 'Gentamicin levels', 'F2');
    await waitUntil(isNamed(/^Title$/), 'the field has no focus');
    await expect(list).to.be.accessible();
  });

  it('saves with Enter, and gives the focus back to the conversation', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    await press(list, 'Gentamicin levels', 'F2');
    await waitUntil(isNamed(/^Title$/));
    await sendKeys({ type: ' Gentamicin, renal ' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(isNamed(/^Gentamicin, renal/), 'the focus is not on the conversation');
    expect(server.changes).to.deep.equal(['rename gentamicin-levels to Gentamicin, renal']);
  });

  it('is given up with Escape, with the focus where it was', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    await press(list, 'Gentamicin levels', 'F2');
    await waitUntil(isNamed(/^Title$/));
    await sendKeys({ type: 'Something else' });
    await sendKeys({ press: 'Escape' });
    await waitUntil(isNamed(/^Gentamicin levels/));
    expect(server.changes).to.be.empty;
  });

  it('asks for a title when there is none', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    await press(list, 'Gentamicin levels', 'F2');
    await waitUntil(isNamed(/^Title$/));
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Enter' });
    await says(list, 'Enter a title.');
    await expect(list).to.be.accessible();
    expect(focusedName()).to.equal('Title');
    expect(server.changes).to.be.empty;
  });

  it('says why it failed (network), keeps what was typed, and saves when it is tried again', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    server.refusal = new ConnectionError('network');
    await press(list, 'Gentamicin levels', 'F2');
    await waitUntil(isNamed(/^Title$/));
    await sendKeys({ type: 'Renal' });
    await sendKeys({ press: 'Enter' });
    await says(list, 'The server cannot be reached.');
    expect(focusedName()).to.equal('Title');
    server.refusal = undefined;
    await sendKeys({ press: 'Enter' });
    await waitUntil(isNamed(/^Renal/));
    expect(server.changes).to.deep.equal([
      'rename gentamicin-levels to Renal',
      'rename gentamicin-levels to Renal',
    ]);
  });
});

describe('deleting a conversation', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));

  it('asks first, says what is lost, and is accessible', async () => {
    const list = await openList(new FakeHistory(three()));
    list.countMessages = (id) => (id === 'gentamicin-levels' ? 12 : undefined);
    await press(list, 'Gentamicin levels', 'Delete');
    await waitUntil(isNamed(/^Keep$/), 'the safe answer has no focus');
    await says(list, 'Its 12 messages go for good.');
    await expect(list).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    await waitUntil(isNamed(/^Gentamicin levels/));
    await press(list, 'Steroid cover', 'Delete');
    await says(list, 'All its questions and answers go for good.');
  });

  it('says how many messages go of a conversation that is not open, where the server counts them', async () => {
    const list = await openList(new FakeHistory([conversation('Gentamicin levels', 0, { messageCount: 7 })]));
    await press(list, 'Gentamicin levels', 'Delete');
    await says(list, 'Its 7 messages go for good.');
    list.countMessages = () => 9;
    await sendKeys({ press: 'Escape' });
    await press(list, 'Gentamicin levels', 'Delete');
    await says(list, 'Its 9 messages go for good.');
  });

  it('keeps it when one thinks better of it', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    await press(list, 'Gentamicin levels', 'Delete');
    (await byRole(list, 'button', 'Keep')).click();
    await waitUntil(isNamed(/^Gentamicin levels/));
    expect(allByRole(list, 'button', 'Keep')).to.be.empty;
    expect(server.changes).to.be.empty;
  });

  it('gives the focus to the next one, and tells the page', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    await press(list, 'Gentamicin levels', 'Delete');
    let deleted = '';
    list.addEventListener('va-conversation-deleted', (event) => (deleted = event.conversationId));
    (await byRole(list, 'button', 'Delete')).click();
    await waitUntil(isNamed(/^Steroid cover/));
    expect(deleted).to.equal('gentamicin-levels');
    expect(server.changes).to.deep.equal(['delete gentamicin-levels']);
    expect(allByRole(list, 'link', /^Gentamicin/)).to.be.empty;
  });

  it('gives the focus to the heading when none is left', async () => {
    const list = await openList(new FakeHistory([conversation('Only')]));
    await press(list, 'Only', 'Delete');
    (await byRole(list, 'button', 'Delete')).click();
    await waitUntil(isNamed(/^Conversations$/));
  });

  it('says why it failed (500), and that it is still there', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    server.refusal = new ApiError(500, { type: 'about:blank', title: 'Oh' });
    await press(list, 'Gentamicin levels', 'Delete');
    (await byRole(list, 'button', 'Delete')).click();
    await byRole(list, 'alert', /^The server met an error\./);
    await expect(list).to.be.accessible();
    await entryOf(list, 'Gentamicin levels');
    server.refusal = undefined;
    (await byRole(list, 'button', 'Delete')).click();
    await waitUntil(isNamed(/^Steroid cover/));
  });

  it('takes it for deleted when another tab was faster (404)', async () => {
    const server = new FakeHistory(three());
    const list = await openList(server);
    server.refusal = new ApiError(404, { type: 'about:blank', title: 'Not found' });
    await press(list, 'Gentamicin levels', 'Delete');
    server.conversations = server.conversations.filter(({ id }) => id !== 'gentamicin-levels');
    (await byRole(list, 'button', 'Delete')).click();
    await waitUntil(isNamed(/^Steroid cover/));
  });

  it('can be done with the pointer too', async () => {
    const list = await openList(new FakeHistory(three()));
    (await entryOf(list, 'Gentamicin levels')).focus();
    (await byRole(list, 'button', 'Delete “Gentamicin levels”')).click();
    await byRole(list, 'heading', /^Delete “.Gentamicin levels.”\?$/);
    await sendKeys({ press: 'Escape' });
    await waitUntil(isNamed(/^Gentamicin levels/));
  });
});

describe('changes in other languages', () => {
  afterEach(() => speak('en'));

  it('ask in German', async () => {
    await speak('de');
    const list = await openList(new FakeHistory([conversation('Άλφα')]));
    (await byRole(list, 'link', /^Άλφα/)).focus();
    await sendKeys({ press: 'Delete' });
    await says(list, 'Alle Fragen und Antworten darin werden endgültig gelöscht.');
    (await byRole(list, 'button', 'Behalten')).click();
  });

  it('leave no text untranslated', async () => {
    await speak('en-XA');
    const server = new FakeHistory([conversation('Άλφα')]);
    server.refusal = new ConnectionError('network');
    const list = await openList(server);
    list.countMessages = () => 12;
    for (const key of ['F2', 'Delete']) {
      (await byRole(list, 'link', /^Άλφα/)).focus();
      await sendKeys({ press: key });
      await waitUntil(() => list.renderRoot.querySelector('va-conversation-rename, va-conversation-delete'));
      await list.updateComplete;
      if (key === 'F2') {
        await waitUntil(isNamed(/./));
        await sendKeys({ press: 'Backspace' });
        await sendKeys({ press: 'Enter' });
        await byRole(list, 'alert');
      }
      expect(untranslated(list)).to.deep.equal([]);
      await sendKeys({ press: 'Escape' });
    }
  });

  it('fit from right to left in 320 px', async () => {
    await setViewport({ width: 320, height: 640 });
    await speak('ar-XB');
    const list = await openList(
      new FakeHistory([conversation('A long title that never ends, '.repeat(6).trim())]),
    );
    (await byRole(list, 'link', /^A long title/)).focus();
    await sendKeys({ press: 'F2' });
    await waitUntil(() => list.renderRoot.querySelector('va-conversation-rename'));
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await expect(list).to.be.accessible();
  });
});

describe('the list with the keyboard', () => {
  it('goes from one conversation to the next with the arrows', async () => {
    const list = await openList(new FakeHistory(three()));
    await press(list, 'Adrenaline', 'ArrowDown');
    expect(focusedName()).to.match(/^Gentamicin/);
    await sendKeys({ press: 'ArrowUp' });
    expect(focusedName()).to.match(/^Adrenaline/);
    await sendKeys({ press: 'ArrowUp' });
    expect(focusedName()).to.match(/^Adrenaline/);
  });

  it('brings the next page when one comes to the end', async () => {
    const server = new FakeHistory(Array.from({ length: 90 }, (_, at) => conversation(`Question ${at}`)));
    const list = await openList(server);
    expect(allByRole(list, 'link', /^Question/)).to.have.length(30);
    for (let at = 0; at < 29; at += 1) await press(list, `Question ${at} `, 'ArrowDown');
    await waitUntil(() => allByRole(list, 'link', /^Question/).length >= 60, 'no further page');
  });
});

import { expect, waitUntil } from '@open-wc/testing';
import type { AuthTokenStream } from '@voiceassist/shared';
import { Vault, indexedDbVaultStorage } from '@voiceassist/shared/calls';
import { BehaviorSubject, Subject } from '@voiceassist/shared/rxjs';
import type { ConversationMessage } from '../conversation.js';
import { sendKeys } from '@web/test-runner-commands';
import { ask, placeChat, type } from '../testing/chat-portal.js';
import { byRole, says, textOf } from '../testing/by-role.js';
import { ServerEnd } from '../testing/server-end.js';
import { Outbox, type Kept } from './outbox.js';

const CANARY = 'canary of 82 years';
const KEY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** The vaults of one person on one computer, as each page makes its own. */
function computer() {
  const database = `outbox-${crypto.randomUUID()}`;
  const user = { id: 'ann' };
  return () =>
    new Vault(
      { user, user$: new BehaviorSubject(user), ended$: new Subject() } as unknown as AuthTokenStream,
      () => Promise.resolve(KEY),
      indexedDbVaultStorage(database),
    );
}

const question = (content: string): ConversationMessage => ({
  id: content,
  clientMessageId: content,
  role: 'user',
  content,
  citations: [],
  status: 'queued',
  createdAt: '2026-11-22T09:41:00Z',
  verbatim: false,
  nextSeq: 0,
});

const never = () => expect.fail('there is another conversation');

describe('the outbox', () => {
  it('gives what a page left behind to the next one, once', async () => {
    const vaultOf = computer();
    const first = new Outbox('s', vaultOf());
    await first.save([question('one'), question('two')], 's');
    const taken: Kept[] = [];
    const second = new Outbox('s', vaultOf());
    const opening = second.open(async (kept) => void taken.push(kept), never);
    first.close();
    await opening;
    expect(taken.flatMap(({ questions }) => questions.map(({ content }) => content))).to.deep.equal([
      'one',
      'two',
    ]);
    expect(await vaultOf().names('outbox:')).to.deep.equal([]);
  });

  it('takes nothing from a page that is there', async () => {
    const vaultOf = computer();
    const first = new Outbox('s', vaultOf());
    await first.save([question('one')], 's');
    let taken = 0;
    const second = new Outbox('s', vaultOf());
    void second.open(async () => void (taken += 1), never);
    const third = new Outbox(undefined, vaultOf());
    await third.open(async () => void (taken += 1), never);
    expect(taken).to.equal(0);
    second.close();
    expect(await vaultOf().names('outbox:s:')).to.have.length(1);
    first.close();
  });

  it('leads from a new conversation to the one that the server began for what was left behind', async () => {
    const vaultOf = computer();
    const first = new Outbox(undefined, vaultOf());
    await first.save([question('one')], 's');
    first.close();
    const went: string[] = [];
    await waitUntil(async () => {
      await new Outbox(undefined, vaultOf()).open(
        () => expect.fail('it has a conversation'),
        (sessionId) => went.push(sessionId),
      );
      return went.length;
    });
    expect(went).to.deep.equal(['s']);
    const taken: Kept[] = [];
    await new Outbox('s', vaultOf()).open(async (kept) => void taken.push(kept), never);
    expect(taken[0]?.questions[0]?.content).to.equal('one');
  });

  it('finds what was kept for this conversation before it had its name', async () => {
    const vaultOf = computer();
    const first = new Outbox(undefined, vaultOf());
    await first.save([question('one')], 's');
    const other = new Outbox(undefined, vaultOf());
    await other.save([question('two')], undefined);
    const taken: Kept[] = [];
    const opening = new Outbox('s', vaultOf()).open(async (kept) => void taken.push(kept), never);
    first.close();
    other.close();
    await opening;
    expect(taken.flatMap(({ questions }) => questions.map(({ content }) => content))).to.deep.equal(['one']);
    expect(await vaultOf().names('outbox:')).to.have.length(1);
  });

  it('waits for a page that is about to be gone, unless something was asked meanwhile', async () => {
    for (const isUnused of [true, false]) {
      const vaultOf = computer();
      const first = new Outbox(undefined, vaultOf());
      await first.save([question('one')], undefined);
      const taken: Kept[] = [];
      const second = new Outbox(undefined, vaultOf());
      await second.open(
        async (kept) => void taken.push(kept),
        never,
        () => isUnused,
      );
      expect(taken).to.deep.equal([]);
      first.close();
      // Whoever comes last in the line for the lock: the second is done with it by then.
      const writer = (await vaultOf().names('outbox:new:'))[0]?.split(':').at(-1) ?? '';
      await navigator.locks.request(`voiceassist-outbox-${writer}`, () => undefined);
      expect(taken.length).to.equal(isUnused ? 1 : 0);
      second.close();
    }
  });

  it('goes on under the name that the conversation has got', async () => {
    const vaultOf = computer();
    const outbox = new Outbox(undefined, vaultOf());
    await outbox.save([question('one')], undefined);
    outbox.rename('s');
    await waitUntil(async () => (await vaultOf().names('outbox:new:')).length === 0);
    expect(await vaultOf().names('outbox:s:')).to.have.length(1);
    outbox.close();
  });
});

describe('a question that was not sent', () => {
  let release: () => void;
  beforeEach(() => (release = ServerEnd.listen()));
  afterEach(() => {
    document.body.replaceChildren();
    release();
  });

  it('is there again after a reload, under its id, and goes by itself', async () => {
    const vaultOf = computer();
    const chat = placeChat({ vault: vaultOf(), sessionId: 's' });
    const server = await ServerEnd.at(0);
    server.start(['ack']);
    const id = await ask(chat, server, CANARY);
    document.body.replaceChildren();
    const later = placeChat({ vault: vaultOf(), sessionId: 's' });
    const next = await ServerEnd.at(1);
    next.start(['ack']);
    await waitUntil(() => next.questions.length === 1, 'it was not sent');
    expect(next.questions[0]).to.include({ client_message_id: id, content: CANARY });
    next.accept(id);
    await says(later, 'Delivered');
    await waitUntil(async () => (await vaultOf().names('outbox:')).length === 0, 'it is kept still');
  });

  it('is not sent twice when it had arrived before the reload', async () => {
    const vaultOf = computer();
    const chat = placeChat({ vault: vaultOf(), sessionId: 's' });
    const server = await ServerEnd.at(0);
    server.start(['ack', 'history']);
    const id = await ask(chat, server, CANARY);
    document.body.replaceChildren();
    const later = placeChat({ vault: vaultOf(), sessionId: 's' });
    const next = await ServerEnd.at(1);
    const stored = {
      id: 'q1',
      role: 'user',
      content: CANARY,
      client_message_id: id,
      created_at: '2026-11-22T09:41:00Z',
    };
    next.start(['ack', 'history'], { messages: [stored] });
    await says(later, 'Delivered');
    await waitUntil(async () => (await vaultOf().names('outbox:')).length === 0, 'it is kept still');
    expect(next.questions).to.have.length(0);
    expect(textOf(later).split(CANARY)).to.have.length(3);
  });

  it('is kept through a reload without a connection, and shown as waiting', async () => {
    const vaultOf = computer();
    const chat = placeChat({ vault: vaultOf(), sessionId: 's' });
    (await ServerEnd.at(0)).start(['ack']);
    await says(chat, 'Connected');
    ServerEnd.opened[0]?.end(1006);
    await type(chat, CANARY);
    (await byRole(chat, 'button', 'Send')).click();
    await says(chat, 'Waiting to be sent');
    document.body.replaceChildren();
    const later = placeChat({ vault: vaultOf(), sessionId: 's' });
    await says(later, CANARY);
    await says(later, 'Waiting to be sent');
  });

  it('holds the page until it is kept or has arrived, and waits a second at most for a disk that hangs', async () => {
    const hanging = {
      read: () => Promise.resolve(undefined),
      write: () => new Promise<never>(() => undefined),
      names: () => Promise.resolve([]),
    };
    const chat = placeChat({ vault: hanging, sessionId: 's' });
    const server = await ServerEnd.at(0);
    server.start(['ack']);
    await type(chat, CANARY);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => chat.isUnkept, 'the page may go');
    await waitUntil(() => server.questions.length, 'it waits without an end', { timeout: 5_000 });
    expect(chat.isUnkept).to.equal(true);
    server.accept(server.questions[0]?.client_message_id ?? '');
    await waitUntil(() => !chat.isUnkept, 'it holds the page still');
  });

  it('lets the page go once it is kept, though it has not arrived', async () => {
    let keep: (isKept: boolean) => void = () => undefined;
    const slow = {
      read: () => Promise.resolve(undefined),
      write: (name: string) =>
        name.startsWith('outbox')
          ? new Promise<boolean>((resolve) => (keep = resolve))
          : Promise.resolve(true),
      names: () => Promise.resolve([]),
    };
    const chat = placeChat({ vault: slow, sessionId: 's' });
    const server = await ServerEnd.at(0);
    server.start(['ack']);
    await type(chat, CANARY);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => chat.isUnkept, 'the page may go');
    keep(true);
    await waitUntil(() => !chat.isUnkept, 'it holds the page still');
    await waitUntil(() => server.questions.length, 'it was not sent');
  });
});

describe('an answer', () => {
  let release: () => void;
  beforeEach(() => (release = ServerEnd.listen()));
  afterEach(() => {
    document.body.replaceChildren();
    release();
  });

  it('is repainted at a steady pace however fast its words come, and is whole', async () => {
    const chat = placeChat();
    const server = await ServerEnd.at(0);
    server.start(['ack', 'seq']);
    await says(chat, 'Connected');
    let repaints = 0;
    const count = chat.requestUpdate.bind(chat);
    chat.requestUpdate = (...given) => {
      repaints += 1;
      count(...given);
    };
    for (let seq = 0; seq < 10_000; seq += 1) server.write(`w${seq} `, seq);
    await says(chat, 'w9999');
    expect(repaints).to.be.below(10);
  });
});

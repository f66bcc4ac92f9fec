import { expect, waitUntil } from '@open-wc/testing';
import type { AuthTokenStream } from '@voiceassist/shared';
import { Vault, indexedDbVaultStorage } from '@voiceassist/shared/calls';
import { BehaviorSubject, Subject } from '@voiceassist/shared/rxjs';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat } from './chat.js';
import type { DraftStore } from './draft.js';
import { allByRole, byRole, focusedName, says, textOf } from './testing/by-role.js';
import { ask, placeChat, type, typedIn } from './testing/chat-portal.js';
import { ServerEnd } from './testing/server-end.js';

type User = NonNullable<AuthTokenStream['user']>;
type Ended = Parameters<Parameters<AuthTokenStream['ended$']['subscribe']>[0] & object>[0];

const BACK = 'Your draft from before is back.';
const CANARY = 'canary of 82 years';

const key = (letter: string) => letter.repeat(42) + 'A';
const person = (id: string) => ({ id }) as User;

/** A computer with one database, on which people sign in and off. */
function computer() {
  const database = `drafts-${crypto.randomUUID()}`;
  const user$ = new BehaviorSubject<User | undefined>(person('ann'));
  const ended$ = new Subject<Ended>();
  const vaultOf = (keyOf = (id: string) => key(id[0]!)) =>
    new Vault(
      {
        user$,
        ended$,
        get user() {
          return user$.value;
        },
        ownerId: () => Promise.resolve(user$.value?.id),
      },
      () => Promise.resolve(keyOf(user$.value?.id ?? '')),
      indexedDbVaultStorage(database),
    );
  return { database, user$, ended$, vaultOf };
}

/** A vault whose answers the test gives. */
class HeldVault implements DraftStore {
  readonly kept = new Map<string, string>();
  readonly reads: { name: string; answer: () => void; fail: () => void }[] = [];
  readonly written: [string, string][] = [];

  read(name: string): Promise<string | undefined> {
    const kept = this.kept.get(name);
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error('The disk is full'));
      this.reads.push({ name, answer: () => resolve(kept), fail });
    });
  }

  write(name: string, text: string): Promise<void> {
    this.written.push([name, text]);
    this.kept.set(name, text);
    return Promise.resolve();
  }

  async answer(name: string): Promise<void> {
    await waitUntil(() => this.reads.some((read) => read.name === name), `nobody reads ${name}`);
    const at = this.reads.findIndex((read) => read.name === name);
    this.reads.splice(at, 1)[0]?.answer();
    await settled();
  }
}

/** Everything that has been begun without a timer has ended. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** What lies in a database, as bytes and as text. */
async function rawContents(name: string): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
  });
  const values = await new Promise<object[]>((resolve) => {
    const reading = database.transaction('texts').objectStore('texts').getAll();
    reading.onsuccess = () => resolve(reading.result as object[]);
  });
  database.close();
  return values
    .flatMap((value) => Object.values(value) as (ArrayBuffer | Uint8Array<ArrayBuffer>)[])
    .map((bytes) => new TextDecoder('latin1').decode(bytes))
    .join('\n');
}

async function openChat(given: Parameters<typeof placeChat>[0], started: object = {}) {
  const at = ServerEnd.opened.length;
  const chat = placeChat(given);
  const server = await ServerEnd.at(at);
  server.start(['ack', 'seq', 'stop'], { session_id: given?.sessionId ?? 's', ...started });
  await says(chat, 'Connected');
  return { chat, server };
}

async function switchTo(chat: Chat, sessionId: string): Promise<ServerEnd> {
  const at = ServerEnd.opened.length;
  chat.sessionId = sessionId;
  const server = await ServerEnd.at(at);
  server.start(['ack'], { session_id: sessionId });
  await says(chat, 'Connected');
  return server;
}

const holds = (vault: DraftStore, name: string, text: string | undefined) =>
  waitUntil(async () => (await vault.read(name)) === text, `${name} is not ${text}`);
const isBack = (chat: Chat, text: string) =>
  waitUntil(() => typedIn(chat) === text && textOf(chat).includes(BACK), `“${text}” is not back`);

/** The page is hidden, as at the change to another tab. */
function hidePage(): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
  delete (document as { visibilityState?: string }).visibilityState;
}

describe('a draft', () => {
  let release: () => void;
  beforeEach(() => (release = ServerEnd.listen()));
  afterEach(() => {
    document.body.replaceChildren();
    release();
  });

  describe('in the vault', () => {
    it('comes back after a reload, with a note that a screen reader is told of', async () => {
      const { vaultOf } = computer();
      const { chat } = await openChat({ vault: vaultOf() });
      await type(chat, CANARY);
      await holds(vaultOf(), 'draft:new', CANARY);
      chat.remove();
      const next = await openChat({ vault: vaultOf() });
      await isBack(next.chat, CANARY);
      const note = [...next.chat.renderRoot.querySelectorAll('[aria-live="polite"]')].map(textOf);
      expect(note).to.deep.equal([BACK]);
      await expect(next.chat).to.be.accessible();
      await type(next.chat, '!');
      expect(textOf(next.chat)).not.to.contain(BACK);
      expect(typedIn(next.chat)).to.contain(CANARY);
    });

    it('lies on the disk without a readable word, and in no address, title, storage or attribute', async () => {
      const { database, vaultOf } = computer();
      const { chat } = await openChat({ vault: vaultOf() });
      await type(chat, CANARY);
      await holds(vaultOf(), 'draft:new', CANARY);
      const raw = await rawContents(database);
      expect(raw.length).to.be.above(CANARY.length);
      expect(raw).not.to.contain('canary');
      const seen = [location.href, document.title, JSON.stringify({ ...localStorage, ...sessionStorage })];
      expect(seen.join()).not.to.contain('canary');
      for (const element of everyElement(chat)) {
        for (const { value } of element.attributes) expect(value).not.to.contain('canary');
      }
    });

    it('cannot be read under another key', async () => {
      const { vaultOf } = computer();
      const { chat } = await openChat({ vault: vaultOf() });
      await type(chat, CANARY);
      await holds(vaultOf(), 'draft:new', CANARY);
      chat.remove();
      const vault = vaultOf(() => key('z'));
      const next = await openChat({ vault });
      await vault.read('draft:new');
      await settled();
      expect(typedIn(next.chat)).to.equal('');
    });

    it('is not shown to another person, and is there again for its own', async () => {
      const { user$, vaultOf } = computer();
      const { chat } = await openChat({ vault: vaultOf(), user$ });
      await type(chat, CANARY);
      await holds(vaultOf(), 'draft:new', CANARY);
      chat.remove();
      user$.next(undefined);
      user$.next(person('bob'));
      const vault = vaultOf();
      const other = await openChat({ vault, user$ });
      await vault.read('draft:new');
      await settled();
      expect(typedIn(other.chat)).to.equal('');
      other.chat.remove();
      user$.next(person('ann'));
      await isBack((await openChat({ vault: vaultOf(), user$ })).chat, CANARY);
    });

    it('goes once its question is kept by itself', async () => {
      const { vaultOf } = computer();
      const vault = vaultOf();
      const { chat, server } = await openChat({ vault });
      await type(chat, CANARY);
      hidePage();
      await holds(vault, 'draft:new', CANARY);
      const id = await ask(chat, server, CANARY);
      await holds(vault, 'draft:new', undefined);
      expect(await vault.names('outbox:new:')).to.have.length(1);
      server.accept(id);
      await waitUntil(() => chat.sessionId === 's');
      expect(await vault.read('draft:s')).to.equal(undefined);
      await waitUntil(async () => (await vault.names('outbox:')).length === 0);
    });

    it('goes with its question when another conversation is opened while that is being kept', async () => {
      const { vaultOf } = computer();
      const vault = vaultOf();
      const write = vault.write.bind(vault);
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      vault.write = async (name, text) => {
        if (name.startsWith('outbox:one:')) await held;
        return write(name, text);
      };
      const { chat } = await openChat({ vault, sessionId: 'one' });
      await type(chat, CANARY);
      hidePage();
      await holds(vault, 'draft:one', CANARY);
      await sendKeys({ press: 'Enter' });
      await says(chat, CANARY);
      await switchTo(chat, 'two');
      await type(chat, 'for two');
      letGo();
      await holds(vault, 'draft:one', undefined);
      expect(typedIn(chat)).to.equal('for two');
      const one = await switchTo(chat, 'one');
      await waitUntil(() => one.questions.length > 0, 'what was asked was not sent');
      expect(one.questions.map(({ content }) => content)).to.deep.equal([CANARY]);
      expect(typedIn(chat)).to.equal('');
    });

    it('is kept for each conversation by itself', async () => {
      const { vaultOf } = computer();
      const vault = vaultOf();
      const { chat } = await openChat({ vault, sessionId: 'one' });
      await type(chat, 'for one');
      await switchTo(chat, 'two');
      expect(typedIn(chat)).to.equal('');
      expect(textOf(chat)).not.to.contain(BACK);
      await type(chat, 'for two');
      await switchTo(chat, 'one');
      await isBack(chat, 'for one');
      await holds(vault, 'draft:two', 'for two');
      chat.remove();
      await isBack((await openChat({ vault: vaultOf(), sessionId: 'two' })).chat, 'for two');
    });

    it('is discarded without a question, and the focus goes to where a new one is typed', async () => {
      const { vaultOf } = computer();
      const vault = vaultOf();
      await vault.write('draft:new', CANARY);
      const { chat } = await openChat({ vault });
      (await byRole(chat, 'button', 'Discard')).click();
      await holds(vault, 'draft:new', undefined);
      expect(typedIn(chat)).to.equal('');
      await waitUntil(() => focusedName() === 'Message');
      expect(allByRole(chat, 'button', 'Discard')).to.be.empty;
    });

    it('goes with an explicit sign-out', async () => {
      const { user$, ended$, vaultOf } = computer();
      const vault = vaultOf();
      const { chat } = await openChat({ vault, user$ });
      await type(chat, CANARY);
      await holds(vault, 'draft:new', CANARY);
      user$.next(undefined);
      ended$.next({ userId: 'ann', reason: 'signed-out' } as Ended);
      chat.remove();
      await settled();
      user$.next(person('ann'));
      expect(await vaultOf().read('draft:new')).to.equal(undefined);
    });
  });

  it('is written 400 ms after the last input, and at once when the page is hidden or left', async () => {
    const vault = new HeldVault();
    const { chat } = await openChat({ vault });
    await vault.answer('draft:new');
    await type(chat, 'a');
    expect(vault.written).to.deep.equal([]);
    const typed = performance.now();
    await waitUntil(() => vault.written.length === 1);
    expect(performance.now() - typed).to.be.within(200, 900);
    await type(chat, 'b');
    hidePage();
    expect(vault.written.at(-1)).to.deep.equal(['draft:new', 'ab']);
    await type(chat, 'c');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(vault.written.at(-1)).to.deep.equal(['draft:new', 'abc']);
    await type(chat, 'd');
    chat.remove();
    expect(vault.written.at(-1)).to.deep.equal(['draft:new', 'abcd']);
    expect(vault.written).to.have.length(4);
  });

  it('leaves the composer when another person goes on in the same tab, and is not kept as theirs', async () => {
    const { user$ } = computer();
    const vault = new HeldVault();
    const { chat } = await openChat({ vault, user$ });
    await vault.answer('draft:new');
    await type(chat, CANARY);
    user$.next(person('bob'));
    await waitUntil(() => typedIn(chat) === '');
    await vault.answer('draft:new');
    await type(chat, 'of Bob');
    await waitUntil(() => vault.kept.get('draft:new') === 'of Bob');
    expect(vault.written).to.deep.equal([['draft:new', 'of Bob']]);
  });

  it('that is read late does not replace what was typed meanwhile, and is not lost by it', async () => {
    const vault = new HeldVault();
    vault.kept.set('draft:new', 'from before');
    const { chat, server } = await openChat({ vault });
    await type(chat, 'typed now');
    hidePage();
    expect(vault.written, 'written before it was known what was kept').to.deep.equal([]);
    await vault.answer('draft:new');
    expect(typedIn(chat)).to.equal('typed now');
    expect(textOf(chat)).not.to.contain(BACK);
    expect(vault.written.at(-1)).to.deep.equal(['draft:new', 'from before\n\ntyped now']);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => server.questions.length === 1);
    server.accept(server.questions[0]?.client_message_id ?? '');
    await isBack(chat, 'from before');
    await waitUntil(() => vault.kept.get('draft:s') === 'from before');
    expect(vault.kept.get('draft:new')).to.equal('');
  });

  it('that is read late does not appear in another conversation, and is there in its own', async () => {
    const vault = new HeldVault();
    vault.kept.set('draft:one', 'for one');
    const { chat } = await openChat({ vault, sessionId: 'one' });
    await switchTo(chat, 'two');
    await vault.answer('draft:one');
    await vault.answer('draft:two');
    expect(typedIn(chat)).to.equal('');
    expect(textOf(chat)).not.to.contain(BACK);
    await type(chat, 'for two');
    hidePage();
    expect(vault.written).to.deep.equal([['draft:two', 'for two']]);
    await switchTo(chat, 'one');
    await isBack(chat, 'for one');
  });

  it('that was typed while its own conversation was still being read is not lost by leaving it', async () => {
    const vault = new HeldVault();
    vault.kept.set('draft:one', 'from before');
    const { chat } = await openChat({ vault, sessionId: 'one' });
    await type(chat, 'typed now');
    await switchTo(chat, 'two');
    await vault.answer('draft:one');
    expect(vault.kept.get('draft:one')).to.equal('from before\n\ntyped now');
    expect(typedIn(chat)).to.equal('');
    await switchTo(chat, 'one');
    await isBack(chat, 'from before\n\ntyped now');
  });

  it('that is read after the first message was accepted is found under the conversation’s own name', async () => {
    const vault = new HeldVault();
    vault.kept.set('draft:new', 'from before');
    const { chat, server } = await openChat({ vault });
    server.accept(await ask(chat, server, 'Which dose?'));
    await waitUntil(() => chat.sessionId === 's');
    await vault.answer('draft:new');
    await isBack(chat, 'from before');
    expect([vault.kept.get('draft:new'), vault.kept.get('draft:s')]).to.deep.equal(['', 'from before']);
  });

  it('is never in the way of typing when the vault fails, and is written once it works again', async () => {
    const vault = new HeldVault();
    vault.kept.set('draft:new', 'from before');
    const write = vault.write.bind(vault);
    const failed: string[] = [];
    vault.write = (_, text) => Promise.reject(new Error(`full ${failed.push(text)}`));
    const rejections: unknown[] = [];
    const onRejection = (event: PromiseRejectionEvent) => rejections.push(event.reason);
    window.addEventListener('unhandledrejection', onRejection);
    const { chat, server } = await openChat({ vault });
    vault.reads.pop()?.fail();
    await settled();
    await type(chat, 'typed');
    hidePage();
    await vault.answer('draft:new');
    await waitUntil(() => failed.length === 1);
    expect(typedIn(chat)).to.equal('typed');
    vault.write = write;
    await type(chat, ' on');
    hidePage();
    expect(vault.kept.get('draft:new')).to.equal('from before\n\ntyped on');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => server.questions[0]?.content === 'typed on');
    window.removeEventListener('unhandledrejection', onRejection);
    expect(rejections).to.deep.equal([]);
  });

  it('stays with its conversation when another one is opened before it is decided whether it may be sent', async () => {
    const { chat } = await openChat({ sessionId: 'one' });
    let decide: (isMeant: boolean) => void = () => undefined;
    const decision = new Promise<boolean>((resolve) => (decide = resolve));
    chat.addEventListener('va-message-send', (event) => (event.decision = decision), { once: true });
    await type(chat, 'for one');
    await sendKeys({ press: 'Enter' });
    const two = await switchTo(chat, 'two');
    decide(true);
    await ask(chat, two, 'for two');
    expect(two.questions.map(({ content }) => content)).to.deep.equal(['for two']);
    const one = await switchTo(chat, 'one');
    expect(typedIn(chat)).to.equal('for one');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => one.questions.length === 1);
  });

  it('stays in the composer when something else is asked by a press', async () => {
    const vault = new HeldVault();
    const { chat, server } = await openChat({ vault });
    await vault.answer('draft:new');
    await type(chat, 'my own words');
    (await byRole(chat, 'button', /Adrenaline in anaphylaxis/)).click();
    await waitUntil(() => server.questions.length === 1);
    server.accept(server.questions[0]?.client_message_id ?? '');
    await waitUntil(() => chat.sessionId === 's');
    expect(typedIn(chat)).to.equal('my own words');
    await waitUntil(() => vault.kept.get('draft:s') === 'my own words');
    expect(vault.kept.get('draft:new')).to.equal('');
  });

  it('stays with its conversation on a page that has no vault, as long as the page is there', async () => {
    const { chat } = await openChat({ sessionId: 'one' });
    await type(chat, 'for one');
    await switchTo(chat, 'two');
    expect(typedIn(chat)).to.equal('');
    await switchTo(chat, 'one');
    expect(typedIn(chat)).to.equal('for one');
  });
});

function* everyElement(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
  if (root instanceof Element && root.shadowRoot) yield* everyElement(root.shadowRoot);
}

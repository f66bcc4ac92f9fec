import type { ConversationMessage } from '../conversation.js';

/** Where texts are kept at rest for their owner alone: the vault, which may keep nothing. */
export interface OutboxStore {
  read(name: string): Promise<string | undefined>;
  /** Resolves to false when there is no place to keep it. */
  write(name: string, text: string): Promise<boolean>;
  /** The names that begin so. */
  names(prefix: string): Promise<string[]>;
}

/** What was kept: the questions, and the conversation that the server began for them. */
export interface Kept {
  sessionId?: string | undefined;
  questions: readonly ConversationMessage[];
}

const prefixOf = (conversation: string | undefined) => `outbox:${encodeURIComponent(conversation ?? 'new')}:`;
/** Which page keeps it. */
const writerOf = (name: string) => name.slice(name.lastIndexOf(':') + 1);
const lockOf = (writer: string) => `voiceassist-outbox-${writer}`;

/**
 * Keeps the questions of one open conversation that are not known to have arrived, encrypted, through a reload, a crash
 * and an idle log-off. What one page keeps is taken over by another one only when the first is gone, so that no two send
 * the same.
 */
export class Outbox {
  /** Names this page's part; the lock of that name is held as long as there is something in it. */
  readonly #writer = crypto.randomUUID();
  readonly #life = new AbortController();
  #written = '';
  #queue: Promise<boolean> = Promise.resolve(true);
  #release: (() => void) | undefined;

  constructor(
    private conversation: string | undefined,
    private readonly store: OutboxStore | undefined,
    private readonly locks = globalThis.navigator?.locks as LockManager | undefined,
  ) {}

  /**
   * Takes over what earlier pages have left behind, at once or when they are gone; `take` resolves once it is kept here.
   * What was left behind in a new conversation that the server has a name for is given to `go`, to be opened by it. A new
   * conversation takes it only as long as it `isUnused`.
   */
  async open(
    take: (kept: Kept) => Promise<void>,
    go: (sessionId: string) => void,
    isUnused: () => boolean = () => true,
  ): Promise<void> {
    const { conversation, store } = this;
    if (!store) return;
    const fresh = await store.names(prefixOf(undefined));
    if (conversation !== undefined) {
      const own = await store.names(prefixOf(conversation));
      // The page may have gone before what it kept had the name of the conversation.
      const begun = ({ sessionId }: Kept) => sessionId === conversation;
      await Promise.all([
        ...own.map((name) => this.#takeOver(store, name, take)),
        ...fresh.map((name) => this.#takeOver(store, name, take, begun)),
      ]);
      return;
    }
    // New conversations are not mixed: what is left of the others is for the next page.
    let isTaken = false;
    const adopt = async (name: string) => {
      if (isTaken || !isUnused()) return;
      const kept = parsed(await store.read(name));
      if (!kept.questions.length) return;
      isTaken = true;
      if (kept.sessionId) await store.write(prefixOf(kept.sessionId) + writerOf(name), JSON.stringify(kept));
      else await take(kept);
      await store.write(name, '');
      if (kept.sessionId) go(kept.sessionId);
    };
    for (const name of fresh) await this.#holding(name, { ifAvailable: true }, () => adopt(name));
    // Whoever kept it may be the page that was here until now, and about to be gone.
    for (const name of isTaken ? [] : fresh) void this.#whenGone(name, () => adopt(name));
  }

  /** Keeps `questions` in the place of what was kept; resolves to whether they are, once that is known. */
  save(questions: readonly ConversationMessage[], sessionId: string | undefined): Promise<boolean> {
    const kept: Kept = { sessionId, questions };
    const text = questions.length ? JSON.stringify(kept) : '';
    if (text === this.#written) return this.#queue;
    this.#written = text;
    if (text) this.#stay();
    const done = this.#write(this.#name, text);
    void done.then(() => {
      if (!this.#written) this.#leave();
    });
    return done;
  }

  /** The conversation has got its id: what is kept goes on under it. */
  rename(conversation: string | undefined): void {
    if (conversation === this.conversation) return;
    const before = this.#name;
    this.conversation = conversation;
    if (!this.#written) return;
    void this.#write(this.#name, this.#written);
    void this.#write(before, '');
  }

  /** This page is done with the conversation: whoever opens it next takes over what is kept. */
  close(): void {
    this.#life.abort();
    void this.#queue.then(() => this.#leave());
  }

  get #name(): string {
    return prefixOf(this.conversation) + this.#writer;
  }

  #write(name: string, text: string): Promise<boolean> {
    const done = this.#queue.then(() => this.store?.write(name, text) ?? false).catch(() => false);
    this.#queue = done;
    return done;
  }

  /** Waits until the page that keeps it is gone, and keeps it here in its place. */
  #takeOver(
    store: OutboxStore,
    name: string,
    take: (kept: Kept) => Promise<void>,
    isOwn: (kept: Kept) => boolean = () => true,
  ): Promise<void> {
    return this.#whenGone(name, async () => {
      const kept = parsed(await store.read(name));
      if (!isOwn(kept)) return;
      if (kept.questions.length) await take(kept);
      await store.write(name, '');
    });
  }

  /** Acts when the page that keeps it is gone, unless this one is gone before. */
  async #whenGone(name: string, act: () => Promise<void>): Promise<void> {
    const { signal } = this.#life;
    await this.#holding(name, { signal }, act).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** Acts while nobody else keeps it. */
  async #holding(name: string, options: LockOptions, act: () => Promise<void>): Promise<void> {
    if (!this.locks) return act();
    await this.locks.request(lockOf(writerOf(name)), options, (held) => held && act());
  }

  /** Only as long as something is kept: a held lock keeps a page from the back/forward cache. */
  #stay(): void {
    if (this.#release) return;
    const left = new Promise<void>((leave) => (this.#release = leave));
    void this.locks?.request(lockOf(this.#writer), () => left);
  }

  #leave(): void {
    this.#release?.();
    this.#release = undefined;
  }
}

function parsed(text: string | undefined): Kept {
  return text ? (JSON.parse(text) as Kept) : { questions: [] };
}

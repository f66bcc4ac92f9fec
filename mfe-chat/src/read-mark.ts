import type { ConversationMessage } from './conversation.js';
import { keyOf } from './row-heights.js';

/** How many conversations are remembered. */
const REMEMBERED = 200;

/** Where they are remembered. */
const NAME = 'voiceassist-read';

/** How far a conversation was read, and where what is new begins. */
export class ReadMark {
  /** The first message that came unseen; it stays marked until something is asked. */
  newFrom: string | undefined;
  /** Answers that came unseen and have not been seen since. */
  unread = 0;
  #read: string | undefined;
  /** Where nothing can be kept, it is known as long as the page is open. */
  #kept = new Map<string, string>();
  /** The conversation of which `#read` is kept. */
  #keptOf: string | undefined;

  constructor(
    /** Of this tab, and through a reload; it holds ids and no words. */
    private readonly storage: () => Storage = () => sessionStorage,
  ) {}

  /** Another conversation is shown. */
  open(conversation: string | undefined, messages: readonly ConversationMessage[]): void {
    this.newFrom = undefined;
    this.unread = 0;
    this.#read = conversation === undefined ? undefined : this.#lastRead.get(conversation);
    this.#mark(messages);
  }

  /** What is there now; with `isSeen`, somebody follows what comes. */
  update(conversation: string | undefined, messages: readonly ConversationMessage[], isSeen: boolean): void {
    if (!isSeen) this.#mark(messages);
    else {
      const last = messages.at(-1);
      const read = last && keyOf(last);
      const isNew = read !== this.#read || conversation !== this.#keptOf;
      this.unread = 0;
      this.#read = read;
      this.#keptOf = conversation;
      // Words that come are no message that was not kept yet.
      if (isNew && conversation !== undefined && read !== undefined) this.#remember(conversation, read);
    }
  }

  /** Whoever asks has read what is there. */
  asked(): void {
    this.newFrom = undefined;
  }

  #mark(messages: readonly ConversationMessage[]): void {
    if (this.#read === undefined) return;
    const read = messages.findLastIndex((message) => keyOf(message) === this.#read);
    const fresh = read < 0 ? [] : messages.slice(read + 1).filter(({ role }) => role === 'assistant');
    if (fresh.length > 0 && this.unread === 0) this.newFrom = fresh[0] && keyOf(fresh[0]);
    this.unread = fresh.length;
  }

  /** The last message that was read in each conversation, the one read longest ago first. */
  get #lastRead(): Map<string, string> {
    try {
      this.#kept = new Map(JSON.parse(this.storage().getItem(NAME) ?? '[]') as [string, string][]);
    } catch {
      // A browser that keeps nothing, or something of another hand.
    }
    return this.#kept;
  }

  /** The conversations read longest ago are forgotten first. */
  #remember(conversation: string, key: string): void {
    const lastRead = this.#lastRead;
    lastRead.delete(conversation);
    lastRead.set(conversation, key);
    try {
      this.storage().setItem(NAME, JSON.stringify([...lastRead].slice(-REMEMBERED)));
    } catch {
      // It is known until the page is closed.
    }
  }
}

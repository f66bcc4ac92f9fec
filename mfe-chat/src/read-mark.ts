import type { ConversationMessage } from './conversation.js';
import { keyOf } from './row-heights.js';

/** How many conversations are remembered while the page is open. */
const REMEMBERED = 200;

/** The last message that was read in each conversation. */
const lastRead = new Map<string, string>();

/** How far a conversation was read, and where what is new begins. */
export class ReadMark {
  /** The first message that came unseen; it stays marked until something is asked. */
  newFrom: string | undefined;
  /** Answers that came unseen and have not been seen since. */
  unread = 0;
  #read: string | undefined;

  /** Another conversation is shown. */
  open(conversation: string | undefined, messages: readonly ConversationMessage[]): void {
    this.newFrom = undefined;
    this.unread = 0;
    this.#read = conversation === undefined ? undefined : lastRead.get(conversation);
    this.#mark(messages);
  }

  /** What is there now; with `isSeen`, somebody follows what comes. */
  update(conversation: string | undefined, messages: readonly ConversationMessage[], isSeen: boolean): void {
    if (!isSeen) this.#mark(messages);
    else {
      const last = messages.at(-1);
      this.unread = 0;
      this.#read = last && keyOf(last);
      if (conversation !== undefined && this.#read !== undefined) remember(conversation, this.#read);
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
}

/** The conversations read longest ago are forgotten first. */
function remember(conversation: string, key: string): void {
  lastRead.delete(conversation);
  lastRead.set(conversation, key);
  const [oldest] = lastRead.keys();
  if (lastRead.size > REMEMBERED && oldest !== undefined) lastRead.delete(oldest);
}

import type { ConversationMessage } from './conversation.js';

/** What a row takes besides its words, and what a character of them takes, in px at the usual measure. */
const BASE_PX = 90;
const CHARACTER_PX = 0.4;

/** What a message is known by as long as it is shown: a question keeps its name when the server gives it an id. */
export const keyOf = ({ clientMessageId, id }: ConversationMessage): string => clientMessageId ?? id;

/** How tall the rows of a conversation are: measured where they were on the screen, estimated elsewhere. */
export class RowHeights {
  #messages: readonly ConversationMessage[] = [];
  readonly #measured = new Map<string, number>();
  /** Where each row begins, as far as it is known; the rows behind are added when they are asked for. */
  #offsets = [0];

  /** The messages that the rows show now. */
  set(messages: readonly ConversationMessage[]): void {
    let same = 0;
    while (same < messages.length && messages[same] === this.#messages[same]) same += 1;
    this.#messages = messages;
    this.#forgetBehind(same);
  }

  /** A row as it is on the screen. */
  measure(index: number, height: number): void {
    const message = this.#messages[index];
    if (!message || this.#measured.get(keyOf(message)) === height) return;
    this.#measured.set(keyOf(message), height);
    this.#forgetBehind(index);
  }

  /** Where a row begins, in px from the beginning of the first; of the row behind the last, where the last ends. */
  offset(index: number): number {
    const offsets = this.#offsets;
    for (let at = offsets.length - 1; at < index; at += 1) {
      offsets.push((offsets[at] ?? 0) + this.#height(at));
    }
    return offsets[index] ?? 0;
  }

  /** The row at `y`; above the first the first, below the last the last. */
  at(y: number): number {
    let from = 0;
    let to = this.#messages.length - 1;
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (this.offset(middle) <= y) from = middle;
      else to = middle - 1;
    }
    return from;
  }

  #height(index: number): number {
    const message = this.#messages[index];
    if (!message) return 0;
    return this.#measured.get(keyOf(message)) ?? BASE_PX + message.content.length * CHARACTER_PX;
  }

  #forgetBehind(index: number): void {
    if (this.#offsets.length > index + 1) this.#offsets.length = index + 1;
  }
}

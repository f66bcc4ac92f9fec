import type { Draft } from './draft.js';

/** What a page sends while it cannot be asked yet, in order. */
export class QuestionQueue {
  readonly #questions: { text: string; draft: Draft | undefined }[] = [];

  /** Waits for the conversation of this draft; without one, for that which is opened next. */
  add(text: string, draft?: Draft): void {
    this.#questions.push({ text, draft });
  }

  /** The next question of the conversation with this draft. Those of conversations that were left become drafts there. */
  take(current: Draft | undefined): string | undefined {
    for (let next = this.#questions.shift(); next; next = this.#questions.shift()) {
      if (!next.draft || next.draft === current) return next.text;
      next.draft.keep(next.text);
    }
    return undefined;
  }
}

/**
 * Lets everybody have a turn: of one person's frames, over all sockets, one is handled at a time, and each waits for a
 * turn of the event loop, so that a thousand frames of one do not come before one of another.
 */
export class Turns {
  readonly #tails = new Map<string, Promise<void>>();

  /** Does `work` after what this person asked for before. */
  take(userId: string, work: () => Promise<void>): Promise<void> {
    const before = this.#tails.get(userId) ?? Promise.resolve();
    const turn = before
      .catch(() => undefined)
      .then(() => new Promise(setImmediate))
      .then(work)
      .finally(() => {
        if (this.#tails.get(userId) === turn) this.#tails.delete(userId);
      });
    this.#tails.set(userId, turn);
    return turn;
  }
}

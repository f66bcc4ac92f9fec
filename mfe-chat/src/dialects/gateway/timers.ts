/** Does something later, unless it is called off. */
export type After = (milliseconds: number, act: () => void) => () => void;

/** What is awaited, each under a name: one that is awaited anew takes the place of the earlier one. */
export class Timers<Name extends string> {
  readonly #cancels = new Map<Name, () => void>();
  #isOver = false;

  constructor(private readonly after: After) {}

  has(name: Name): boolean {
    return this.#cancels.has(name);
  }

  start(name: Name, milliseconds: number, act: () => void): void {
    this.stop(name);
    if (this.#isOver) return;
    const cancel = this.after(milliseconds, () => {
      this.#cancels.delete(name);
      act();
    });
    this.#cancels.set(name, cancel);
  }

  stop(name: Name): void {
    this.#cancels.get(name)?.();
    this.#cancels.delete(name);
  }

  /** Nothing is awaited any more, whatever is still on its way. */
  end(): void {
    this.#isOver = true;
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}

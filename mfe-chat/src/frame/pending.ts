/** Questions to the other end of a channel that wait for their answers, by number. */
export class Pending<Answer> {
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  /** Asks, and resolves to the answer; without one in time, to what there is in its place. */
  ask(send: (id: number) => void, patience?: { ms: number; otherwise: Answer }): Promise<Answer> {
    const id = (this.#last += 1);
    return new Promise((resolve) => {
      const timer = patience && setTimeout(() => this.answer(id, patience.otherwise), patience.ms);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      send(id);
    });
  }

  /** An answer has come; one that nobody waits for is let go of. */
  answer(id: number, answer: Answer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  /** No more answers will come. */
  end(answer: Answer): void {
    for (const id of [...this.#waiting.keys()]) this.answer(id, answer);
  }
}

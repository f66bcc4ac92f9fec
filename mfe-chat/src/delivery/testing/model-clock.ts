import { VirtualTimeScheduler } from 'rxjs';

/** Time that stands still until a test lets it pass, for RxJS and for the model alike. */
export class ModelClock {
  readonly scheduler = new VirtualTimeScheduler();

  get now(): number {
    return this.scheduler.frame;
  }

  /** Does `act` after so many milliseconds. */
  after(milliseconds: number, act: () => void): void {
    this.scheduler.schedule(act, milliseconds);
  }

  /** Lets time pass up to `end`, with everything that promises do in between. */
  async passTo(end: number): Promise<void> {
    await settled();
    for (;;) {
      const [next] = this.scheduler.actions;
      if (!next || next.delay > end) break;
      this.scheduler.actions.shift();
      this.scheduler.frame = next.delay;
      next.execute(next.state, next.delay);
      await settled();
    }
    this.scheduler.frame = end;
  }
}

/** Resolves when nothing is left that promises would do now. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

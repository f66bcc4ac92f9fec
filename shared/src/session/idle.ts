import { BehaviorSubject, Subject, distinctUntilChanged, type Observable } from 'rxjs';
import type { ActivityRecord } from './activity.js';
import type { Clock } from './clock.js';

/** Whether somebody is there: when nobody is for long, a warning comes first; `endsAt` on this computer's clock. */
export type IdleState = { kind: 'active' } | { kind: 'warning'; endsAt: number };

const WARNING_MS = 120_000;
/** Input is written down this often at most. */
const WRITE_EVERY_MS = 1_000;

/**
 * Ends a session that nobody uses. Only input counts, in whichever tab it is made: an answer that streams, a poll or a
 * refreshed token do not.
 */
export class IdleTimer {
  readonly #state = new BehaviorSubject<IdleState>({ kind: 'active' });
  readonly #over = new Subject<void>();
  #cancel: (() => void) | undefined;
  #isRunning = false;
  #last = 0;

  readonly state$: Observable<IdleState> = this.#state.pipe(
    distinctUntilChanged((one, other) => JSON.stringify(one) === JSON.stringify(other)),
  );
  /** Nobody was there for the whole time. */
  readonly over$: Observable<void> = this.#over.asObservable();

  constructor(
    /** Milliseconds without input after which it is over. */
    private readonly limit: () => number,
    private readonly record: ActivityRecord,
    private readonly clock: Clock,
  ) {}

  /** Whether nobody has been there for the whole time, as far as this computer knows. */
  isOver(): boolean {
    const last = this.#lastInput();
    return last !== undefined && this.clock.now() - last >= this.limit();
  }

  /** Begins to watch, with a person who is there now. */
  start(): void {
    this.#isRunning = true;
    this.#note();
    this.check();
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancel?.();
    this.#state.next({ kind: 'active' });
  }

  /** There was input. It comes too late when the time is over already: after sleep, before any timer could say so. */
  touch(): void {
    if (!this.#isRunning) return;
    if (this.isOver()) return this.check();
    const isShown = this.#state.value.kind === 'warning';
    if (isShown || Math.abs(this.clock.now() - this.#last) >= WRITE_EVERY_MS) this.#note();
    if (isShown) this.check();
  }

  /** Looks at the clock again: another tab had input, the limit changed, or the computer slept. */
  check(): void {
    this.#cancel?.();
    if (!this.#isRunning) return;
    const endsAt = (this.#lastInput() ?? this.clock.now()) + this.limit();
    const left = endsAt - this.clock.now();
    if (left <= 0) {
      this.stop();
      this.#over.next();
      return;
    }
    const warning = Math.min(WARNING_MS, this.limit() / 2);
    const isDue = left <= warning;
    this.#state.next(isDue ? { kind: 'warning', endsAt } : { kind: 'active' });
    // While the warning is shown every second counts, since another tab may have input.
    this.#cancel = this.clock.after(isDue ? Math.min(left, 1_000) : left - warning, () => this.check());
  }

  #note(): void {
    this.#last = this.clock.now();
    this.record.write(this.#last);
  }

  /** A clock that was set back leaves a time that has not come yet: then it counts from now. */
  #lastInput(): number | undefined {
    const last = this.record.read();
    if (last === undefined) return undefined;
    if (last > this.clock.now() + WRITE_EVERY_MS) {
      this.#note();
      return this.#last;
    }
    return last;
  }
}

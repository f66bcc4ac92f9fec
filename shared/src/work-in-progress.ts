import { BehaviorSubject, distinctUntilChanged, map, type Observable } from 'rxjs';

/** `unsaved`: typed, and lost when the page is left. `busy`: under way, and broken off by a reload. */
export type WorkKind = 'unsaved' | 'busy';

/** Work on the page that must not be interrupted; the shell asks it before it leaves a page or takes a new version. */
export class WorkInProgress {
  readonly #counts = { unsaved: new BehaviorSubject(0), busy: new BehaviorSubject(0) };

  /** Something would be lost if the page were left now. */
  readonly unsaved$: Observable<boolean> = isAny(this.#counts.unsaved);
  /** Something would be broken off by a reload. */
  readonly busy$: Observable<boolean> = isAny(this.#counts.busy);

  get isUnsaved(): boolean {
    return this.#counts.unsaved.value > 0;
  }

  get isBusy(): boolean {
    return this.#counts.busy.value > 0;
  }

  /** Says that a piece of work has begun; the function that is given back says that it has ended. */
  begin(kind: WorkKind): () => void {
    const count = this.#counts[kind];
    count.next(count.value + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      count.next(count.value - 1);
    };
  }
}

const isAny = (count: Observable<number>) =>
  count.pipe(
    map((number) => number > 0),
    distinctUntilChanged(),
  );

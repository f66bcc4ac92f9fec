/** Rows from `start` to before `end`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** What of a long table is seen: px from the beginning of its first row. */
export interface View {
  readonly top: number;
  readonly height: number;
}

/** A row of two lines, before any was measured. */
const USUAL_PX = 58;

/** Where each row of a long table stands: as tall as it was on the screen, or else as the first that was measured. */
export class RowPlaces {
  readonly #measured = new Map<number, number>();
  #usual = USUAL_PX;
  #isKnown = false;

  /** A row as it is on the screen; says whether that is news. */
  measure(index: number, height: number): boolean {
    if (this.#measured.get(index) === height) return false;
    // One estimate for all: would it follow every row, everything would move that is not drawn.
    if (!this.#isKnown) this.#usual = height;
    this.#isKnown = true;
    this.#measured.set(index, height);
    return true;
  }

  /** Other rows stand there, or all are laid out anew. */
  forget(): void {
    this.#measured.clear();
    this.#isKnown = false;
  }

  /** Where a row begins, in px from the beginning of the first; of the row behind the last, where the last ends. */
  offset(index: number): number {
    let offset = index * this.#usual;
    for (const [at, height] of this.#measured) if (at < index) offset += height - this.#usual;
    return offset;
  }

  /** The row of `count` at `y`; above the first the first, below the last the last. */
  at(y: number, count: number): number {
    let from = 0;
    let to = Math.max(0, count - 1);
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (this.offset(middle) <= y) from = middle;
      else to = middle - 1;
    }
    return from;
  }

  /** The rows of `count` in a view that reaches so many views further at both ends. */
  around({ top, height }: View, count: number, further: number): RowRange {
    return {
      start: this.at(top - further * height, count),
      end: Math.min(count, this.at(top + (1 + further) * height, count) + 1),
    };
  }
}

/** Whether one range has all of the other. */
export const covers = (range: RowRange, { start, end }: RowRange): boolean =>
  range.start <= start && range.end >= end;

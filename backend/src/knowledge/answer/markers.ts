/**
 * Lets text through as it streams and keeps only citation markers that have a source: `[3]` stays when 3 is known,
 * `[2, 3]` becomes `[2][3]`, any other number goes. A marker may be cut anywhere between two pieces.
 */
export class MarkerFilter {
  readonly #keep: (number: number) => string;
  #held = '';

  /** `keep` gives the marker to write for a number, or '' when it has no source. */
  constructor(keep: (number: number) => string) {
    this.#keep = keep;
  }

  push(piece: string): string {
    const text = this.#held + piece;
    // What may yet become a marker waits for the next piece; a marker is short.
    const open = /[ \t]?\[[\d,\s\u2013-]{0,40}$|[ \t]$/.exec(text);
    const until = open ? open.index : text.length;
    this.#held = text.slice(until);
    return this.#replace(text.slice(0, until));
  }

  end(): string {
    const rest = this.#replace(this.#held);
    this.#held = '';
    return rest;
  }

  #replace(text: string): string {
    return text.replace(/([ \t]?)\[(\d+(?:\s*[,\u2013-]\s*\d+)*)\]/g, (_, before: string, list: string) => {
      const markers = numbersOf(list)
        .map((number) => this.#keep(number))
        .join('');
      return markers === '' ? '' : before + markers;
    });
  }
}

/** `2, 4-6` as 2, 4, 5, 6. */
function numbersOf(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split(/[\u2013-]/).map(Number);
    return to > from && to - from < 20
      ? Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
      : [from];
  });
}

import { term, words } from './terms.js';

/**
 * Terms of a question that belong together: a word by itself, or two neighbours, such as "paraplegia" and "8".
 */
export type Unit = readonly [string] | readonly [string, string];

/** Two that belong together may be this far apart in a text: "paraplegia of type 8" is "paraplegia type 8". */
const REACH = 3;

/** What a text is about, in units; words that only shape it are passed over. */
export function unitsOf(text: string, isShape: (term: string) => boolean): Unit[] {
  const units: Unit[] = [];
  for (const clause of text.split(/[,;:!?()]|\.\s/)) {
    let before: string | undefined;
    let isPaired = false;
    const close = () => {
      if (before !== undefined && !isPaired) units.push([before]);
      before = undefined;
      isPaired = false;
    };
    for (const word of words(clause)) {
      const value = term(word);
      const isNumber = value !== null && /^\p{N}|^\p{L}$/u.test(value);
      // "And", "of" and "in" join two things of their own.
      if (value === null) close();
      else if (isNumber && before !== undefined) {
        units.push([before, value]);
        isPaired = true;
      } else if (!isNumber && !isShape(value)) {
        if (before !== undefined) {
          units.push([before, value]);
          isPaired = true;
        }
        before = value;
      }
    }
    close();
  }
  return units;
}

/** Where each term stands in a text, to ask whether two of them are neighbours there. */
export class Positions {
  readonly #at = new Map<string, number[]>();

  constructor(sequence: string[]) {
    for (const [at, value] of sequence.entries()) {
      const known = this.#at.get(value);
      if (known) known.push(at);
      else this.#at.set(value, [at]);
    }
  }

  of(value: string): readonly number[] {
    return this.#at.get(value) ?? [];
  }

  count(value: string): number {
    return this.#at.get(value)?.length ?? 0;
  }

  /** How often a unit comes up. */
  countUnit([one, other]: Unit): number {
    if (other === undefined) return this.count(one);
    const others = this.of(other);
    return this.of(one).filter((at) => others.some((each) => each !== at && Math.abs(each - at) <= REACH))
      .length;
  }
}

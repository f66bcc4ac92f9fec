import { msg, str } from '@lit/localize';
import { element } from './element.js';
import { Footnotes, noteItem, type Mark, type Note } from './footnotes.js';
import { codeSlot, mathSlot } from './late-slots.js';
import { lead } from './link.js';
import type { Slot } from './slot.js';
import type { FootnoteToken, MathToken, NoteToken, ReferenceToken } from './syntax.js';

/** What one block brought with it; taken back with it while it is still open. */
export interface Brought {
  readonly slots: Slot[];
  readonly definitions: Map<string, URL>;
  readonly marks: Mark[];
  readonly notes: Note[];
}

/** The places of what is known only later: sources, footnotes, definitions, formulas, the colours of code. */
export class Places {
  #all: Brought[] = [];
  #waiting: Slot[] = [];
  #isWhole = false;
  #current: Brought = begin();
  #spare: Slot[] = [];
  readonly #footnotes: Footnotes;

  constructor(
    root: Element,
    /** The button of a citation, or nothing while its source is not known. */
    private readonly cite: (number: number) => HTMLElement | undefined,
  ) {
    this.#footnotes = new Footnotes(root);
  }

  /** What stands behind all blocks, once it is there. */
  get last(): Node | null {
    return this.#footnotes.section.isConnected ? this.#footnotes.section : null;
  }

  /** Takes back what blocks brought that are lexed again; their places can be used by what follows. */
  take(dropped: readonly Brought[]): void {
    const gone = new Set(dropped);
    this.#all = this.#all.filter((each) => !gone.has(each));
    this.#spare = dropped.flatMap(({ slots }) => slots);
  }

  /** Begins the next block. */
  next(): Brought {
    this.#current = begin();
    this.#all.push(this.#current);
    return this.#current;
  }

  /** Ends the blocks of this round: what was not used again is gone. */
  end(): void {
    const gone = new Set(this.#spare);
    this.#spare = [];
    if (gone.size) this.#waiting = this.#waiting.filter((slot) => !gone.has(slot));
  }

  /** Keeps of settled blocks only what others can point to. */
  settle(done: readonly Brought[]): void {
    const plain = new Set(
      done.filter((each) => !each.marks.length && !each.notes.length && !each.definitions.size),
    );
    this.#all = this.#all.filter((each) => !plain.has(each));
  }

  /** Fills what can be filled by now; `isWhole` once nothing more will come. */
  fill(isWhole = this.#isWhole): void {
    this.#isWhole = isWhole;
    const marks = this.#all.flatMap((each) => each.marks);
    const notes = this.#all.flatMap((each) => each.notes);
    this.#footnotes.arrange(marks, notes, isWhole);
    this.#waiting = this.#waiting.filter((slot) => !slot.fill(isWhole));
  }

  citation(number: number): Node {
    return this.#slot(`[${number}]`, () => {
      const place = document.createElement('bdi');
      return { place, fill: (isWhole) => this.#fillCitation(place, number, isWhole) };
    });
  }

  footnote({ label, raw }: FootnoteToken): Node {
    const place = this.#slot(raw, () => ({ place: document.createElement('sup'), fill: () => true }));
    this.#current.marks.push({ label, raw, place });
    return place;
  }

  note({ label }: NoteToken, content: Node[]): void {
    this.#current.notes.push({ label, item: noteItem(content) });
  }

  define(label: string, address: URL): void {
    if (!this.#current.definitions.has(label)) this.#current.definitions.set(label, address);
  }

  /** Words in brackets: a link without an address. When its definition comes, it leads there and the brackets go. */
  reference({ label, before, after }: ReferenceToken, content: Node[]): Node {
    const [opening, closing] = [document.createTextNode(before), document.createTextNode(after)];
    // Two pairs of brackets are meant as a link; one pair may be just that.
    const isPlain = after === ']';
    const place = element('a', [opening, ...content, closing]) as HTMLAnchorElement;
    const fill = (isWhole: boolean): boolean => {
      const address = this.#all.find(({ definitions }) => definitions.has(label))?.definitions.get(label);
      // A link inside a link could not be pressed.
      if (!address || place.querySelector('a')) {
        setData(opening, isPlain || isWhole ? before : '');
        setData(closing, isPlain || isWhole ? after : '');
        return false;
      }
      opening.remove();
      closing.remove();
      lead(place, address);
      return true;
    };
    const slot = { key: '', place, fill };
    this.#waiting.push(slot);
    this.#current.slots.push(slot);
    return place;
  }

  math(token: MathToken): Node {
    return this.#slot(token.raw, () => mathSlot(token, this.#onThere));
  }

  /** Code without colours until its last line is there. */
  code(code: string, language: string, isClosed: boolean): HTMLElement {
    return this.#slot(`${language} ${isClosed}\n${code}`, () => {
      const slot = codeSlot(code, language, this.#onThere);
      return { ...slot, fill: (isWhole) => (isClosed || isWhole) && slot.fill(isWhole) };
    });
  }

  readonly #onThere = (): void => this.fill();

  /** A place that was there before is kept, so that a press or the focus is not lost under the hand. */
  #slot(key: string, make: () => Omit<Slot, 'key'>): HTMLElement {
    const at = this.#spare.findIndex((slot) => slot.key === key);
    const [kept] = at < 0 ? [] : this.#spare.splice(at, 1);
    const slot = kept ?? { key, ...make() };
    if (!kept) this.#waiting.push(slot);
    this.#current.slots.push(slot);
    return slot.place;
  }

  #fillCitation(place: HTMLElement, number: number, isWhole: boolean): boolean {
    const button = this.cite(number);
    if (button) {
      place.className = '';
      place.replaceChildren(button);
      return true;
    }
    // An answer that broke off may go on, and its sources may still come.
    place.className = isWhole ? 'unverified' : '';
    const words = isWhole ? ` ${msg(str`[${number}, unverified]`)}` : '';
    if (place.textContent !== words) place.textContent = words;
    return false;
  }
}

const begin = (): Brought => ({ slots: [], definitions: new Map(), marks: [], notes: [] });

function setData(node: Text, data: string): void {
  if (node.data !== data) node.data = data;
}

import { msg, str } from '@lit/localize';
import type { Token } from 'marked';
import { lex } from './lex.js';
import { blockNodes, imageWords } from './nodes.js';

/** Blocks at the end that what comes next can still change. */
const OPEN_BLOCKS = 2;

/** From this length on, an open end is lexed again only once it has grown by a sixteenth: the work stays linear. */
const LARGE_CHARACTERS = 4_096;

/** A citation's place in the text; empty until its source is known. */
interface Slot {
  number: number;
  place: HTMLElement;
}

interface Block {
  raw: string;
  nodes: Node[];
  slots: Slot[];
}

/**
 * Markdown that arrives piece by piece, as nodes. What is settled is neither lexed again nor replaced, so that the work
 * grows with the text and nothing moves that is being read.
 */
export class MarkdownStream {
  #text = '';
  #settled = 0;
  /** How much of the text has been lexed. */
  #shown = 0;
  #open: Block[] = [];
  #slots: Slot[] = [];
  #isWhole = false;
  /** Characters given to the lexer so far. */
  lexed = 0;

  constructor(
    private readonly root: Element,
    /** The button of a citation, or nothing while its source is not known. */
    private readonly cite: (number: number) => HTMLElement | undefined,
  ) {}

  /** Shows the whole text so far; `isWhole` once nothing more will come. */
  update(given: string, isWhole: boolean): void {
    // As the lexer does, so that its offsets are ours.
    const text = given.replace(/\r\n?/g, '\n');
    if (!text.startsWith(this.#text)) this.#reset();
    this.#text = text;
    if (isWhole || this.#hasGrown()) this.#lexTail(isWhole);
    this.#isWhole = isWhole;
    this.#fill();
  }

  /** Says in the language of the moment what stands here in words of our own; nothing is replaced. */
  relabel(): void {
    this.#fill();
    for (const image of this.root.querySelectorAll('.image')) image.textContent = imageWords();
  }

  #reset(): void {
    this.root.replaceChildren();
    this.#settled = 0;
    this.#shown = 0;
    this.#open = [];
    this.#slots = [];
  }

  #hasGrown(): boolean {
    const shown = this.#shown - this.#settled;
    return shown < LARGE_CHARACTERS || this.#text.length - this.#shown >= shown / 16;
  }

  #lexTail(isWhole: boolean): void {
    const tail = this.#text.slice(this.#settled);
    this.lexed += tail.length;
    this.#shown = this.#text.length;
    this.#show(lex(isWhole ? tail : withoutLooseEnds(tail)));
    if (!isWhole) this.#settle();
  }

  #show(tokens: Token[]): void {
    let same = 0;
    while (same < this.#open.length && this.#open[same]?.raw === tokens[same]?.raw) same += 1;
    const dropped = this.#open.splice(same);
    const focused = (this.root.getRootNode() as Document | ShadowRoot).activeElement;
    for (const { nodes } of dropped) for (const node of nodes) (node as ChildNode).remove();
    const spare = dropped.flatMap(({ slots }) => slots);
    for (const token of tokens.slice(same)) {
      const slots: Slot[] = [];
      const nodes = blockNodes(token, (number) => this.#slot(number, spare, slots));
      this.root.append(...nodes);
      this.#open.push({ raw: token.raw, nodes, slots });
    }
    this.#slots = this.#slots.filter(({ place }) => this.root.contains(place));
    if (focused instanceof HTMLElement && this.root.contains(focused)) focused.focus({ preventScroll: true });
  }

  #settle(): void {
    const filled = this.#open.filter(({ nodes }) => nodes.length > 0);
    const first = filled.at(-OPEN_BLOCKS);
    if (!first || filled.length <= OPEN_BLOCKS) return;
    const done = this.#open.splice(0, this.#open.indexOf(first));
    this.#settled += done.reduce((length, { raw }) => length + raw.length, 0);
  }

  /** A citation that was there before keeps its button, so that a press or the focus is not lost under the hand. */
  #slot(number: number, spare: Slot[], slots: Slot[]): HTMLElement {
    const at = spare.findIndex((slot) => slot.number === number);
    const [kept] = at < 0 ? [] : spare.splice(at, 1);
    const slot = kept ?? { number, place: document.createElement('bdi') };
    if (!kept) this.#slots.push(slot);
    slots.push(slot);
    return slot.place;
  }

  #fill(): void {
    const isWhole = this.#isWhole;
    this.#slots = this.#slots.filter(({ number, place }) => {
      const button = this.cite(number);
      if (button) {
        place.className = '';
        place.replaceChildren(button);
        return false;
      }
      // An answer that broke off may go on, and its sources may still come.
      place.className = isWhole ? 'unverified' : '';
      const words = isWhole ? ` ${msg(str`[${number}, unverified]`)}` : '';
      if (place.textContent !== words) place.textContent = words;
      return true;
    });
  }
}

/** A text in the making without what would be shown for a moment as something else: half a marker, a half table. */
function withoutLooseEnds(text: string): string {
  const trimmed = text
    .replace(/\[[\d,\s]*$/, '')
    .replace(/[*_~`]+$/, '')
    .replace(/\\$/, '');
  const last = trimmed.slice(trimmed.lastIndexOf('\n\n') + 1);
  if (/^\s*\|/.test(last) && !/\n\s*\|?\s*:?-+:?\s*\|.*\n/.test(last)) {
    return trimmed.slice(0, trimmed.length - last.length);
  }
  // Emphasis that has begun is shown as such, not as asterisks.
  return (last.match(/(?<!\\)\*\*/g)?.length ?? 0) % 2 ? `${trimmed}**` : trimmed;
}

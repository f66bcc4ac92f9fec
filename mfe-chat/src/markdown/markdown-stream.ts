import type { Token } from 'marked';
import { lex } from './lex.js';
import { withoutLooseEnds } from './loose-ends.js';
import { blockNodes, imageWords } from './nodes.js';
import { Places, type Brought } from './places.js';
import { nameScrollRegion, watchScrollRegions } from './scroll-region.js';

/** Blocks at the end that what comes next can still change. */
const OPEN_BLOCKS = 2;

/** From this length on, an open end is lexed again only once it has grown by a sixteenth: the work stays linear. */
const LARGE_CHARACTERS = 4_096;

interface Block {
  raw: string;
  nodes: Node[];
  brought: Brought;
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
  #places: Places;
  /** Characters given to the lexer so far. */
  lexed = 0;

  constructor(
    private readonly root: Element,
    /** The button of a citation, or nothing while its source is not known. */
    private readonly cite: (number: number) => HTMLElement | undefined,
  ) {
    this.#places = new Places(root, cite);
  }

  /** Shows the whole text so far; `isWhole` once nothing more will come. */
  update(given: string, isWhole: boolean): void {
    // As the lexer does, so that its offsets are ours.
    const text = given.replace(/\r\n?/g, '\n');
    if (!text.startsWith(this.#text)) this.#reset();
    this.#text = text;
    if (isWhole || this.#hasGrown()) this.#lexTail(isWhole);
    this.#places.fill(isWhole);
  }

  /** Says in the language of the moment what stands here in words of our own; nothing is replaced. */
  relabel(): void {
    this.#places.fill();
    for (const image of this.root.querySelectorAll('.image')) image.textContent = imageWords();
    for (const region of this.root.querySelectorAll('[role="region"]')) nameScrollRegion(region);
  }

  #reset(): void {
    this.root.replaceChildren();
    this.#settled = 0;
    this.#shown = 0;
    this.#open = [];
    this.#places = new Places(this.root, this.cite);
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
    this.#places.take(dropped.map(({ brought }) => brought));
    for (const token of tokens.slice(same)) {
      const brought = this.#places.next();
      const nodes = blockNodes(token, this.#places);
      for (const node of nodes) this.root.insertBefore(node, this.#places.last);
      watchScrollRegions(nodes);
      this.#open.push({ raw: token.raw, nodes, brought });
    }
    this.#places.end();
    if (focused instanceof HTMLElement && this.root.contains(focused)) focused.focus({ preventScroll: true });
  }

  #settle(): void {
    const filled = this.#open.filter(({ nodes }) => nodes.length > 0);
    const first = filled.at(-OPEN_BLOCKS);
    if (!first || filled.length <= OPEN_BLOCKS) return;
    const done = this.#open.splice(0, this.#open.indexOf(first));
    this.#settled += done.reduce((length, { raw }) => length + raw.length, 0);
    this.#places.settle(done.map(({ brought }) => brought));
  }
}

import type { LitElement, ReactiveController } from 'lit';
import type { ConversationMessage } from './conversation.js';
import { ReadingPosition } from './reading-position.js';
import { RowHeights, keyOf } from './row-heights.js';
import { lastRows, partsOf, rowsAround, rowsFor, type Part, type RowRange } from './row-window.js';
import { selectedRows } from './selected-rows.js';

/** Earlier messages are asked for when so many views are left above the reader. */
const EARLIER_VIEWS = 2;

const BORDER_BOX = { box: 'border-box' } as const;

/** Whose rows they are. */
interface RowsHost extends LitElement {
  readonly messages: readonly ConversationMessage[];
  readonly log: HTMLElement;
}

/**
 * Decides which messages are in the document: those around what is read, what has the focus and what is selected. The
 * others are gaps as tall as they are, so that a conversation costs the same however long it is.
 */
export class RowsController implements ReactiveController {
  readonly heights = new RowHeights();
  readonly position: ReadingPosition;
  /** Hears that the reader comes near to the beginning of what is there. */
  onNearBeginning: () => void = () => undefined;

  #range: RowRange = { start: 0, end: 0 };
  #kept: readonly RowRange[] = [];
  #frame = 0;
  readonly #observed = new Set<Element>();
  readonly #sizes = new ResizeObserver((entries) => this.#onResize(entries));

  constructor(private readonly host: RowsHost) {
    this.position = new ReadingPosition(
      () => host.log,
      () => [...host.renderRoot.querySelectorAll<HTMLElement>('va-message.ask')].at(-1),
    );
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#onSelection);
    // After a move in the document everything is looked at anew.
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#onSelection);
    cancelAnimationFrame(this.#frame);
    this.#sizes.disconnect();
    this.#observed.clear();
  }

  /** Before messages are shown in the place of others: the rows in the document stay, wherever they stand now. */
  show(messages: readonly ConversationMessage[], before: readonly ConversationMessage[]): void {
    this.heights.set(messages);
    const shift = shiftOf(before, messages, this.#range.start);
    const isFollowing = this.position.keeps !== 'place';
    const hasLast = this.#range.end === before.length;
    if (shift === undefined || (isFollowing && !hasLast)) {
      this.#range = lastRows(messages.length);
      this.#kept = [];
      return;
    }
    const { start, end } = this.#range;
    this.#range = { start: start + shift, end: hasLast ? messages.length : end + shift };
    this.#kept = this.#kept.map((kept) => ({ start: kept.start + shift, end: kept.end + shift }));
  }

  /** What to render, in order. */
  get parts(): Part[] {
    return partsOf([this.#range, ...this.#kept], this.host.messages.length);
  }

  hostUpdated(): void {
    const { renderRoot } = this.host;
    const there = new Set(renderRoot.querySelectorAll('.log, .gap, .row'));
    for (const element of this.#observed) if (!there.has(element)) this.#sizes.unobserve(element);
    for (const element of there) if (!this.#observed.has(element)) this.#sizes.observe(element, BORDER_BOX);
    this.#observed.clear();
    for (const element of there) this.#observed.add(element);
  }

  /** The reader, or something else, has scrolled. */
  scrolled(): void {
    this.position.scrolled();
    this.#fit();
  }

  /** Goes to the end and follows it from there. */
  async follow(): Promise<void> {
    this.position.keeps = 'end';
    this.#range = lastRows(this.host.messages.length);
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.#settle();
  }

  /** Brings a message into the document and into the view, unless it is there. */
  async reveal(index: number): Promise<void> {
    if (this.#isThere(index)) return;
    this.position.stay();
    this.#range = rowsAround(index, this.host.messages.length);
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.renderRoot.querySelector(`.row[data-index="${index}"]`)?.scrollIntoView({ block: 'center' });
  }

  #isThere(index: number): boolean {
    return [this.#range, ...this.#kept].some(({ start, end }) => index >= start && index < end);
  }

  #onResize(entries: ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const { index } = (target as HTMLElement).dataset;
      const height = borderBoxSize[0]?.blockSize;
      if (index !== undefined && height !== undefined) this.heights.measure(Number(index), height);
    }
    this.#settle();
    // What changes sizes within this very step would be reported as a loop.
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#fit();
    });
  }

  #settle(): void {
    const was = this.position.isAtEnd;
    this.position.settle();
    if (was !== this.position.isAtEnd) this.host.requestUpdate();
  }

  #fit(): void {
    const { log, messages, renderRoot } = this.host;
    const first = renderRoot.querySelector<HTMLElement>('.gap, .row');
    if (!first || log.clientHeight === 0) return;
    const view = { top: log.scrollTop - first.offsetTop, height: log.clientHeight };
    const range = rowsFor(view, this.#range, messages.length, this.heights);
    if (range !== this.#range) {
      this.#kept = this.#inUse();
      this.#range = range;
      this.host.requestUpdate();
    }
    if (view.top < EARLIER_VIEWS * view.height) this.onNearBeginning();
  }

  /** Rows whose going would take the focus or the selection with them. */
  #inUse(): RowRange[] {
    const root = this.host.renderRoot as ShadowRoot;
    const focused = root.activeElement?.closest('.row');
    const pairs = [focused && [focused, focused], selectedRows(root)].filter((pair) => pair != null);
    return pairs.map(([first, last]) => ({ start: indexOf(first), end: indexOf(last) + 1 }));
  }

  readonly #onSelection = (): void => {
    const { position, host } = this;
    if (selectedRows(host.renderRoot as ShadowRoot)) position.stay();
    else if (position.isAtEnd && position.keeps === 'place') position.keeps = 'end';
  };
}

const indexOf = (row: Element | undefined): number => Number((row as HTMLElement | undefined)?.dataset.index);

/** How far the row at `index` has moved in the list; nothing when it is no longer there. */
function shiftOf(
  before: readonly ConversationMessage[],
  after: readonly ConversationMessage[],
  index: number,
): number | undefined {
  const row = before[index];
  if (!row) return undefined;
  const isRow = (message: ConversationMessage | undefined) =>
    message !== undefined && keyOf(message) === keyOf(row);
  if (isRow(after[index])) return 0;
  const now = after.findIndex(isRow);
  return now < 0 ? undefined : now - index;
}

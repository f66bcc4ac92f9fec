import type { LitElement, ReactiveController } from 'lit';
import { RowPlaces, covers, type RowRange } from './row-places.js';

/** Views that are drawn beyond the one that is seen, and those without which more are drawn. */
const READY = 1;
const NEEDED = 0.25;
/** Rows that are drawn before anything is measured. */
const FIRST: RowRange = { start: 0, end: 25 };

/** Whose rows they are. */
interface RowsHost extends LitElement {
  /** Rows in all, drawn or not. */
  readonly total: number;
  /** The rows in view are others. */
  onView(view: RowRange): void;
}

/**
 * Decides which rows of a long table are drawn: those around the ones that are seen, and the one that has the focus. The
 * others are gaps as tall as they are, in whatever the page scrolls in.
 */
export class RowWindow implements ReactiveController {
  readonly places = new RowPlaces();
  /** The rows to draw. */
  range = FIRST;
  /** The row whose going would take the focus with it. */
  focused: number | undefined;

  #view: RowRange = { start: 0, end: 0 };
  #scroller: HTMLElement | undefined;
  #frame = 0;
  #width = 0;
  readonly #observed = new Set<Element>();
  readonly #sizes = new ResizeObserver((entries) => this.#onResize(entries));

  constructor(private readonly host: RowsHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.requestUpdate();
    addEventListener('resize', this.#onScroll);
  }

  hostDisconnected(): void {
    removeEventListener('resize', this.#onScroll);
    this.#listenTo(undefined);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#sizes.disconnect();
    this.#observed.clear();
  }

  hostUpdated(): void {
    this.#listenTo(scrollerOf(this.host));
    const rows = new Set<Element>(this.#rows());
    for (const row of this.#observed) if (!rows.has(row)) this.#sizes.unobserve(row);
    for (const row of rows) if (!this.#observed.has(row)) this.#sizes.observe(row);
    this.#observed.clear();
    for (const row of rows) this.#observed.add(row);
    this.#fitSoon();
  }

  /** Other rows stand there now. */
  reset(): void {
    this.places.forget();
  }

  /** Brings a row to the beginning of the view. */
  scrollTo(index: number): void {
    const by = this.places.offset(index) - this.#top();
    (this.#scroller ?? document.documentElement).scrollBy(0, by);
    this.#fitSoon();
  }

  #rows(): NodeListOf<HTMLElement> {
    return this.host.renderRoot.querySelectorAll<HTMLElement>('[data-index]');
  }

  /** How far the first row is above the view. */
  #top(): number {
    const body = this.host.renderRoot.querySelector('tbody');
    if (!body) return 0;
    const head = this.host.renderRoot.querySelector('thead')?.getBoundingClientRect().height ?? 0;
    const edge = this.#scroller?.getBoundingClientRect().top ?? 0;
    return edge + head - body.getBoundingClientRect().top;
  }

  #fit(): void {
    const { host, places } = this;
    if (!host.isConnected || !host.total) return;
    const view = { top: this.#top(), height: this.#scroller?.clientHeight ?? innerHeight };
    const seen = places.around(view, host.total, 0);
    const isOther = seen.start !== this.#view.start || seen.end !== this.#view.end;
    this.#view = seen;
    if (isOther) host.onView(seen);
    if (covers(this.range, places.around(view, host.total, NEEDED))) return;
    this.range = places.around(view, host.total, READY);
    const active = (host.renderRoot as ShadowRoot).activeElement?.closest<HTMLElement>('[data-index]');
    this.focused = active ? Number(active.dataset.index) : undefined;
    host.requestUpdate();
  }

  #fitSoon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#fit();
    });
  }

  #onResize(entries: ResizeObserverEntry[]): void {
    // Narrower or wider, every row breaks its lines elsewhere.
    const width = this.host.clientWidth;
    if (width !== this.#width) this.places.forget();
    this.#width = width;
    let isNews = false;
    for (const { target } of entries) {
      const { index } = (target as HTMLElement).dataset;
      if (index === undefined || !target.isConnected) continue;
      if (this.places.measure(Number(index), target.getBoundingClientRect().height)) isNews = true;
    }
    // What changes sizes within this very step would be reported as a loop.
    if (isNews) requestAnimationFrame(() => this.host.requestUpdate());
  }

  #listenTo(scroller: HTMLElement | undefined): void {
    if (scroller === this.#scroller && scroller) return;
    (this.#scroller ?? window).removeEventListener('scroll', this.#onScroll);
    this.#scroller = scroller;
    if (this.host.isConnected)
      (scroller ?? window).addEventListener('scroll', this.#onScroll, { passive: true });
  }

  readonly #onScroll = (): void => this.#fitSoon();
}

/** The element that the rows are scrolled in, also outside of the shadow roots around it; none when it is the window. */
function scrollerOf(element: Element): HTMLElement | undefined {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    if (at !== element && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at as HTMLElement;
  }
  return undefined;
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

import { focused } from './question-dialog.js';

/** How a page was left: how far it was scrolled, and what had the focus. */
interface Remembered {
  top: number;
  focus: string | undefined;
}

/** Nobody goes back further than this step by step, and a tab may be open for weeks. */
const MOST_PAGES = 50;
/** What a page shows may have to come from the server first, over a slow network. */
const PATIENCE_MS = 10_000;
/** What a screen reader presses is a click alone. */
const INPUT = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'click'] as const;

/** Remembers how each page of this tab was left, and leaves it so again when somebody comes back. */
export class PageMemory {
  readonly #pages = new Map<number, Remembered>();
  #trying: AbortController | undefined;

  constructor(private readonly main: () => HTMLElement) {}

  /** Notes how the page at a position of the history is being left. */
  note(position: number): void {
    this.#trying?.abort();
    const main = this.main();
    const element = focused();
    const isPageOwn = element !== undefined && isInside(main, element);
    this.#pages.delete(position);
    this.#pages.set(position, { top: main.scrollTop, focus: isPageOwn ? nameOf(element) : undefined });
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
  }

  /** Scrolls and focuses as before, as soon as what is needed for it is there; the person's own input comes first. */
  restore(position: number): void {
    this.#trying?.abort();
    const page = this.#pages.get(position);
    const main = this.main();
    main.focus({ preventScroll: true });
    if (!page) return;
    const trying = new AbortController();
    const { signal } = trying;
    this.#trying = trying;
    for (const type of INPUT) addEventListener(type, () => trying.abort(), { capture: true, signal });
    const until = performance.now() + PATIENCE_MS;
    let hasFocus = page.focus === undefined;
    const attempt = () => {
      if (signal.aborted) return;
      if (!hasFocus && page.focus) {
        const element = find(main, page.focus);
        element?.focus({ preventScroll: true });
        // What is hidden still takes no focus.
        hasFocus = element !== undefined && focused() === element;
      }
      main.scrollTop = page.top;
      const isThere = Math.abs(main.scrollTop - page.top) < 2;
      if ((isThere && hasFocus) || performance.now() > until) trying.abort();
      else requestAnimationFrame(attempt);
    };
    attempt();
  }
}

/** Whether an element is below another one, through whatever shadows. */
function isInside(outer: Node, element: Node): boolean {
  for (let node: Node | null = element; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null)
    if (node === outer) return true;
  return false;
}

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/** What an element is known by when its page is built again. */
function nameOf(element: HTMLElement): string {
  const { localName, id } = element;
  const about =
    element.getAttribute('href') ??
    element.getAttribute('aria-label') ??
    element.getAttribute('placeholder') ??
    (id || element.getAttribute('name') || element.textContent.trim());
  return `${localName} ${about}`;
}

/** The element of that name, inside whatever shadow or slot. */
function find(root: ParentNode, name: string): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches(FOCUSABLE) && nameOf(element) === name && element.checkVisibility()) return element;
    const inside = element.shadowRoot && find(element.shadowRoot, name);
    if (inside) return inside;
  }
  return undefined;
}

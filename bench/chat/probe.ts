// Runs in every page before its contender: finds the field for a question, and notes frames, keys and long tasks.
import type { ElementCounts } from './answer.js';

/** What the page tells of itself; times in milliseconds since the navigation. */
export interface Probe {
  /** When there was a field to write a question in. */
  inputAt: number | undefined;
  /** Durations of the tasks over 50 ms that began since then. */
  longTasks(since: number): number[];
  focusInput(): void;
  /** Elements on the page, in all trees. */
  elements(): number;
  counts(): ElementCounts;
  /** Begins to note the time between frames; the function that comes back ends it. */
  watchFrames(): void;
  frames(): number[];
  /** When the words were on the page and painted; 0 when they are not within so many milliseconds. */
  whenShown(words: string, patience: number): Promise<number>;
  /** Resolves after the next two frames, with the time of the second. */
  painted(): Promise<number>;
  /** Goes from the end of the conversation to its beginning in so many frames; how many of them showed nothing. */
  fling(frames: number): Promise<number>;
  /** From each key to the frame that shows it. */
  keys: number[];
}

declare global {
  // A global of a page is a var.
  var bench: Probe;
}

const FIELDS = 'textarea, input:not([type]), input[type=text], [contenteditable=true]';

/** Every element of the page, through open shadow roots. */
function* all(root: ParentNode = document): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* all(element.shadowRoot);
  }
}

const find = (matches: (element: Element) => boolean) => {
  for (const element of all()) if (matches(element)) return element as HTMLElement;
  return undefined;
};

function isUsable(element: Element): boolean {
  if (!element.matches(FIELDS) || (element as HTMLTextAreaElement).disabled) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 20 && height > 8 && getComputedStyle(element).visibility === 'visible';
}

const field = () => find(isUsable);

/** What scrolls the conversation: whatever has the most out of sight. */
function scroller(): Element | undefined {
  let most: Element | undefined;
  const hidden = (element: Element | undefined) =>
    element ? element.scrollHeight - element.clientHeight : 0;
  for (const element of all()) {
    // Some draw their own scrollbars beside what they hide.
    const isScrolling = /auto|scroll|hidden/.test(getComputedStyle(element).overflowY);
    if (isScrolling && element.clientHeight > 50 && hidden(element) > hidden(most)) most = element;
  }
  return most;
}

/** Text of the page in all trees, without scripts and styles. */
function text(root: Node = document.body): string {
  let words = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node instanceof Text && !node.parentElement?.matches('script, style')) words += node.data;
    if (node instanceof Element && node.shadowRoot) words += text(node.shadowRoot);
  }
  return words;
}

/** Whether there is any text at the middle of what scrolls. */
function isBlank(view: Element): boolean {
  const { left, top, width, height } = view.getBoundingClientRect();
  const at = [left + width / 2, top + height / 2] as const;
  let deepest = document.elementFromPoint(...at);
  while (deepest?.shadowRoot) {
    const deeper: Element | null = deepest.shadowRoot.elementFromPoint(...at);
    if (!deeper || deeper === deepest) break;
    deepest = deeper;
  }
  return !deepest?.textContent?.trim();
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

const tasks: PerformanceEntry[] = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({
  type: 'longtask',
  buffered: true,
});

let gaps: number[] | undefined;

globalThis.bench = {
  inputAt: undefined,
  longTasks: (since) => tasks.filter(({ startTime }) => startTime >= since).map(({ duration }) => duration),
  focusInput: () => field()?.focus(),
  elements: () => [...all()].length,
  counts() {
    const counts: ElementCounts = { heading: 0, li: 0, table: 0, pre: 0, blockquote: 0, a: 0 };
    for (const { localName } of all()) {
      const kind = localName.replace(/^h[1-6]$/, 'heading');
      if (kind in counts) counts[kind as keyof ElementCounts] += 1;
    }
    return counts;
  },
  watchFrames() {
    const noted: number[] = [];
    gaps = noted;
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      noted.push(now - last);
      last = now;
      if (gaps === noted) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  },
  frames() {
    const noted = gaps ?? [];
    gaps = undefined;
    return noted;
  },
  async whenShown(words, patience) {
    const end = performance.now() + patience;
    while (!text().includes(words)) {
      if (performance.now() > end) return 0;
      await frame();
    }
    return bench.painted();
  },
  async painted() {
    await frame();
    await frame();
    return performance.now();
  },
  async fling(frames) {
    const view = scroller();
    if (!view) return 0;
    let blank = 0;
    const height = view.scrollHeight;
    for (let at = 1; at <= frames; at += 1) {
      view.scrollTop = height * (1 - at / frames);
      await frame();
      if (isBlank(view)) blank += 1;
    }
    return blank;
  },
  keys: [],
};

document.addEventListener(
  'keydown',
  ({ timeStamp }) => {
    // A task behind the frame runs when it is painted.
    requestAnimationFrame(() => setTimeout(() => bench.keys.push(performance.now() - timeStamp)));
  },
  { capture: true },
);

const look = () => {
  if (field()) bench.inputAt = performance.now();
  else requestAnimationFrame(look);
};
look();

/** How far from the end still counts as reading the end. */
const NEAR_END_PX = 48;
/** What stays free above a question at the top of the view. */
const QUESTION_MARGIN_PX = 20;

/** Where in the document the reader is: something at the top of the view, and how far below it. */
interface Anchor {
  readonly element: Element;
  readonly top: number;
}

/** Keeps what is being read where it is, whatever is put in above or grows below, and follows an answer on request. */
export class ReadingPosition {
  /** What the view keeps in sight while the answer grows: its question, the end, or whatever the reader chose. */
  keeps: 'question' | 'end' | 'place' = 'question';
  isAtEnd = true;
  #target = 0;
  #anchor: Anchor | undefined;

  constructor(
    private readonly log: () => HTMLElement,
    private readonly lastQuestion: () => HTMLElement | undefined,
    /**
     * What the browser does by itself, except at the very beginning, where nothing is above. Firefox lets go of what is
     * read when a script puts something in, so there its anchoring is off.
     */
    private readonly isAnchoredByBrowser = CSS.supports('overflow-anchor', 'auto') &&
      !CSS.supports('-moz-appearance', 'none'),
  ) {}

  /** After a scroll, whoever caused it. */
  scrolled(): void {
    this.#see();
    if (Math.abs(this.log().scrollTop - this.#target) > 1) this.keeps = this.isAtEnd ? 'end' : 'place';
    this.#remember();
  }

  /** The reader does something that a moving view would disturb. */
  stay(): void {
    this.keeps = 'place';
    this.#remember();
  }

  /** After the layout has changed, before it is painted. */
  settle(): void {
    const log = this.log();
    if (this.keeps === 'place') this.#hold(log);
    else {
      const end = log.scrollHeight - log.clientHeight;
      const wanted = this.keeps === 'end' ? end : Math.min(end, this.#questionTop(log));
      this.#target = Math.max(0, wanted);
      // Writing what is there already would end a movement that is under way.
      if (Math.abs(log.scrollTop - this.#target) >= 1) log.scrollTop = this.#target;
    }
    this.#see();
    this.#remember();
  }

  /** An answer that is longer than the view is read from its question on: what grows below moves nothing above. */
  #questionTop(log: HTMLElement): number {
    const question = this.lastQuestion();
    if (!question) return 0;
    const offset = question.getBoundingClientRect().top - log.getBoundingClientRect().top;
    return log.scrollTop + offset - QUESTION_MARGIN_PX;
  }

  #hold(log: HTMLElement): void {
    const anchor = this.#anchor;
    if (!anchor?.element.isConnected) return;
    const moved = anchor.element.getBoundingClientRect().top - log.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) >= 1) log.scrollTop += moved;
  }

  #remember(): void {
    const log = this.log();
    this.#anchor = this.isAnchoredByBrowser && log.scrollTop > 0 ? undefined : anchorOf(log);
  }

  #see(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.log();
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }
}

/** The first thing that begins in the view, or else the smallest that reaches into it. */
function anchorOf(log: HTMLElement): Anchor | undefined {
  const { top } = log.getBoundingClientRect();
  let candidates: Iterable<Element> = log.querySelectorAll('va-message');
  let anchor: Anchor | undefined;
  for (;;) {
    const element = [...candidates].find((each) => each.getBoundingClientRect().bottom > top);
    if (!element) return anchor;
    anchor = { element, top: element.getBoundingClientRect().top - top };
    if (anchor.top >= 0) return anchor;
    candidates = (element.shadowRoot ?? element).children;
  }
}

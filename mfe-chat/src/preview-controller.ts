import type { Citation } from '@voiceassist/shared/schemas';
import type { LitElement, ReactiveController } from 'lit';

/** A pointer that only crosses a citation opens nothing. */
const REST_MS = 150;

/** Time to move the pointer from the citation into its preview. */
const LEAVE_MS = 250;

/** Shows a preview of the source while the pointer rests on a citation of the text, or the keyboard has reached it. */
export class PreviewController implements ReactiveController {
  #cite: HTMLElement | undefined;
  #close: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isQuiet = false;

  constructor(
    private readonly host: LitElement,
    private readonly citationOf: (number: number) => Citation | undefined,
  ) {
    host.addController(this);
    host.addEventListener('pointerleave', this.#leave);
  }

  hostConnected(): void {
    // What moves between two nodes of one shadow root is not heard outside of it.
    const { renderRoot } = this.host;
    renderRoot.addEventListener('pointerover', this.#onPointerOver);
    renderRoot.addEventListener('focusin', this.#onFocusIn);
    renderRoot.addEventListener('focusout', this.close);
    renderRoot.addEventListener('click', this.close);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Gives a citation the focus back without a preview: its source has just been read. */
  focus(cite: HTMLElement | null | undefined): void {
    this.#isQuiet = true;
    cite?.focus();
    this.#isQuiet = false;
  }

  readonly close = (): void => {
    clearTimeout(this.#timer);
    this.#close?.();
    this.#close = undefined;
    this.#cite = undefined;
  };

  readonly #onPointerOver = (event: Event): void => {
    const path = event.composedPath();
    const cite = citeIn(path);
    if (cite && cite === this.#cite) clearTimeout(this.#timer);
    else if (cite && (event as PointerEvent).pointerType !== 'touch') this.#open(cite, REST_MS);
    else if (path.some((target) => target instanceof HTMLElement && target.popover))
      clearTimeout(this.#timer);
    else this.#leave();
  };

  readonly #onFocusIn = (event: Event): void => {
    const cite = citeIn(event.composedPath());
    if (cite?.matches(':focus-visible') && !this.#isQuiet) this.#open(cite, 0);
  };

  readonly #leave = (): void => {
    if (!this.#cite || this.#cite.matches(':focus-visible')) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.close, LEAVE_MS);
  };

  #open(cite: HTMLElement, delay: number): void {
    this.close();
    // What is open beside the answer needs no preview.
    if (cite.ariaExpanded === 'true') return;
    this.#cite = cite;
    this.#timer = setTimeout(() => void this.#show(cite), delay);
  }

  async #show(cite: HTMLElement): Promise<void> {
    const { showPreview } = await import('./citation-preview.js');
    const citation = this.citationOf(Number(cite.dataset.number));
    const isWanted = cite === this.#cite && cite.isConnected && this.host.isConnected;
    if (citation && isWanted && !this.#close) this.#close = showPreview(cite, citation, this.close);
  }
}

/** A citation in the text; the list of references says already what a preview would. */
function citeIn(path: readonly EventTarget[]): HTMLElement | undefined {
  return path.find(
    (target): target is HTMLElement => target instanceof HTMLElement && target.matches('.prose .cite'),
  );
}

/** What an entry of the tab's history carries. */
interface Place {
  position: number;
}

/** The part of the Navigation API that is used where a browser has it. */
interface TraverseEvent extends Event {
  readonly navigationType: string;
  readonly destination: { readonly url: string; readonly key: string };
}
interface NavigationApi extends EventTarget {
  traverseTo(key: string): unknown;
}

/** What is asked before the address changes, and told around it. */
export interface HistoryGuard {
  /** Whether a way to this address must be asked about first. */
  isHeld(to: URL): boolean;
  /** Whether the person goes there all the same. */
  mayLeave(): Promise<boolean>;
  /** The entry at one position is being left for the one at another, whose page is not here yet. */
  onMove(from: number, to: number): void;
}

/**
 * The tab's history. Where the browser can hold a step back or forward before it is taken (Navigation API), the address
 * stays; elsewhere the step is taken back, and no page learns of it.
 */
export class TabHistory {
  #position = 0;
  /** Steps of our own, that are not asked about: back to where the person is, or on to where they want to go. */
  #own: 'back' | 'on' | undefined;
  readonly #navigation = (window as unknown as { navigation?: NavigationApi }).navigation;

  constructor(private readonly guard: HistoryGuard) {}

  /** Takes up the history of this tab. */
  start(): void {
    this.#position = placeOf(history.state)?.position ?? 0;
    history.replaceState({ position: this.#position } satisfies Place, '');
    this.#navigation?.addEventListener('navigate', (event) => this.#onNavigate(event as TraverseEvent));
    // An object, since single-spa keeps functions back and calls them after it has changed applications.
    window.addEventListener(
      'popstate',
      { handleEvent: (event: PopStateEvent) => this.#onPopState(event) },
      { capture: true },
    );
  }

  /** Goes to an address, which becomes an entry of its own, or takes the place of the present one. */
  go(href: string, { replace = false } = {}): void {
    const from = this.#position;
    if (!replace) {
      this.#position += 1;
      this.guard.onMove(from, this.#position);
    }
    const place: Place = { position: this.#position };
    if (replace) history.replaceState(place, '', href);
    else history.pushState(place, '', href);
  }

  #onNavigate(event: TraverseEvent): void {
    const { destination, navigationType, cancelable } = event;
    if (navigationType !== 'traverse' || !cancelable || this.#own) return;
    if (!this.guard.isHeld(new URL(destination.url))) return;
    event.preventDefault();
    void this.#ask(() => this.#navigation?.traverseTo(destination.key));
  }

  #onPopState(event: PopStateEvent): void {
    // What single-spa sends for a new address of our own.
    if (!event.isTrusted) return;
    const own = this.#own;
    this.#own = undefined;
    if (own === 'back') return event.stopImmediatePropagation();
    // A jump within the page has made an entry without a place.
    const position = placeOf(event.state)?.position ?? this.#position + 1;
    const steps = position - this.#position;
    if (own !== 'on' && steps !== 0 && this.guard.isHeld(new URL(location.href))) {
      event.stopImmediatePropagation();
      this.#own = 'back';
      history.go(-steps);
      return void this.#ask(() => history.go(steps));
    }
    this.guard.onMove(this.#position, position);
    this.#position = position;
    if (!placeOf(event.state)) history.replaceState({ position } satisfies Place, '');
  }

  async #ask(goOn: () => void): Promise<void> {
    if (!(await this.guard.mayLeave())) return;
    this.#own = 'on';
    goOn();
  }
}

function placeOf(state: unknown): Place | undefined {
  return state && typeof (state as Partial<Place>).position === 'number' ? (state as Place) : undefined;
}

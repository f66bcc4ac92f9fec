import type { ReactiveController, TemplateResult } from 'lit';
import type { PlacedHost, Placement } from './placement.js';

/** After a failure, what was not fetched is asked for again. */
const RETRY_MS = 3_000;

/** Where a chat stands that is not simply in its place: what puts it there is fetched when it is asked for. */
export class LatePlacement implements ReactiveController {
  #placement: Placement | undefined;
  #loading: Promise<Placement> | undefined;

  constructor(private readonly host: PlacedHost) {
    host.addController(this);
  }

  /** The conversation is led by this very element, and now. */
  get isHere(): boolean {
    return this.#placement?.isHere ?? !this.#isElsewhere;
  }

  hostUpdate(): void {
    if (this.#isElsewhere) this.#loading ??= this.#load();
  }

  /** The chat where it is to be shown; nothing until that can be done. */
  render(chat: () => TemplateResult): TemplateResult | '' {
    return this.#placement ? this.#placement.render(chat) : this.#isElsewhere ? '' : chat();
  }

  /** Whether a method has to wait until there is something to see; then it is called again. */
  delays(method: 'sendMessage' | 'focusComposer', given = ''): boolean {
    const { launcher, open } = this.host;
    if (this.isHere && (!launcher || open)) return false;
    this.#loading ??= this.#load();
    void this.#loading.then((placement) => placement.call(method, given));
    return true;
  }

  get #isElsewhere(): boolean {
    return this.host.launcher || this.host.isolation === 'frame';
  }

  #load(): Promise<Placement> {
    return import('./placement.js').then(
      ({ Placement: Late }) => {
        this.host.requestUpdate();
        return (this.#placement = new Late(this.host));
      },
      () => new Promise((resolve) => setTimeout(() => resolve(this.#load()), RETRY_MS)),
    );
  }
}

import type { TemplateResult } from 'lit';
import type { PlacedHost, Placement } from './placement.js';

/** After a failure, what was not fetched is asked for again. */
const RETRY_MS = 3_000;

/** Where a chat stands that is not simply in its place: what puts it there is fetched when it is asked for. */
export class LatePlacement {
  #placement: Placement | undefined;
  #loading: Promise<Placement> | undefined;

  constructor(private readonly host: PlacedHost) {}

  /** The conversation is led by this very element, and now. */
  get isHere(): boolean {
    return this.#placement?.isHere ?? !this.#isElsewhere;
  }

  /** The chat where it is to be shown; nothing until that can be done. */
  render(chat: () => TemplateResult): TemplateResult | '' {
    if (this.#placement) return this.#placement.render(chat);
    if (!this.#isElsewhere) return chat();
    this.#loading ??= this.#load();
    return '';
  }

  /** Whether a method has to wait until there is something to see; then it is called again. */
  delays(method: 'sendMessage' | 'focusComposer', given = ''): boolean {
    const isDelayed = !this.isHere || (this.host.launcher && !this.host.open);
    if (isDelayed) void (this.#loading ??= this.#load()).then((late) => late.call(method, given));
    return isDelayed;
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

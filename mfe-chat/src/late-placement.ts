import type { ReactiveController, TemplateResult } from 'lit';
import type { PlacedHost, Placement } from './placement.js';

/** After a failure, what was not fetched is asked for again. */
const RETRY_MS = 3_000;

/** Where a chat stands that is not simply in its place: what puts it there is fetched when it is asked for. */
export class LatePlacement implements ReactiveController {
  #placement: Placement | undefined;
  #loading: Promise<void> | undefined;

  constructor(private readonly host: PlacedHost) {
    host.addController(this);
  }

  /** The conversation is led by this very element, and now. */
  get isHere(): boolean {
    return this.#placement?.isHere ?? !this.#isElsewhere;
  }

  /** It can be looked at, too. */
  get isShown(): boolean {
    return this.isHere && (!this.host.launcher || this.host.open);
  }

  hostUpdate(): void {
    if (this.#isElsewhere) this.#loading ??= this.#load();
  }

  /** The chat where it is to be shown; nothing until that can be done. */
  render(chat: () => TemplateResult): TemplateResult | '' {
    return this.#placement ? this.#placement.render(chat) : this.#isElsewhere ? '' : chat();
  }

  /** Does what somebody wants to look at; a launcher opens for it. */
  async whenShown(act: () => void): Promise<void> {
    if (this.host.launcher) this.host.open = true;
    await this.host.updateComplete;
    await this.#loading;
    await this.host.updateComplete;
    act();
  }

  get #isElsewhere(): boolean {
    return this.host.launcher || this.host.isolation === 'frame';
  }

  async #load(): Promise<void> {
    try {
      const { Placement: Late } = await import('./placement.js');
      this.#placement = new Late(this.host);
      this.host.requestUpdate();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      await this.#load();
    }
  }
}

import type { Api } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Something of the server: as it was last read, and why it could not be read again. */
export class Remote<Value> implements ReactiveController {
  value: Value | undefined;
  error: unknown;
  #api: Api | undefined;
  #round = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Asked before each update, so that a context may arrive late. */
    private readonly apiOf: () => Api | undefined,
    private readonly read: (api: Api) => Promise<Value>,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const api = this.apiOf();
    if (!api || api === this.#api) return;
    this.#api = api;
    void this.refresh();
  }

  /** Reads it again; what comes late of an earlier reading is dropped. */
  async refresh(): Promise<void> {
    if (!this.#api) return;
    const round = ++this.#round;
    try {
      const value = await this.read(this.#api);
      if (round !== this.#round) return;
      this.value = value;
      this.error = undefined;
    } catch (error) {
      if (round !== this.#round) return;
      this.error = error;
    }
    this.host.requestUpdate();
  }
}

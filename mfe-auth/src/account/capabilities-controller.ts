import type { Api } from '@voiceassist/shared';
import type { Capabilities } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What the server offers. */
export class CapabilitiesController implements ReactiveController {
  value: Capabilities | undefined;
  /** Why it is not known. */
  error: unknown;
  #api: Pick<Api, 'server'> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Asked before each update, so that a context may arrive late. */
    private readonly apiOf: () => Pick<Api, 'server'> | undefined,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const api = this.apiOf();
    if (!api || api === this.#api) return;
    this.#api = api;
    void this.load();
  }

  /** Asks the server. */
  async load(): Promise<void> {
    try {
      this.value = await this.#api?.server.capabilities();
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
    this.host.requestUpdate();
  }
}

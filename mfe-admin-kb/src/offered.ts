import { ContextConsumer } from '@lit/context';
import { apiContext, type Api } from '@voiceassist/shared';
import type { Capabilities } from '@voiceassist/shared/schemas';
import type { LitElement } from 'lit';

/** What each server offers; asked once. */
const known = new WeakMap<Api, Promise<Capabilities>>();

/** What of a view the server can fill; until that is known, everything. */
export class Offered {
  #server: Capabilities | undefined;

  constructor(host: LitElement) {
    new ContextConsumer(host, {
      context: apiContext,
      subscribe: true,
      callback: (api) => {
        const asked = known.get(api) ?? api.system.capabilities();
        known.set(api, asked);
        asked.then(
          (server) => {
            this.#server = server;
            host.requestUpdate();
          },
          // The view itself says that the server cannot be reached.
          () => known.delete(api),
        );
      },
    });
  }

  /** A part of the guide that not every dialect has. */
  has(part: NonNullable<Capabilities['lacks']>[number]): boolean {
    return !this.#server?.lacks?.includes(part);
  }
}

import type { Api } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ServerAbilities } from '../server-abilities.js';

/** Gets the section of partners for a server that has them; without it the page does without. */
export class PartnersPart implements ReactiveController {
  /** The section can be shown. */
  isThere = false;
  #asked: Api | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly apiOf: () => Api | undefined,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const api = this.apiOf();
    if (!api || api === this.#asked) return;
    this.#asked = api;
    // The next visit asks again.
    void this.#load(api).catch(() => undefined);
  }

  async #load(api: Api): Promise<void> {
    if (!(await new ServerAbilities(api).has('partners'))) return;
    (await import('../partners/define-partners.js')).definePartnerElements();
    this.isThere = true;
    this.host.requestUpdate();
  }
}

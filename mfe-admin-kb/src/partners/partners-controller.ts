import type { Api } from '@voiceassist/shared';
import type {
  NewPartner,
  Partner,
  PartnerChanges,
  PartnerUsage,
  PartnerWithSecret,
} from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Known } from '../system/system-controller.js';
import { visiblePause, type Pause } from '../visible-pause.js';

const REST_MS = 30_000;

/** How many days of use are shown. */
export const USE_DAYS = 14;

/** Partners and what they used; what fails leaves the rest as it is. */
export class PartnersController implements ReactiveController {
  partners: Known<Partner[]> = {};
  /** Of the partners whose use is open. */
  readonly usage = new Map<string, Known<PartnerUsage>>();
  #connected = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly apiOf: () => Api | undefined,
    private readonly pause: Pause = visiblePause,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = new AbortController();
    void this.#follow(this.#connected.signal);
  }

  hostDisconnected(): void {
    this.#connected.abort();
  }

  /** Adds a partner; rejects with what the API throws. */
  async add(partner: NewPartner): Promise<PartnerWithSecret> {
    return this.#then(await this.#api.add(partner));
  }

  /** Changes a partner; rejects with what the API throws. */
  async change(id: string, changes: PartnerChanges): Promise<Partner> {
    return this.#then(await this.#api.change(id, changes));
  }

  /** Makes a new secret; rejects with what the API throws. */
  async renewSecret(id: string, overlapHours: number): Promise<PartnerWithSecret> {
    return this.#then(await this.#api.renewSecret(id, overlapHours));
  }

  /** Deletes a partner; rejects with what the API throws. */
  async remove(id: string): Promise<void> {
    this.usage.delete(id);
    await this.#then(await this.#api.remove(id));
  }

  /** Opens what a partner used, or closes it. */
  async toggleUse(id: string): Promise<void> {
    if (this.usage.delete(id)) return this.host.requestUpdate();
    this.usage.set(id, {});
    this.host.requestUpdate();
    await this.#lookAtUse(id);
  }

  async #follow(signal: AbortSignal): Promise<void> {
    // The API comes by context, after this.
    await this.host.updateComplete;
    if (!this.apiOf()) return;
    while (!signal.aborted) {
      await this.#look();
      await this.pause(REST_MS, signal).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    this.partners = await this.#api.list().then(
      (value) => ({ value }),
      (error: unknown) => ({ ...this.partners, error }),
    );
    this.host.requestUpdate();
    await Promise.all([...this.usage.keys()].map((id) => this.#lookAtUse(id)));
  }

  async #lookAtUse(id: string): Promise<void> {
    const known = await this.#api.usage(id, USE_DAYS).then(
      (value) => ({ value }),
      (error: unknown) => ({ ...this.usage.get(id), error }),
    );
    if (this.usage.has(id)) this.usage.set(id, known);
    this.host.requestUpdate();
  }

  async #then<T>(done: T): Promise<T> {
    await this.#look();
    return done;
  }

  get #api(): Api['partners'] {
    const api = this.apiOf();
    if (!api) throw new Error('There is no API yet');
    return api.partners;
  }
}

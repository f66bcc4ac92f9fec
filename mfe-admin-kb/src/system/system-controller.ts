import type { Api } from '@voiceassist/shared';
import type { ClientErrorGroup, PanelSummary, ServiceStatus } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { visiblePause, type Pause } from '../visible-pause.js';

/** What is known of one thing: nothing yet, its value, or why it could not be had. */
export interface Known<T> {
  value?: T;
  error?: unknown;
}

/** What the page of the system shows; what fails leaves the rest as it is. */
export interface SystemState {
  summary: Known<PanelSummary>;
  services: Known<ServiceStatus[]>;
  failures: Known<ClientErrorGroup[]>;
  /** When it was asked for last. */
  at?: Date;
}

const EVERY_MS = 30_000;

/** Asks how the system does, and again every half minute for as long as somebody looks. */
export class SystemController implements ReactiveController {
  state: SystemState = { summary: {}, services: {}, failures: {} };
  #connected = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api | undefined,
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

  /** Asks again now. */
  async refresh(): Promise<void> {
    const system = this.api()?.system;
    if (!system) return;
    const { state } = this;
    const [summary, services, failures] = await Promise.all([
      latest(system.summary(), state.summary),
      latest(system.services(), state.services),
      latest(system.clientErrors(), state.failures),
    ]);
    this.state = { summary, services, failures, at: new Date() };
    this.host.requestUpdate();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    // The API comes by context, after this.
    await this.host.updateComplete;
    try {
      while (!signal.aborted) {
        await this.refresh();
        await this.pause(EVERY_MS, signal);
      }
    } catch {
      // Nobody looks any more.
    }
  }
}

/** What was asked for; when it cannot be had, what was known before, and why. */
const latest = <T>(asked: Promise<T>, before: Known<T>): Promise<Known<T>> =>
  asked.then(
    (value): Known<T> => ({ value }),
    (error: unknown): Known<T> => ({ ...before, error }),
  );

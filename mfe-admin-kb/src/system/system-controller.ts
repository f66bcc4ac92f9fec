import type { Api } from '@voiceassist/shared';
import type {
  AuditEntry,
  ClientErrorGroup,
  PanelSummary,
  ServiceStatus,
  SystemHistory,
  ResourceFigures,
} from '@voiceassist/shared/schemas';
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
  /** A known value of undefined: the server keeps none, and `resources` say how it does now. */
  history: Known<SystemHistory | undefined>;
  resources: Known<ResourceFigures>;
  audit: Known<AuditEntry[]>;
  /** When it was asked for last. */
  at?: Date;
}

const EVERY_MS = 10_000;
/** What the server has to look at others for is asked for in every third round. */
const ROUNDS = 3;
const AUDIT_ENTRIES = 8;

/** Asks how the system does, and again every ten seconds for as long as somebody looks. */
export class SystemController implements ReactiveController {
  state: SystemState = {
    ...{ summary: {}, services: {}, failures: {}, history: {}, resources: {}, audit: {} },
  };
  /** How far back the plots go. */
  hours = 1;
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

  /** Shows another range of the plots. */
  show(hours: number): void {
    this.hours = hours;
    void this.#look(['history', 'resources']);
  }

  /** Asks for everything again now. The audit log is read only here: each look is an entry of its own. */
  refresh(): Promise<void> {
    return this.#look(['summary', 'services', 'failures', 'history', 'resources', 'audit']);
  }

  async #look(parts: (keyof SystemState)[]): Promise<void> {
    const api = this.api();
    if (!api) return;
    const { system } = api;
    const { hours, state } = this;
    const ask = <Name extends Exclude<keyof SystemState, 'at'>>(
      name: Name,
      call: () => Promise<NonNullable<unknown> | undefined>,
    ) =>
      (parts.includes(name) ? latest(call(), state[name]) : Promise.resolve(state[name])) as Promise<
        SystemState[Name]
      >;
    const [summary, services, failures, history, audit] = await Promise.all([
      ask('summary', () => system.summary()),
      ask('services', () => system.services()),
      ask('failures', () => system.clientErrors()),
      ask('history', () => system.history(hours)),
      ask('audit', () => this.#audit(api)),
    ]);
    // What the plots would say, where there are none.
    const isBare = 'value' in history && !history.value;
    const resources = isBare ? await ask('resources', () => system.resources()) : {};
    // Another range was chosen since.
    const shown = hours === this.hours ? history : this.state.history;
    const at = summary.error ? state.at : new Date();
    this.state = { summary, services, failures, history: shown, resources, audit, ...(at && { at }) };
    this.host.requestUpdate();
  }

  async #audit({ server, system }: Api): Promise<AuditEntry[]> {
    const { capabilities } = await server.capabilities();
    return capabilities.includes('audit') ? (await system.audit(AUDIT_ENTRIES)).items : [];
  }

  async #follow(signal: AbortSignal): Promise<void> {
    // The API comes by context, after this.
    await this.host.updateComplete;
    try {
      await this.refresh();
      for (let round = 1; !signal.aborted; round += 1) {
        await this.pause(EVERY_MS, signal);
        const others: (keyof SystemState)[] = round % ROUNDS === 0 ? ['services', 'failures'] : [];
        await this.#look(['summary', 'history', 'resources', ...others]);
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

import type { FailureReport } from './failure.js';

/** A page that fails without end still says no more than this. */
const MOST_REPORTS = 20;
/** What could not be sent is tried again then, and when the network is back. */
const RETRY_MS = 30_000;

/**
 * Tells the server of failures, each once in the life of the page: never a message, an address or anything else that may
 * hold what a person typed. It needs no session, and leaves the session alone.
 */
export class FailureReports {
  readonly #known = new Set<string>();
  readonly #told: FailureReport[] = [];
  #waiting: object[] = [];
  #listener: ((report: FailureReport) => void) | undefined;

  constructor(
    private readonly address: string,
    private readonly release: string,
  ) {
    window.addEventListener('online', () => this.#send());
    window.addEventListener('pagehide', () => this.#send());
    setInterval(() => this.#send(), RETRY_MS);
  }

  add(report: FailureReport): void {
    const key = [report.micro_frontend, report.kind, report.name, report.at].join(' ');
    if (this.#known.has(key) || this.#known.size >= MOST_REPORTS) return;
    this.#known.add(key);
    this.#told.push(report);
    this.#listener?.(report);
    this.#waiting.push({ release: this.release, ...report, occurred_at: new Date().toISOString() });
    this.#send();
  }

  /** Calls back with each report, those that were before included. */
  listen(listener: (report: FailureReport) => void): void {
    this.#told.forEach(listener);
    this.#listener = listener;
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const report of waiting) {
      fetch(this.address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(report),
        credentials: 'omit',
        keepalive: true,
      }).then(
        ({ status }) => status >= 500 && this.#waiting.push(report),
        () => this.#waiting.push(report),
      );
    }
  }
}

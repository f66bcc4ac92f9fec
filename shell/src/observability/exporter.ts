import { otlpBody, type Resource } from './otlp.js';
import type { Span } from './span.js';

/** Spans wait for each other that long. */
const BATCH_MS = 5_000;
/** Requests that outlive their page may hold 64 kB together; twice so many spans are less. */
const MOST_AT_ONCE = 60;
/** What waits while a collector is away; then the oldest are dropped. */
const MOST_WAITING = 400;
/** A collector that has not answered by then is as good as away. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Which answers say "later" and not "never", by the specification. */
const LATER = new Set([429, 502, 503, 504]);

/** Gives spans to a collector; whatever that does, nobody but it waits, and nothing is thrown. */
export class Exporter {
  #waiting: Span[] = [];
  #isSending = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly address: string,
    private readonly resource: Resource,
    /** The browser's own, so that no call to the collector is a span of its own. */
    private readonly send: typeof fetch = fetch.bind(window),
  ) {
    // Before a page is gone it is hidden; nothing is promised for later.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.flush();
    });
    addEventListener('pagehide', () => this.flush());
  }

  add(span: Span): void {
    this.#waiting.push(span);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#later(BATCH_MS);
  }

  /** Gives away what waits before the page goes; it cannot be tried again. */
  flush(): void {
    if (!this.#waiting.length || this.#failures) return;
    void this.#post(this.#waiting.splice(0, MOST_AT_ONCE));
  }

  #later(milliseconds: number): void {
    if (this.#isSending || !this.#waiting.length) return;
    this.#timer ??= setTimeout(() => void this.#next(), milliseconds);
  }

  async #next(): Promise<void> {
    this.#timer = undefined;
    if (!this.#waiting.length) return;
    this.#isSending = true;
    const spans = this.#waiting.splice(0, MOST_AT_ONCE);
    const pause = await this.#post(spans);
    this.#isSending = false;
    if (pause === undefined) {
      this.#failures = 0;
      return this.#later(BATCH_MS);
    }
    this.#failures += 1;
    this.#waiting = [...spans, ...this.#waiting].slice(-MOST_WAITING);
    const growing = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
    // Not all pages of a hospital at once.
    this.#later(Math.max(pause, growing * (0.5 + Math.random() / 2)));
  }

  /** Resolves to how long the collector wants to be left alone; to nothing when it is done with these spans. */
  async #post(spans: Span[]): Promise<number | undefined> {
    try {
      const answer = await this.send(this.address, {
        method: 'POST',
        // Also of what is on its way when the page goes.
        keepalive: true,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(otlpBody(spans, this.resource)),
        credentials: 'omit',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!LATER.has(answer.status)) return undefined;
      return (Number(answer.headers.get('Retry-After')) || 0) * 1000;
    } catch {
      return 0;
    }
  }
}

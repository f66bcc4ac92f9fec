import { activeLocale } from '@voiceassist/shared';
import type { PlacedHost } from '../placement.js';
import { lookOf, watchLook } from './host-look.js';
import type { Settings } from './protocol.js';

/** What an element is set to, as its frame needs it: only what has changed since the frame was told. */
export class HostSettings {
  #known: Record<string, string> = {};
  #frame: HTMLIFrameElement | undefined;
  #watching: AbortController | undefined;

  constructor(
    private readonly host: PlacedHost,
    private readonly changed: () => void,
  ) {}

  /** Tells of changes of what the element stands in, for as long as it has this frame. */
  watch(frame: HTMLIFrameElement): void {
    this.#frame = frame;
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    watchLook(this.host, this.changed, signal);
    window.addEventListener('resize', this.changed, { signal });
  }

  end(): void {
    this.#watching?.abort();
    this.#frame = undefined;
    this.forget();
  }

  /** Another document of the frame knows nothing yet. */
  forget(): void {
    this.#known = {};
  }

  /** The frame knows this by itself. */
  know<Name extends keyof Settings>(name: Name, value: Settings[Name]): void {
    this.#known[name] = JSON.stringify(value);
  }

  /** Nothing when the frame knows everything. */
  changes(): Settings | undefined {
    const changed = Object.entries(this.#all()).filter(
      ([name, value]) => this.#known[name] !== JSON.stringify(value),
    );
    return changed.length ? (Object.fromEntries(changed) as Settings) : undefined;
  }

  sent(settings: Settings): void {
    for (const [name, value] of Object.entries(settings)) this.#known[name] = JSON.stringify(value);
  }

  #all(): Settings {
    const { apiUrl, wsUrl, mode, sessionId, clinicalContext, placeholder, suggestions, getToken } = this.host;
    return {
      apiUrl,
      wsUrl,
      mode,
      sessionId: sessionId ?? null,
      clinicalContext: clinicalContext ?? null,
      placeholder,
      suggestions: suggestions?.map(({ label, question }) => ({ label, question })) ?? null,
      hasToken: getToken !== undefined,
      locale: activeLocale(),
      highest: this.#highest(),
      ...lookOf(this.host, this.#frame ?? this.host),
    };
  }

  /** As the style of the frame says it, in CSS pixels. */
  #highest(): number | null {
    const { frameHeight, launcher } = this.host;
    if (frameHeight !== 'auto' || launcher || !this.#frame) return null;
    const highest = parseFloat(getComputedStyle(this.#frame).maxBlockSize);
    return Number.isFinite(highest) ? highest : 100_000;
  }
}

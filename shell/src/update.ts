import type { WorkInProgress } from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import { Workbox } from 'workbox-window';
import { cacheOf, type CachedRelease } from './cached-release.js';
import { focused } from './question-dialog.js';

/** What is said of the release that is live: a newer one, or that the tab's own was taken back. */
export type Offer = 'new' | 'withdrawn';

const WORKER = '/service-worker.js';
const INTERVAL_MS = 60_000;
/** Whoever goes through many pages asks once for all of them in this time. */
const PACE_MS = 2_000;
/** The worker of the new release takes over within this time, or the page is loaded without waiting for it. */
const TAKE_OVER_MS = 2_000;

/** Finds out when another release than that of this tab is live, and goes over to it when the person says so. */
export class Update {
  /** What is offered; a tab keeps its release for as long as nobody takes the offer. */
  readonly offer$ = new BehaviorSubject<Offer | undefined>(undefined);
  #worker: Workbox | undefined;
  #checking: Promise<void> | undefined;
  #checkedAt = -Infinity;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly release: CachedRelease,
    private readonly work: Pick<WorkInProgress, 'isBusy' | 'isUnsaved'>,
    /** Resolves when all that was typed is on the disk. */
    private readonly written: () => Promise<unknown>,
  ) {}

  /** Registers the service worker, has it keep this tab's release, and looks for another one from now on. */
  async start(): Promise<void> {
    // Told apart by the worker as long as the tab lives, which is when a lock that is never given back ends.
    void navigator.locks?.request(cacheOf(this.release.id), { mode: 'shared' }, () => new Promise(() => {}));
    await this.#register().catch(() => undefined);
    setInterval(() => this.check(), INTERVAL_MS);
    document.addEventListener('visibilitychange', () => this.check());
    addEventListener('online', () => this.check());
    this.check();
  }

  /** Asks whether this tab runs what is live. */
  check(): void {
    if (document.visibilityState === 'hidden') return;
    this.#checkedAt = performance.now();
    this.#checking ??= this.#check()
      .catch(() => undefined)
      .finally(() => (this.#checking = undefined));
  }

  /** Asks the same when that was not asked just now, else a little later. */
  checkSoon(): void {
    const wait = Math.max(0, this.#checkedAt + PACE_MS - performance.now());
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.check();
    }, wait);
  }

  /** Loads the live release, unless work has begun meanwhile. What was typed is on the disk before. */
  async take(): Promise<void> {
    focused()?.blur();
    await this.written().catch(() => undefined);
    if (this.work.isBusy || this.work.isUnsaved) return;
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.waiting) {
      const hasTakenOver = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
      this.#worker?.messageSkipWaiting();
      await Promise.race([hasTakenOver, new Promise((resolve) => setTimeout(resolve, TAKE_OVER_MS))]);
    }
    location.reload();
  }

  async #check(): Promise<void> {
    const response = await fetch('/releases/live.json', { cache: 'no-store' });
    if (!response.ok) return;
    const live = (await response.json()) as { release: string; withdrawn: string[] };
    if (live.release === this.release.id) return this.offer$.next(undefined);
    // Offered when it is on this computer: the reload is short then, and needs no network.
    await this.#install();
    this.offer$.next(live.withdrawn.includes(this.release.id) ? 'withdrawn' : 'new');
  }

  async #register(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    this.#worker = new Workbox(trustedWorker() as string);
    await this.#worker.register();
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ type: 'KEEP', release: this.release });
  }

  async #install(): Promise<void> {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.update().catch(() => undefined);
    const installing = registration?.installing;
    if (!installing) return;
    await new Promise<void>((resolve) => {
      const look = () => {
        if (installing.state === 'installing') return;
        installing.removeEventListener('statechange', look);
        resolve();
      };
      installing.addEventListener('statechange', look);
      look();
    });
  }
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

/** The address of the service worker as the page's policy wants it; nothing else can be made of it. */
function trustedWorker(): unknown {
  const { trustedTypes } = window as unknown as { trustedTypes?: TrustedTypes };
  return (
    trustedTypes
      ?.createPolicy('va-service-worker', { createScriptURL: () => WORKER })
      .createScriptURL(WORKER) ?? WORKER
  );
}

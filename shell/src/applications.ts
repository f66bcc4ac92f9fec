import type { MicroFrontend } from '@voiceassist/shared';
import { fetchedFirst } from './fetched-first.js';
import { PartLoader, isImportFailure } from './part-loader.js';

/** How loading and mounting of a micro-frontend went, for the view. */
export type Outcome = { kind: 'mounted' } | { kind: 'failed'; failure: Failure };

/** What kept a micro-frontend from being on the page. */
export interface Failure {
  kind: 'load' | 'timeout' | 'mount' | 'runtime' | 'loop';
  error: unknown;
  /** Tries again; recovers without a new page. */
  retry: () => void;
  /** Only a new page can help: this one remembers every address of the part as failed. */
  needsReload: boolean;
}

/** What the portal gives to the micro-frontends that it runs. */
export interface Host {
  names: string[];
  outlet: () => HTMLElement;
  /** Whether this one is to be on the page now. */
  isActive(name: string): boolean;
  onOutcome(name: string, outcome: Outcome): void;
  /** The first page is on its way, for the present address. */
  onFirst(name: string): void;
}

/** Takes a running micro-frontend off the page, as one that has failed. */
export type Withdraw = (name: string, kind: 'runtime' | 'loop', error: unknown) => void;

/** The micro-frontends of the portal, as they come and go with the address. */
export interface Applications {
  withdraw: Withdraw;
  /** Asks every application again whether it is to be on the page. */
  settle(): void;
  /** Resolves when the address can change without a new page; rejects when what that needs cannot be had. */
  follow(): Promise<void>;
}

/** A part that is not on the page by then is given up; the card, up within 6 s, offers to try again. */
const LOAD_TIMEOUT_MS = 5_500;

/** Whoever follows a link waits no longer for what spares the page to be loaded anew. */
const FOLLOW_TIMEOUT_MS = 1_500;

const importSingleSpa = fetchedFirst(['single-spa.min.js'], () => import('single-spa'));

/** Milliseconds; injectable, since a test of the hang must not wait for it. */
export interface Limits {
  loadTimeout: number;
}

/**
 * Registers every micro-frontend of the release. Loading happens inside single-spa's mount, and a failure is kept from
 * single-spa: it would mark the application as broken for the life of the page, and never try again. The first page does
 * not wait for single-spa either: its life begins without it, and single-spa takes it over as it is.
 */
export function registerApplications(
  host: Host,
  limits: Limits = { loadTimeout: LOAD_TIMEOUT_MS },
): Applications {
  const lives = new Map(host.names.map((name) => [name, lifeCycle(name, host, limits)]));
  const leave = (stays?: string) => {
    for (const [name, life] of lives) if (name !== stays) void life.unmount({ outlet: host.outlet() });
  };
  let first: string | undefined;
  let ask = () => {
    const active = host.names.find((name) => host.isActive(name));
    if (active === first) return;
    first = active;
    leave(active);
    if (!active) return;
    host.onFirst(active);
    void lives.get(active)?.mount({ outlet: host.outlet() });
  };
  let following: Promise<void> | undefined;
  const follow = async () => {
    const { registerApplication, start, triggerAppChange } = await importSingleSpa();
    let isTakenOver = false;
    for (const [name, life] of lives) {
      const mount: MicroFrontend['mount'] = (props) => {
        isTakenOver = true;
        leave(name);
        return life.mount(props);
      };
      const app = () => Promise.resolve({ ...life, mount });
      registerApplication({ name, app, activeWhen: () => host.isActive(name) });
    }
    // What began without single-spa, and had to go before it was taken over, is unknown to it.
    onRouted(() => {
      if (!isTakenOver) leave(host.names.find((name) => host.isActive(name)));
    });
    ask = () => void triggerAppChange();
    start({ urlRerouteOnly: true });
  };
  const applications: Applications = {
    withdraw: (name, kind, error) => lives.get(name)?.withdraw(kind, error),
    settle() {
      stopWaiting();
      ask();
    },
    follow() {
      following ??= follow().catch((error: unknown) => {
        following = undefined;
        throw error;
      });
      return withTimeout(following, FOLLOW_TIMEOUT_MS);
    },
  };
  // Nothing else follows the address before single-spa is here, and where it cannot be had only a new page does.
  window.addEventListener('popstate', () => {
    stopWaiting();
    applications.follow().catch(() => location.reload());
  });
  ask();
  return applications;
}

type LifeCycle = MicroFrontend & { withdraw(kind: Failure['kind'], error: unknown): void };

/** Lets single-spa go on to the next address while a part is still awaited. */
let stopWaiting = () => {};

function lifeCycle(name: string, host: Host, limits: Limits): LifeCycle {
  const loader = new PartLoader(name);
  let part: MicroFrontend | undefined;
  let running: MicroFrontend | undefined;
  /** A part that is here but lacks one of its files. */
  let isIncomplete = false;
  let hasFailed = false;
  /** The try that counts; what an earlier one comes to is thrown away. */
  let current = 0;
  /** From its beginning on the page, whoever asked for that first. */
  let life: Promise<void> | undefined;

  const stop = async () => {
    const stopped = running;
    running = undefined;
    try {
      await stopped?.unmount({ outlet: host.outlet() });
    } catch {
      host.outlet().replaceChildren();
    }
  };
  const fail = (kind: Failure['kind'], error: unknown) => {
    hasFailed = true;
    isIncomplete = part !== undefined && isImportFailure(error);
    const retry = () => void attempt();
    host.onOutcome(name, { kind: 'failed', failure: { kind, error, retry, needsReload: loader.isSpent } });
  };
  const withdraw = (kind: Failure['kind'], error: unknown) => {
    if (!running) return;
    current += 1;
    void stop();
    fail(kind, error);
  };

  const attempt = async () => {
    const id = (current += 1);
    const isCurrent = () => id === current;
    let step: 'load' | 'mount' = 'load';
    const mount = async () => {
      step = 'mount';
      await part?.bootstrap();
      if (!isCurrent()) return;
      running = part;
      const giveUp = (error: unknown) => {
        if (isCurrent()) withdraw(isImportFailure(error) ? 'load' : 'mount', error);
      };
      await part?.mount({ outlet: host.outlet(), fail: giveUp });
      if (!isCurrent()) return;
      hasFailed = false;
      host.onOutcome(name, { kind: 'mounted' });
    };
    const mountAgain = async () => {
      const isWhole = await loader.renew();
      if (!isCurrent()) return;
      await mount().catch(async (error: unknown) => {
        if (!isWhole || !isImportFailure(error) || !isCurrent()) throw error;
        loader.discard();
        part = await loader.reload();
        await mount();
      });
    };
    const run = async () => {
      await stop();
      if (part && isIncomplete) return mountAgain();
      part ??= await (hasFailed ? loader.reload() : loader.load());
      if (isCurrent()) await mount();
    };
    try {
      // What comes after all, behind the card, takes its place.
      await withTimeout(run(), limits.loadTimeout);
    } catch (error) {
      if (!isCurrent()) return;
      const isLate = error instanceof LateError;
      if (!isLate) await stop();
      else if (part) {
        // A file that hangs would keep every further try waiting for it.
        loader.discard();
        part = undefined;
      }
      fail(isLate ? 'timeout' : isImportFailure(error) ? 'load' : step, error);
    }
  };

  return {
    bootstrap: () => Promise.resolve(),
    mount: () =>
      Promise.race([(life ??= attempt()), new Promise<void>((resolve) => (stopWaiting = resolve))]),
    unmount() {
      life = undefined;
      current += 1;
      return stop();
    },
    withdraw,
  };
}

class LateError extends Error {
  override readonly name = 'TimeoutError';
}

function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new LateError(`No answer within ${milliseconds / 1000} s`)),
      milliseconds,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Does not wait for a part any more, so that the next address can come about. */
export function letGo(): void {
  stopWaiting();
}

/** Calls back after the address has changed and applications have settled. */
export function onRouted(listener: () => void): void {
  window.addEventListener('single-spa:routing-event', listener);
}

/** Calls back before applications change for a new address. */
export function onRouting(listener: () => void): void {
  window.addEventListener('single-spa:before-routing-event', listener);
}

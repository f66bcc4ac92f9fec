import type { MicroFrontend } from '@voiceassist/shared';
import { navigateToUrl, registerApplication, start, triggerAppChange } from 'single-spa';

/** How loading and mounting of a micro-frontend went, for the view. */
export type Outcome = { kind: 'mounted' } | { kind: 'failed'; error: unknown; retry: () => void };

/** What the portal gives to the micro-frontends that it runs. */
export interface Host {
  names: string[];
  outlet: () => HTMLElement;
  /** Whether this one is to be on the page now. */
  isActive(name: string): boolean;
  onOutcome(name: string, outcome: Outcome): void;
}

/** A part that has not arrived by then is given up; the card offers to try again. */
const LOAD_TIMEOUT_MS = 6_000;

/** Milliseconds; injectable, since a test of the hang must not wait for it. */
export interface Limits {
  loadTimeout: number;
}

/**
 * Registers every micro-frontend of the release. Loading happens inside single-spa's mount, and a failure is kept from
 * single-spa: it would mark the application as broken for the life of the page, and never try again.
 */
export function registerApplications(host: Host, limits: Limits = { loadTimeout: LOAD_TIMEOUT_MS }): void {
  for (const name of host.names) {
    const life = lifeCycle(name, host, limits);
    registerApplication({ name, app: () => Promise.resolve(life), activeWhen: () => host.isActive(name) });
  }
  start({ urlRerouteOnly: true });
}

function lifeCycle(name: string, host: Host, limits: Limits): MicroFrontend {
  let running: MicroFrontend | undefined;
  let wanted = false;

  const attempt = async () => {
    try {
      const part = await withTimeout(load(name), limits.loadTimeout);
      if (!wanted) return;
      await withTimeout(part.bootstrap(), limits.loadTimeout);
      await withTimeout(part.mount({ outlet: host.outlet() }), limits.loadTimeout);
      running = part;
      host.onOutcome(name, { kind: 'mounted' });
    } catch (error) {
      if (wanted)
        host.onOutcome(name, { kind: 'failed', error, retry: () => void renew(name).then(attempt) });
    }
  };

  return {
    bootstrap: () => Promise.resolve(),
    async mount() {
      wanted = true;
      await attempt();
    },
    async unmount() {
      wanted = false;
      const part = running;
      running = undefined;
      try {
        await part?.unmount({ outlet: host.outlet() });
      } catch {
        host.outlet().replaceChildren();
      }
    },
  };
}

async function load(name: string): Promise<MicroFrontend> {
  const module = (await import(/* @vite-ignore */ name)) as Partial<MicroFrontend>;
  if (!module.bootstrap || !module.mount || !module.unmount)
    throw new Error(`${name} is not a micro-frontend`);
  return module as MicroFrontend;
}

/**
 * Asks for a part's files anew. A damaged file stays in the browser's cache for as long as its address is good, which is
 * for ever; the address must not change, since its integrity goes with it.
 */
async function renew(name: string): Promise<void> {
  const text = document.querySelector('script[type="importmap"]')?.textContent ?? '{}';
  const { imports, integrity } = JSON.parse(text) as Partial<Record<string, Record<string, string>>>;
  const folder = imports?.[name]?.replace(/[^/]*$/, '');
  const files = Object.keys(integrity ?? {}).filter((file) => folder && file.startsWith(folder));
  await Promise.allSettled(files.map((file) => fetch(file, { cache: 'reload' })));
}

function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`No answer within ${milliseconds / 1000} s`)),
      milliseconds,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Goes to an address of the portal. */
export function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', href);
  else navigateToUrl(href);
}

/** Asks every application again whether it is to be on the page. */
export function settle(): Promise<unknown> {
  return triggerAppChange();
}

/** Calls back after the address has changed and applications have settled. */
export function onRouted(listener: () => void): void {
  window.addEventListener('single-spa:routing-event', listener);
}

/** Calls back before applications change for a new address. */
export function onRouting(listener: () => void): void {
  window.addEventListener('single-spa:before-routing-event', listener);
}

import type { Withdraw } from './applications.js';
import { newTraceId, sight, type FailureReport } from './failure.js';

/** So many errors of one part within so many milliseconds never end by themselves. */
const LOOP = { errors: 10, within: 5_000 };

/** What the watch needs of the portal. */
export interface Watched {
  /** The micro-frontend on the page, by its whole name. */
  mounted(): string | undefined;
  withdraw: Withdraw;
  /** Something that a person did may not have happened. */
  notice(part: string): void;
  report(report: FailureReport): void;
}

const SCOPE = '@voiceassist/';

/**
 * Listens to errors that nobody caught. A part that throws once goes on; one that cannot render, or that throws without
 * end, is taken off the page.
 */
export function watchFailures(portal: Watched, target: EventTarget = window): void {
  // Chromium keeps ten frames, and what a part renders may be deeper than that.
  (Error as { stackTraceLimit?: number }).stackTraceLimit = 50;
  let recent: number[] = [];
  let of = '';

  const note = (error: unknown, file?: string) => {
    // Somebody changed their mind; nothing went wrong.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    const { part, isRendering, ...seen } = sight(error, file);
    const mounted = portal.mounted();
    // From an extension of the browser, say, or the browser's own word that a layout takes another round.
    if (!part && (file !== undefined || error instanceof Error || !mounted)) return;
    const owner = part ? SCOPE + part : (mounted ?? '');
    const isShared = part === 'shared' || part === 'shell';
    const isMounted = owner === mounted || (isShared && mounted !== undefined);

    if (of !== mounted) recent = [];
    of = mounted ?? '';
    const now = performance.now();
    if (isMounted) recent = [...recent, now].filter((moment) => now - moment < LOOP.within);
    const isLoop = isMounted && recent.length >= LOOP.errors;
    const mustGo = mounted && isMounted && (isLoop || (isRendering && !isShared));
    if (mustGo) {
      recent = [];
      portal.withdraw(mounted, isLoop ? 'loop' : 'runtime', error);
      return;
    }
    portal.report({ ...seen, kind: 'runtime', micro_frontend: owner, trace_id: newTraceId() });
    if (isMounted && navigator.userActivation?.isActive) portal.notice(mounted ?? owner);
  };

  target.addEventListener('error', (event) => {
    const { error, filename, lineno, colno } = event as ErrorEvent;
    note(error, `${filename}:${lineno}:${colno}`);
  });
  target.addEventListener('unhandledrejection', (event) => note((event as PromiseRejectionEvent).reason));
}

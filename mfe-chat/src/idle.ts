/** For a browser that does not tell when it is idle, in milliseconds. */
const SOON_MS = 300;

/**
 * Runs work one after the other, each in a moment in which the page has nothing else to do: what is slow the first time alone
 * (formats of a language, patterns that are compiled) is then not slow while somebody reads.
 */
export function whenIdle(...work: readonly (() => void)[]): void {
  const [first, ...rest] = work;
  if (!first) return;
  const run = () => {
    first();
    whenIdle(...rest);
  };
  // Not in every browser.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run);
  else setTimeout(run, SOON_MS);
}

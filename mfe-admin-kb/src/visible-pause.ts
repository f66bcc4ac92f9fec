/** Waits, and then until the page is on screen; rejects as soon as `signal` aborts. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A pause that lasts as long as nobody looks at the page. */
export const visiblePause: Pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', finish);
      signal.removeEventListener('abort', abort);
    };
    const finish = () => {
      if (document.visibilityState === 'hidden') return;
      stop();
      resolve();
    };
    const abort = () => {
      stop();
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      document.addEventListener('visibilitychange', finish);
      finish();
    }, milliseconds);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });

/** Runs one act at a time among all tabs of the origin. */
export interface SessionLock {
  /** `signal` is aborted when the act has held the lock too long. */
  run<T>(act: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

const NAME = 'voiceassist-session';
const RESCUE = `${NAME}-rescue`;

/** How long an act may hold the lock, and how long a tab waits before it takes the lock from one that hangs. */
const HOLD_MS = 4_000;
const PATIENCE_MS = 4_500;

/** For a browser without Web Locks: the server's replay window takes the place of the lock. */
export const noLock: SessionLock = { run: (act) => act(AbortSignal.timeout(HOLD_MS)) };

/** The browser's Web Lock; `noLock` where there is none (no HTTPS). */
export function webLock(locks = globalThis.navigator?.locks as LockManager | undefined): SessionLock {
  return locks ? { run: (act) => runAlone(locks, act) } : noLock;
}

async function runAlone<T>(locks: LockManager, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (;;) {
    const holder = await holderOf(locks);
    let isGranted = false;
    let isDone = false;
    const guarded = async () => {
      isGranted = true;
      try {
        return await act(AbortSignal.timeout(HOLD_MS));
      } finally {
        isDone = true;
      }
    };
    try {
      return (await locks.request(NAME, { signal: AbortSignal.timeout(PATIENCE_MS) }, guarded)) as T;
    } catch (error) {
      if (isDone) throw error;
      // Taken from this tab while it was frozen: what it knows may be out of date, so it begins anew.
      if (isGranted) continue;
    }
    const rescue = await takeFrom(locks, holder, guarded);
    if (rescue) return (await rescue.done) as T;
  }
}

async function holderOf(locks: LockManager): Promise<string | undefined> {
  const { held } = await locks.query();
  return held?.find(({ name }) => name === NAME)?.clientId;
}

/**
 * Takes the lock from `holder` when it holds it still: the queue is fair, so a tab that holds it as long as another has
 * waited is frozen. Tabs look one after the other, so that they take it from the frozen tab and not from each other.
 * Resolves once the lock is here.
 */
function takeFrom<T>(locks: LockManager, holder: string | undefined, act: () => Promise<T>) {
  return locks.request(RESCUE, { signal: AbortSignal.timeout(PATIENCE_MS) }, async () => {
    if (!holder || (await holderOf(locks)) !== holder) return undefined;
    return new Promise<{ done: Promise<T> }>((resolve) => {
      const done: Promise<T> = locks.request(NAME, { steal: true }, () => {
        resolve({ done });
        return act();
      }) as Promise<T>;
    });
  });
}

/** Time as a session needs it; tests bring their own. Milliseconds. */
export interface Clock {
  /** The computer's clock: goes on in sleep, and jumps when somebody sets it. */
  now(): number;
  /** Never jumps, and may stand still while the computer sleeps. */
  elapsed(): number;
  /** Calls `act` once, unless the function that comes back is called before. */
  after(delay: number, act: () => void): () => void;
}

/** The longest delay that a browser's timer takes: 24 days. */
const LONGEST = 2 ** 31 - 1;

/** The clock of this computer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, act) {
    const timer = setTimeout(act, Math.min(delay, LONGEST));
    // Outside of a browser a session that is held does not keep the program from ending.
    (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer);
  },
};

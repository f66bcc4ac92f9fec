/** An answer in pieces, and how fast they come. */
export interface Pace {
  readonly pieces: readonly string[];
  readonly perSecond: number;
}

/** Gives every piece when it is due, by the clock; resolves after the last one, or when the signal ends it. */
export function play(
  { pieces, perSecond }: Pace,
  onPiece: (piece: string, index: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const started = performance.now();
    let next = 0;
    const timer = setInterval(() => {
      const due = Math.min(pieces.length, Math.floor(((performance.now() - started) * perSecond) / 1000));
      for (; next < due; next += 1) onPiece(pieces[next] ?? '', next);
      if (next < pieces.length && !signal.aborted) return;
      clearInterval(timer);
      resolve();
    }, 2);
  });
}

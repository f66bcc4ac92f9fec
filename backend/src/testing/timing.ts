/** Of each kind before the first that counts: connections open, code is compiled. */
const WARM_UP = 10;

/**
 * How long attempts of two kinds take, in milliseconds, interleaved at random so that whatever else the computer does
 * falls on both alike.
 */
export async function timeInterleaved(
  times: number,
  kinds: readonly [() => Promise<unknown>, () => Promise<unknown>],
): Promise<[number[], number[]]> {
  const measured: [number[], number[]] = [[], []];
  const order = [...Array(times).fill(0), ...Array(times).fill(1)] as (0 | 1)[];
  for (let n = 0; n < WARM_UP; n += 1) for (const attempt of kinds) await attempt();
  for (const kind of shuffled(order)) {
    const start = performance.now();
    await kinds[kind]();
    measured[kind].push(performance.now() - start);
  }
  return measured;
}

/**
 * How well the two can be told apart, whichever is the longer one: 0.5 not at all, 1 always. The area under the
 * receiver operating characteristic (the rank statistic of Mann and Whitney; ties count half).
 */
export function distinguishability(first: number[], second: number[]): number {
  let wins = 0;
  for (const one of first) for (const other of second) wins += one > other ? 1 : one === other ? 0.5 : 0;
  const area = wins / (first.length * second.length);
  return Math.max(area, 1 - area);
}

function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let n = result.length - 1; n > 0; n -= 1) {
    const other = Math.floor(Math.random() * (n + 1));
    [result[n], result[other]] = [result[other] as T, result[n] as T];
  }
  return result;
}

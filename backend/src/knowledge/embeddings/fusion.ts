/** How much the first places count more than those behind them (G. Cormack and others, 2009). */
const RANK = 60;

/** Reciprocal rank fusion of lists of ids: all of them, best first, each with its score; 1 is the first place of all lists. */
export function fuse(lists: string[][]): Map<string, number> {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [at, id] of list.entries())
      scores.set(id, (scores.get(id) ?? 0) + (RANK + 1) / (RANK + 1 + at) / lists.length);
  }
  return new Map([...scores].sort((a, b) => b[1] - a[1]));
}

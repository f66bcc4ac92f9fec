/** Values of one shape, measured several times: the median of each number in it; a flag is true when it always was. */
export function medianOf<T>(values: readonly T[]): T {
  const [first] = values;
  if (typeof first === 'number') return middle(values as readonly number[]) as T;
  if (typeof first === 'boolean') return values.every(Boolean) as T;
  if (typeof first !== 'object' || first === null) return first as T;
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, medianOf(values.map((value) => value[key as keyof T]))]),
  ) as T;
}

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

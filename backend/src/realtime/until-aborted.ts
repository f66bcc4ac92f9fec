/** What `source` gives until its end or until `signal` is aborted, even if the source hangs at that time. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const aborted = new Promise<'aborted'>((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
  const iterator = source[Symbol.asyncIterator]();
  for (;;) {
    const next = iterator.next();
    // After an abort nobody waits for this any more, and its failure is the abort itself.
    next.catch(() => {});
    const result = await Promise.race([aborted, next]);
    if (result === 'aborted' || result.done) break;
    yield result.value;
  }
  iterator.return?.().catch(() => {});
}

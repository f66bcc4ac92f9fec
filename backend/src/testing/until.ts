import { setTimeout as wait } from 'node:timers/promises';

/** Waits for a condition that no event tells; fails after a minute, which a busy computer may need. */
export async function until<T>(condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + 60_000;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > end) throw new Error(`This did not happen: ${condition}`);
    await wait(10);
  }
}

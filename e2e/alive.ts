import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';

/** How many elements of a tag the garbage collector cannot take, its prototype among them or not. */
export async function elementsAlive(devtools: CDPSession, tag: string): Promise<number> {
  for (let left = 3; left > 0; left -= 1) await devtools.send('HeapProfiler.collectGarbage');
  const objectGroup = 'alive';
  const expression = `customElements.get(${JSON.stringify(tag)}).prototype`;
  const { result } = await devtools.send('Runtime.evaluate', { expression, objectGroup });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup,
  });
  const { result: length } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  });
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup });
  return Number(length.value);
}

/** Collects until at most so many are left, or no more go; gives how many there are. */
export async function elementsLeft(devtools: CDPSession, tag: string, most: number): Promise<number> {
  // No event tells that something was collected, and sockets and timers let go in their own time.
  for (let left = 50; left > 0 && (await elementsAlive(devtools, tag)) > most; left -= 1) await wait(100);
  return elementsAlive(devtools, tag);
}

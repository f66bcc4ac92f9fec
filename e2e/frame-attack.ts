// Hostile messages for <va-chat isolation="frame">: from the page's own window, from another site's frame, at ports that
// nobody gave.
import fc from 'fast-check';
import type { Page } from 'playwright-core';

const BATCH = 5_000;
const SEED = 6;

const uuid = fc.uuid();
const word = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom('va-ready', 'sendMessage', 'start', 'auto'),
);
const type = fc.oneof(
  fc.constantFrom('va-frame-hello', 'va-frame-connect', 'ready', 'event', 'state', 'ask', 'token', 'result'),
  fc.constantFrom('height', 'escape', 'start', 'settings', 'call', 'decision'),
  word,
);

/** What looks like the protocol, nearly. */
const likely = fc.record(
  {
    type,
    version: fc.oneof(fc.constant(1), fc.integer(), word),
    document: fc.oneof(uuid, word),
    id: fc.oneof(fc.nat(9), fc.double(), word),
    event: fc.record({ name: word, sessionId: word, code: word, message: word }, { requiredKeys: [] }),
    settings: fc.record({ apiUrl: fc.webUrl(), sessionId: word, locale: word }, { requiredKeys: [] }),
    method: word,
    argument: word,
    sessionId: fc.oneof(word, fc.constant(null)),
    isAllowed: fc.boolean(),
    token: word,
    height: fc.double({ noNaN: true }),
    sharesText: fc.boolean(),
  },
  { requiredKeys: ['type'] },
);

const message: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: likely },
  { weight: 2, arbitrary: likely.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
);

/** Where a message is sent from, and to. */
// A frame of another site cannot reach one in a shadow tree: no list of frames names it.
const way = fc.constantFrom('page to page', 'page to frame', 'stranger to page');
const hostile: fc.Arbitrary<Hostile> = fc.record({
  way,
  message,
  hasPort: fc.nat(9).map((one) => one === 0),
});

interface Hostile {
  way: string;
  message: unknown;
  hasPort: boolean;
}

interface Sites {
  count: number;
  portal: string;
  stranger: string;
}

/** Sends that many, and waits until the last ones have been read. */
export async function attack(page: Page, { count, portal, stranger }: Sites): Promise<void> {
  await page.evaluate(async (address) => {
    const other = document.createElement('iframe');
    other.name = 'stranger';
    other.src = address;
    document.body.append(other);
    await new Promise((resolve) => other.addEventListener('load', resolve));
  }, stranger);
  const other = page.frame('stranger');
  if (!other) throw new Error('The frame of the stranger is not there.');
  for (let sent = 0; sent < count; sent += BATCH) {
    const batch: Hostile[] = fc.sample(hostile, { numRuns: BATCH, seed: SEED + sent });
    const of = (from: string) => batch.filter((each) => each.way.startsWith(from));
    await page.evaluate(
      async ({ messages, origin }) => {
        const frame = document.querySelector('va-chat')?.shadowRoot?.querySelector('iframe')?.contentWindow;
        for (const { way: to, message: said, hasPort } of messages) {
          const channel = new MessageChannel();
          const ports = hasPort ? [channel.port2] : [];
          // Whoever took the port would be told the same by it.
          if (hasPort) channel.port1.postMessage(typeof said === 'string' ? said : JSON.stringify(said));
          if (to.endsWith('frame')) frame?.postMessage(said, origin, ports);
          else window.postMessage(said, location.origin, ports);
        }
        await new Promise((resolve) => setTimeout(resolve));
      },
      { messages: of('page'), origin: portal },
    );
    await other.evaluate(
      async ({ messages }) => {
        for (const { message: said, hasPort } of messages) {
          const ports = hasPort ? [new MessageChannel().port2] : [];
          window.parent.postMessage(said, '*', ports);
        }
        await new Promise((resolve) => setTimeout(resolve));
      },
      { messages: of('stranger') },
    );
  }
  await page.evaluate(() => document.querySelector('iframe[name="stranger"]')?.remove());
}

/** A page that could speak as the frame does would be believed: a frame of the same site says hello, and is given a port. */
export async function rehearse(page: Page, portal: string): Promise<boolean> {
  const frame = page.frames().find((each) => each.url().startsWith(portal));
  const isGiven = await frame?.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        window.addEventListener('message', ({ ports }) => resolve(ports.length === 1));
        const hello = { type: 'va-frame-hello', version: 1, document: crypto.randomUUID() };
        window.parent.postMessage(hello, '*');
      }),
  );
  return isGiven === true;
}

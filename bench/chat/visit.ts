import type { Browser, CDPSession, Page } from 'playwright-core';

/** A page that is measured. */
export interface Visit {
  readonly page: Page;
  /** CPU time of the page's main thread so far. */
  cpu(): Promise<Cpu>;
  /** Bytes that came over the network so far. */
  received(): number;
  close(): Promise<void>;
}

/** Milliseconds of the thread itself, whatever else the machine does meanwhile. */
export interface Cpu {
  task: number;
  script: number;
  layout: number;
}

export const between = (before: Cpu, after: Cpu): Cpu => ({
  task: after.task - before.task,
  script: after.script - before.script,
  layout: after.layout - before.layout,
});

/** A mobile network of middling quality, and a telephone's processor. */
async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** Opens an address in a fresh context, in the width that embedded chats have. */
export async function visit(browser: Browser, address: string, { slow = false } = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 420, height: 720 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const session = await context.newCDPSession(page);
  let received = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (received += encodedDataLength));
  await session.send('Network.enable');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  if (slow) await slowDown(session);
  await page.goto(address, { waitUntil: 'commit' });
  return {
    page,
    received: () => received,
    async cpu() {
      const { metrics } = await session.send('Performance.getMetrics');
      const value = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
      return {
        task: value('TaskDuration'),
        script: value('ScriptDuration'),
        layout: value('LayoutDuration') + value('RecalcStyleDuration'),
      };
    },
    close: () => context.close(),
  };
}

/** Milliseconds from the navigation until there was a field to write a question in. */
export async function inputAt(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => globalThis.bench?.inputAt);
  return (await found.jsonValue()) ?? 0;
}

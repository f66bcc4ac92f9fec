import { cpus, loadavg, totalmem } from 'node:os';
import type { Browser } from 'playwright-core';

/** What the figures were measured on. */
export function machine(browser: Browser): Record<string, string | number> {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 1e9),
    /** Processes that wanted a core in the minute before: above the number of cores, times say little. */
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    node: process.version,
    chromium: browser.version(),
  };
}

import type { Page } from 'playwright-core';
import { configFrom } from '../backend/src/config.js';
import { openDatabase } from '../backend/src/db.js';
import { insertManyDocuments } from '../backend/src/knowledge/testing/many-documents.js';
import { findPostgreSql, startPostgreSql } from '../backend/src/testing/postgresql.js';
import { openBrowser, openPage, signIn } from '../e2e/browser.js';
import { startStack } from '../e2e/stack.js';
import { machine } from './chat/machine.js';

const DOCUMENTS = 50_000;
const ADMIN = { email: 'chief@hospital.example', password: 'a-long-enough-secret' };
/** As a wheel that is turned without a stop: each frame by so much, for so many frames. */
const WHEEL = { pixels: 120, frames: 600 };
/** Places all over the table that are jumped to by its scroll bar. */
const JUMPS = 40;

/** How the table of 50,000 documents scrolls in a real browser, at the real backend with PostgreSQL. */
export async function runDocuments() {
  const programs = findPostgreSql();
  if (!programs) throw new Error('PostgreSQL is not installed.');
  const postgreSql = await startPostgreSql(programs);
  const environment = {
    DATABASE_URL: postgreSql.url,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
  };
  const [stack, browser] = await Promise.all([startStack({ demo: false, environment }), openBrowser()]);
  try {
    const database = await openDatabase(configFrom(environment));
    await insertManyDocuments(database, DOCUMENTS);
    await database.close();
    const { page, assertQuiet } = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await page.addInitScript(
      `globalThis.__name = (value) => value; globalThis.scrollTable = ${scrollTable.toString()}`,
    );
    await signIn(page, stack.portal, ADMIN.email, ADMIN.password);
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.goto(`${stack.portal}/admin/kb`);
    await page
      .getByRole('row', { name: /Guideline/ })
      .first()
      .waitFor();
    const wheel = await turnWheel(page);
    const jumps = await jump(page);
    assertQuiet();
    return { machine: machine(browser), documents: DOCUMENTS, wheel, jumps };
  } finally {
    await browser.close();
    await stack.stop();
    await postgreSql.stop();
  }
}

/** Runs in the page: what its table is scrolled in, and whether a document stands in the middle of what is seen. */
function scrollTable() {
  const inside = <Found extends Element>(
    selector: string,
    root: ParentNode = document,
  ): Found | undefined => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(selector)) return element as Found;
      const found = element.shadowRoot && inside<Found>(selector, element.shadowRoot);
      if (found) return found;
    }
    return undefined;
  };
  const scroller = inside<HTMLElement>('main') as HTMLElement;
  const { shadowRoot } = inside('va-document-table') as Element;
  const hasRow = () => {
    const { top, height } = scroller.getBoundingClientRect();
    const element = shadowRoot?.elementFromPoint(innerWidth / 2, top + height / 2);
    return element?.closest('[data-index]') != null;
  };
  return { scroller, hasRow, rows: () => shadowRoot?.querySelectorAll('[data-index]').length ?? 0 };
}

interface InPage {
  scrollTable: typeof scrollTable;
}

/** Goal: no frame takes more than 50 ms, and every one shows documents. */
async function turnWheel(page: Page) {
  return page.evaluate(async ({ pixels, frames }) => {
    const { scrollTable } = globalThis as unknown as InPage;
    const { scroller, hasRow, rows } = scrollTable();
    const gaps: number[] = [];
    let [blank, most, before] = [0, 0, await new Promise(requestAnimationFrame)];
    for (let at = 0; at < frames; at += 1) {
      scroller.scrollBy(0, pixels);
      const now = await new Promise<number>(requestAnimationFrame);
      gaps.push(now - before);
      before = now;
      if (!hasRow()) blank += 1;
      most = Math.max(most, rows());
    }
    gaps.sort((one, other) => one - other);
    const at = (share: number) => Math.round(gaps[Math.ceil(share * gaps.length) - 1] ?? 0);
    return {
      frames,
      pixels: pixels * frames,
      gapMs: { p50: at(0.5), p95: at(0.95), longest: at(1) },
      framesWithoutARow: blank,
      mostRowsDrawn: most,
    };
  }, WHEEL);
}

/** Milliseconds until documents stand where nobody has been yet. */
async function jump(page: Page) {
  return page.evaluate(async (count) => {
    const { scrollTable } = globalThis as unknown as InPage;
    const { scroller, hasRow } = scrollTable();
    const times: number[] = [];
    for (let at = 1; at <= count; at += 1) {
      const share = (at * 0.618) % 1;
      const began = performance.now();
      scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
      do await new Promise(requestAnimationFrame);
      while (!hasRow() && performance.now() - began < 10_000);
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    const p = (share: number) => Math.round(times[Math.ceil(share * times.length) - 1] ?? 0);
    return { count, untilRowsMs: { p50: p(0.5), p95: p(0.95), slowest: p(1) } };
  }, JUMPS);
}

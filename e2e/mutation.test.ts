import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { openFaultServer, type FaultServer } from './fault-server.js';
import { BROWSERS, missing, openPuppet, seen } from './puppets.js';
import { startStack, type Stack } from './stack.js';

interface Loaded {
  href: string;
  /** What came of importing it. */
  outcome: 'ran' | 'refused';
}

describe('A file of which one byte is not as published', () => {
  let stack: Stack;
  let front: FaultServer;
  before(async () => {
    front = await openFaultServer();
    stack = await startStack({ environment: { CORS_ORIGINS: front.url } });
    front.target = stack.portal;
  });
  after(async () => {
    await front.close();
    await stack.stop();
  });

  for (const name of BROWSERS) {
    describe(`in ${name}`, { skip: missing(name) }, () => {
      let browser: Browser;
      let page: Page;
      before(async () => {
        browser = await openPuppet(name);
        page = await browser.newPage();
      });
      after(() => browser.close());

      const visit = async () => {
        // With all that it loads late: what is on its way already arrives whole.
        await page.goto(`${front.url}/login`, { waitUntil: 'networkidle0' });
        await seen(page, 'va-login');
      };
      const load = (files: string[]): Promise<Loaded[]> =>
        page.evaluate(
          (hrefs) =>
            Promise.all(
              hrefs.map((href) =>
                import(href).then(
                  () => ({ href, outcome: 'ran' as const }),
                  // Whatever else is said was said of bytes that have been read as code.
                  (error: Error) => ({
                    href,
                    outcome:
                      error.name === 'TypeError' && error.message.includes('dynamically imported module')
                        ? ('refused' as const)
                        : ('ran' as const),
                  }),
                ),
              ),
            ),
          files,
        );
      const files = () =>
        page.evaluate(() => {
          const map = document.querySelector('script[type="importmap"]')?.textContent ?? '';
          return Object.keys((JSON.parse(map) as { integrity: Record<string, string> }).integrity);
        });

      it('never runs, whichever file it is and however often it is asked for', async (context) => {
        await visit();
        const all = (await files()).filter((href) => /^\/parts\/mfe-/.test(href));
        const others = (await files()).filter((href) => !href.startsWith('/parts/'));
        assert.ok(all.length > 40 && others.length === 2 * all.length);
        // All but the page's own, which have run before; each by itself, since a damaged one takes others with it.
        front.faults.set(/^\/parts\/mfe-/, 'changed byte');
        const ran: string[] = [];
        const note = (loaded: Loaded[]) =>
          ran.push(...loaded.filter(({ outcome }) => outcome === 'ran').map(({ href }) => href));
        const fresh = await page.evaluate((hrefs) => {
          const known = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname);
          return hrefs.filter((href) => !known.includes(href));
        }, all);
        assert.ok(fresh.length > 30);
        note(await load(fresh));
        note(await load(fresh));
        note(await load(others));
        front.faults.clear();
        context.diagnostic(`${fresh.length + others.length} addresses, ${ran.length} ran`);
        assert.deepEqual(ran, []);
        // What was damaged has been served to stay in the cache for ever, where the next page would find it.
        await page.evaluate(
          (hrefs) => Promise.all(hrefs.map((href) => fetch(href, { cache: 'reload' }))),
          fresh,
        );
        await visit();
        const whole = await load(fresh);
        const refused = whole.filter(({ outcome }) => outcome !== 'ran');
        assert.deepEqual(refused, [], 'and as published each of them runs');
      });

      it('keeps the portal from starting when it is one of the shell’s own, until it is whole again', async () => {
        await visit();
        // What the first page waits for is what the document itself names; the rest comes behind it.
        const needed = await page.$$eval('link[rel="modulepreload"], script[src]', (all) =>
          all
            .map(
              (one) =>
                new URL(one.getAttribute('href') ?? one.getAttribute('src') ?? '', location.href).pathname,
            )
            .filter((href) => /^\/parts\/(shared|shell)\//.test(href)),
        );
        assert.ok(needed.length > 2, `${needed.length} files`);
        const ran: string[] = [];
        for (const href of needed) {
          front.faults.set(new RegExp(`^${href}$`), 'changed byte');
          await page.goto(`${front.url}/login`);
          await seen(page, '#va-start');
          if (await page.$('va-portal')) ran.push(href);
          front.faults.clear();
          await page.goto(`${front.url}/login?whole`);
          await seen(page, '#va-start button');
          await page.$eval('#va-start button', (button) => (button as HTMLButtonElement).click());
          await seen(page, 'va-login');
        }
        assert.deepEqual(ran, []);
      });

      it('a file that has no hash in the map does not run at all', async () => {
        await visit();
        const [known] = (await files()).filter((href) => /\/mfe-chat\//.test(href));
        assert.deepEqual(await load([`${known}?r=1`, `${known}?`]), [
          { href: `${known}?r=1`, outcome: 'refused' },
          { href: `${known}?`, outcome: 'refused' },
        ]);
      });
    });
  }
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { chosenExamples, EXAMPLES, pageOf, type Example } from '../shell/commands/examples/list.js';
import { build, install, startExample, type Served } from '../shell/commands/examples/serve.js';
import { elementsLeft } from './alive.js';
import { openBrowser, openPage } from './browser.js';
import { askThere, readSource, type ChatPlace } from './partner-steps.js';
import { freePort, startStack, type Stack } from './stack.js';

const ROUNDS = Number(process.env.EXAMPLE_ROUNDS ?? 100);
/** The accent that every example gives, by day and by night. */
const ACCENT = { light: 'rgb(122, 62, 157)', dark: 'rgb(199, 155, 224)' };

/** Runs in the page: takes the chat out and puts it in by the page's own button, so many times. Ends where it began. */
async function toggle(rounds: number): Promise<void> {
  const button = document.querySelector('button') as HTMLButtonElement;
  for (let left = rounds * 2; left > 0; left -= 1) {
    const wasThere = document.querySelector('va-chat') !== null;
    button.click();
    let tries = 400;
    do await new Promise((resolve) => setTimeout(resolve, 5));
    while ((document.querySelector('va-chat') !== null) === wasThere && (tries -= 1) > 0);
    if (tries === 0) throw new Error('The button does nothing.');
  }
}

const chosen = chosenExamples();
/** Why some cannot be tried, by name. */
const absent = new Map<string, string>();
for (const example of chosen) {
  const reason = await install(example);
  if (reason) absent.set(example.name, reason);
}

describe('examples', () => {
  let stack: Stack;
  let browser: Browser;
  /** The server of the plain example, which says that its page is elsewhere. */
  let elsewhere: Served;
  const ports = new Map<string, number>();
  const [plain] = EXAMPLES;

  before(async () => {
    // The policy of the frame's page names the API, and the browser finds it there.
    stack = await startStack({ environment: { VITE_API_URL: 'http://localhost:8000' } });
    for (const { name } of chosen) ports.set(name, await freePort());
    const environment = { PAGE_ORIGIN: 'https://elsewhere.example.org' };
    elsewhere = await startExample(plain as Example, environment, await freePort());
    const pages = chosen.map((example) => [pageOf(example), `http://localhost:${ports.get(example.name)}`]);
    browser = await openBrowser({
      reroute: {
        'http://localhost:5173': stack.portal,
        'http://localhost:8000': stack.api,
        ...Object.fromEntries(pages),
      },
    });
  });
  after(async () => {
    // Fails when a page has violated its policy: what is started ends before.
    await elsewhere.stop();
    await stack.stop();
    await browser.close();
  });

  for (const [name, reason] of absent) it(`tries ${name}`, { skip: reason });

  for (const example of chosen.filter(({ name }) => !absent.has(name))) {
    describe(example.name, () => {
      let served: Served;
      before(async () => {
        await build(example);
        served = await startExample(example, {}, ports.get(example.name));
      });
      after(() => served.stop());

      /** Where its conversation is. */
      const place = (page: Page): ChatPlace =>
        example.name === 'frame' ? page.frameLocator('va-chat iframe') : page;

      async function open(colorScheme: 'light' | 'dark' = 'light') {
        const watched = await openPage(browser, { colorScheme });
        await watched.page.addInitScript('globalThis.__name = (value) => value');
        return watched;
      }

      it('answers with a source that opens, and takes the colours of its page', async () => {
        for (const scheme of ['light', 'dark'] as const) {
          const { page, assertQuiet, close } = await open(scheme);
          await page.goto(pageOf(example));
          await askThere(place(page));
          assert.match(await readSource(place(page)), /metformin/i);
          const box = place(page).getByRole('textbox', { name: 'Message' });
          await box.fill('Another question');
          const send = place(page).getByRole('button', { name: 'Send', exact: true });
          const colour = await send.evaluate(async (button: HTMLButtonElement) => {
            while (button.disabled) await new Promise(requestAnimationFrame);
            // It fades there.
            await Promise.all(button.getAnimations().map(({ finished }) => finished));
            return getComputedStyle(button).backgroundColor;
          });
          assert.equal(colour, ACCENT[scheme]);
          assert.equal(await page.getByRole('status').first().innerText(), '');
          assertQuiet();
          await close();
        }
      });

      if (example.name === 'next')
        it('has its element on the page that the server renders, before any script', async () => {
          const { page, close } = await openPage(browser, { javaScriptEnabled: false });
          await page.goto(pageOf(example));
          await page.getByRole('heading', { name: 'Ward handbook' }).waitFor();
          assert.equal(await page.locator('va-chat').getAttribute('api-url'), 'http://localhost:8000');
          await close();
        });

      it('says what is wrong when its own server does not give a token', async () => {
        const { page, close } = await open();
        await page.route(`${pageOf(example)}/token`, (route) => route.abort());
        await page.goto(pageOf(example));
        await page.getByText(/^token_unavailable: getToken\('start'\) failed/).waitFor();
        await place(page)
          .getByText(/What you typed is kept/)
          .waitFor();
        await page.unroute(`${pageOf(example)}/token`);
        await close();
      });

      it('says what is wrong when its own server signs for another page', async () => {
        const { page, close } = await open();
        await page.route(`${pageOf(example)}/token`, async (route) => {
          const answer = await fetch(`${elsewhere.url}/token`, { method: 'POST' });
          await route.fulfill({ body: await answer.text() });
        });
        await page.goto(pageOf(example));
        await page.getByText(/^partner_origin_not_allowed: The claim origin is none/).waitFor();
        await close();
      });

      it(`keeps nothing of ${ROUNDS} times that the assistant was put in and taken out`, async () => {
        const { page, assertQuiet, close } = await open();
        await page.goto(pageOf(example));
        await place(page).getByText('Connected', { exact: true }).waitFor();
        await page.route(`${pageOf(example)}/token`, (route) => route.fulfill({ body: 'a token' }));
        const devtools = await page.context().newCDPSession(page);
        await page.evaluate(toggle, 1);
        await page.evaluate(toggle, ROUNDS);
        const left = await elementsLeft(devtools, 'va-chat', 3);
        assert.ok(left <= 3, `${left} chats, with the one that is shown`);
        assertQuiet();
        await close();
      });
    });
  }
});

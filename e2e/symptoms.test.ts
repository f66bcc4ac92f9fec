// What docs/partners.md says below "Symptoms": each is brought about, and looked at as a developer would.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { DEMONSTRATION_PARTNER } from '../backend/src/partners/demonstration.js';
import { openBrowser, openPage } from './browser.js';
import { startPartnerServer, type PartnerServer } from './partner-server.js';
import { startPartnerSite, type PartnerSite } from './partner-site.js';
import { askThere, readSource } from './partner-steps.js';
import { root } from '../shell/commands/root.js';
import { freePort, startStack, type Stack } from './stack.js';

/** Access tokens are renewed a fifth of their life before their end. */
const TOKEN_SECONDS = 15;

/** Symptoms that are not brought about here: where they are, or why nobody can. */
const ELSEWHERE = new Map([
  ['404 for `/embed/v1/va-chat.js`', 'an older portal is needed'],
  ['inside a sandboxed frame', 'e2e/embed.test.ts'],
  ['“was here first and is used”', 'e2e/embed.test.ts'],
  ['a file is refused at upload', 'mfe-chat/src/attachments'],
]);

interface Problem {
  code: string;
  reason: string;
}

/** What the page's script notes. */
interface Told {
  errors: Problem[];
}

interface PageOptions {
  site?: PartnerSite;
  attributes?: string;
  /** What stands in the page's script; as a rule it gives what its own server signs. */
  script?: string;
  policy?: string;
  module?: string;
  early?: string;
}

describe('a symptom of docs/partners.md', () => {
  let stack: Stack;
  let browser: Browser;
  let partner: PartnerServer;
  let site: PartnerSite;
  /** Also the partner's, and not the page that is signed for. */
  let preview: PartnerSite;
  let stranger: PartnerSite;
  let symptoms: string[];
  const seen = new Set<string>();

  before(async () => {
    const text = await readFile(join(root, 'docs/partners.md'), 'utf8');
    symptoms = text
      .slice(text.indexOf('\n## Symptoms'))
      .split('\n')
      .filter((line) => /^\| (?!-|you see)/.test(line))
      .map((line) => line.split(' | ')[0]?.slice(2).trim() ?? '');
    partner = await startPartnerServer(DEMONSTRATION_PARTNER, () => stack);
    const signed = () => partner.sign({ origin: site.url });
    [site, preview, stranger] = (await Promise.all(
      [1, 2, 3].map(async () => startPartnerSite(await freePort(), signed)),
    )) as [PartnerSite, PartnerSite, PartnerSite];
    const environment = {
      DEMO_PARTNER_ORIGINS: `${site.url},${preview.url}`,
      ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS),
    };
    [stack, browser] = await Promise.all([startStack({ environment }), openBrowser({ mayViolate: true })]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([stack.stop(), partner.close(), site.close(), preview.close(), stranger.close()]);
  });

  /** The row of the document that a test is about. */
  function symptom(words: string): void {
    assert.ok(symptoms.includes(words), `“${words}” is a row of the document`);
    seen.add(words);
  }

  let pages = 0;
  async function open(options: PageOptions = {}) {
    const { attributes = '', policy, early, site: at = site } = options;
    const { module = `${stack.portal}/embed/v1/va-chat.js` } = options;
    const { script = "chat.getToken = async () => (await fetch('/token')).text();" } = options;
    const path = `/page-${(pages += 1)}`;
    at.script(
      `${path}.js`,
      `window.errors = [];
      addEventListener('va-error', ({ code, reason }) => errors.push({ code, reason }));
      const chat = document.querySelector('va-chat');
      ${script}`,
    );
    const html = `<va-chat api-url="${stack.api}" ${attributes}></va-chat>
      <script type="module" src="${path}.js"></script><script type="module" src="${module}" crossorigin></script>`;
    const url = at.page(path, html, policy ? { 'Content-Security-Policy': policy } : {});
    const { page, close } = await openPage(browser);
    const said = listen(page);
    if (early) await page.addInitScript(early);
    await page.goto(url);
    const error = async () => {
      await page.waitForFunction(() => (window as unknown as Told).errors.length > 0);
      return page.evaluate(() => (window as unknown as Told).errors[0] as Problem);
    };
    return { page, said, error, close };
  }

  /** Waits until the console of a page has said something. */
  function listen(page: Page): (words: RegExp) => Promise<void> {
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    return async (words) => {
      while (!lines.some((line) => words.test(line)))
        await page.waitForEvent('console').catch(() => assert.match(lines.join('\n'), words));
    };
  }

  const policy = (own: string) =>
    `default-src 'none'; style-src 'self'; script-src 'self' ${stack.portal}; ${own}`;
  const sockets = () => `${stack.api} ${stack.api.replace('http', 'ws')}`;

  it('is an empty element while the module is not loaded', async () => {
    symptom('nothing at all, an empty element');
    const isDefined = (page: Page) => page.evaluate("customElements.get('va-chat') !== undefined");
    const mistaken = await open({ module: `${stack.portal}/embed/v1/chat.js` });
    await mistaken.said(/404/);
    assert.equal(await isDefined(mistaken.page), false);
    await mistaken.close();
    const forbidden = await open({ policy: "script-src 'self'" });
    await forbidden.said(/Content Security Policy.*script-src/);
    assert.equal(await isDefined(forbidden.page), false);
    await forbidden.close();
  });

  it('is calm words for the user, and an event that a late listener misses', async () => {
    symptom('“cannot be used on this page”, “cannot be reached at the moment”');
    const wrong = await partner.sign({ origin: site.url, aud: 'somebody else' });
    for (const [token, words, code] of [
      [wrong, /cannot be used on this page/, 'partner_assertion_malformed'],
      ['', /cannot be reached at the moment/, 'token_unavailable'],
    ] as const) {
      const { page, error, close } = await open({
        script: `chat.getToken = () => Promise.resolve('${token}');`,
      });
      await page.getByText(words).waitFor();
      assert.equal((await error()).code, code);
      await page.evaluate("window.late = []; addEventListener('va-error', (event) => late.push(event.code))");
      assert.deepEqual(await page.evaluate('late'), []);
      await close();
    }
  });

  it('is CORS at the API, for a page of an origin that is not the partner’s', async () => {
    symptom('“blocked by CORS policy” at `/api/…`');
    const { said, error, close } = await open({ site: stranger });
    await said(/\/api\/.*blocked by CORS policy/);
    assert.equal((await error()).code, 'api_unreachable');
    await close();
  });

  it('is CORS at a token of another origin', async () => {
    symptom('“blocked by CORS policy” at `/token`');
    const script = `chat.getToken = async () => (await fetch('${partner.origin}/token')).text();`;
    const { said, error, close } = await open({ script });
    await said(/\/token.*blocked by CORS policy/);
    assert.equal((await error()).code, 'token_unavailable');
    await close();
  });

  it('is mixed content, when a page by https loads the module by http', async () => {
    symptom('“Mixed Content”');
    const { page, close } = await openPage(browser);
    const said = listen(page);
    await page.route('https://ward.example.org/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<script type="module" src="http://portal.example.org/embed/v1/va-chat.js"></script>',
      }),
    );
    await page.goto('https://ward.example.org/');
    await said(/Mixed Content/);
    await close();
  });

  it('is a policy without the API', async () => {
    symptom('“Connecting to … violates”, “Refused to connect”, `csp_connect_src`');
    const { said, error, close } = await open({ policy: policy("connect-src 'self'") });
    await said(/Refused to connect|Connecting to .* violates/);
    assert.match((await error()).reason, /Add to connect-src: http:\S+ ws:\S+/);
    await close();
  });

  it('is a policy for Trusted Types that does not name lit-html', async () => {
    symptom("“This document requires 'TrustedHTML'”");
    const trusted = `connect-src 'self' ${sockets()}; require-trusted-types-for 'script'; trusted-types mine`;
    const { said, close } = await open({ policy: policy(trusted) });
    await said(/This document requires 'TrustedHTML'/);
    await close();
  });

  it('is one assertion, given twice', async () => {
    symptom('401 again and again');
    const once = await partner.sign({ origin: site.url });
    const script = `chat.getToken = () => Promise.resolve('${once}');`;
    const first = await open({ script });
    await first.page.getByText('Connected', { exact: true }).waitFor();
    await first.close();
    const { said, error, close } = await open({ script });
    await said(/401/);
    assert.equal((await error()).code, 'partner_assertion_replayed');
    await close();
  });

  it('is an end of access, where the server answers with 401', async () => {
    symptom('it works, and stops after ten minutes');
    const script = `chat.getToken = async (reason) => {
      if (reason === 'expired') throw new Error('/token answered 401');
      return (await fetch('/token')).text();
    };`;
    const { page, error, close } = await open({ script });
    await page.getByText('Connected', { exact: true }).waitFor();
    page.setDefaultTimeout(3 * TOKEN_SECONDS * 1000);
    const { code, reason } = await error();
    assert.equal(code, 'token_unavailable');
    assert.match(reason, /getToken\('expired'\)/);
    await close();
  });

  it('is a clock that is ahead', async () => {
    symptom("works here, not at a colleague's");
    for (const [seconds, code] of [
      [20, ''],
      [100, 'partner_assertion_expired'],
    ] as const) {
      const iat = Math.floor(Date.now() / 1000) + seconds;
      const signed = await partner.sign({ origin: site.url, iat, exp: iat + 60 });
      const { page, error, close } = await open({
        script: `chat.getToken = () => Promise.resolve('${signed}');`,
      });
      if (code) assert.equal((await error()).code, code);
      else await page.getByText('Connected', { exact: true }).waitFor();
      await close();
    }
  });

  it('is a page elsewhere than the one that was signed for', async () => {
    symptom('`partner_origin_mismatch` in a preview or on a phone');
    const { error, close } = await open({ site: preview });
    assert.equal((await error()).code, 'partner_origin_mismatch');
    await close();
  });

  it('is a socket that cannot be opened', async () => {
    symptom('“WebSocket connection to … failed”');
    const { said, close } = await open({ attributes: `ws-url="${stranger.url.replace('http', 'ws')}"` });
    await said(/WebSocket connection to .* failed/);
    await close();
  });

  it('is a frame that is forbidden, of the page’s own origin, or no portal', async () => {
    symptom('the frame stays empty');
    for (const [options, code] of [
      [{ policy: policy("frame-src 'none'") }, 'frame_blocked'],
      [{ attributes: `frame-url="${site.url}/frame.html"` }, 'frame_same_origin'],
      [{ attributes: 'frame-url="javascript:alert(1)"' }, 'frame_address'],
      [{ attributes: `frame-url="${stranger.url}/frame.html"` }, 'frame_unreachable'],
    ] as const) {
      const { attributes = '', ...rest } = options as PageOptions;
      const { error, close } = await open({ ...rest, attributes: `isolation="frame" ${attributes}` });
      assert.equal((await error()).code, code);
      await close();
    }
  });

  it('is no symptom where storage is blocked', async () => {
    symptom('storage is blocked');
    const early = `for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });`;
    const { page, close } = await open({ early });
    await askThere(page);
    assert.deepEqual(await page.evaluate('errors'), []);
    await close();
  });

  it('is a field that a script of the page gives to everything', async () => {
    symptom(
      '“No usable answer … (malformed)”, a file that “could not be loaded”, or `bad_frame`, although all is right',
    );
    for (const [early, reason] of [
      ['Object.prototype.extra = function () {};', /\(malformed\)/],
      ["Object.prototype.extra = 'everywhere';", /could not be loaded/],
    ] as const) {
      const { error, close } = await open({ early });
      assert.match((await error()).reason, reason);
      await close();
    }
    const early = "Object.defineProperty(Object.prototype, 'extra', { value: 'everywhere' });";
    const { page, close } = await open({ early });
    await askThere(page);
    await close();
  });

  it('is as high as what is in it, where the page gives it no height', async () => {
    symptom('it is very low, or has no scroll bar');
    const { page, close } = await open();
    const chat = page.locator('va-chat');
    const height = () => chat.evaluate((element) => element.getBoundingClientRect().height);
    await page.getByText('Connected', { exact: true }).waitFor();
    const empty = await height();
    await askThere(page);
    assert.ok((await height()) > empty);
    await page.addStyleTag({ content: 'body { block-size: 5rem }' });
    assert.equal(await height(), 320);
    await page.addStyleTag({ content: 'va-chat { block-size: 36rem }' });
    assert.equal(await height(), 576);
    await close();
  });

  it('is a root with small letters, of which rem are made', async () => {
    symptom('everything in it is small');
    /** Heights of a text and of controls, when an answer and its source were read. */
    const sizes = async (css: string, attributes = '') => {
      const { page, close } = await open({ attributes });
      await page.addStyleTag({ content: `va-chat { block-size: 40rem } ${css}` });
      const place = attributes ? page.frameLocator('va-chat iframe') : page;
      await askThere(place);
      assert.match(await readSource(place), /metformin/i);
      const heights: number[] = [];
      for (const part of [
        place.getByRole('heading', { name: 'References' }),
        place.getByRole('button', { name: 'Send', exact: true }),
        place.getByRole('textbox', { name: 'Message' }),
      ])
        heights.push(Math.round((await part.boundingBox())?.height ?? 0));
      await close();
      return heights;
    };
    const usual = await sizes('');
    const small = 'html { font-size: 62.5% }';
    assert.ok((await sizes(small)).every((height, at) => height < (usual[at] ?? 0)));
    assert.deepEqual(await sizes(`${small} va-chat { zoom: 1.6 }`), usual);
    assert.deepEqual(await sizes(`${small} va-chat { block-size: 64rem }`, 'isolation="frame"'), usual);
  });

  it('is tried here, or there is a reason why not', () => {
    assert.deepEqual(
      symptoms.filter((words) => !seen.has(words) && !ELSEWHERE.has(words)),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Embed } from '../shell/release/embed.js';
import { elementsLeft } from './alive.js';
import { accessibilityFindings, openBrowser, openPage } from './browser.js';
import { isGateway, notAtGateway } from './dialect.js';
import { otherVersion, startPartnerSite, type PartnerSite } from './partner-site.js';
import { root } from '../shell/commands/root.js';
import { freePort, startStack, type Stack } from './stack.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';
/** What the page says of its server; nothing of one that speaks the guide. */
const DIALECT = isGateway ? 'gateway' : '';
const SPOKEN = isGateway ? 'dialect="gateway"' : '';

/** Where a picture of a state is put, for people. */
async function picture(name: string): Promise<string> {
  const folder = join(root, 'e2e/artifacts/embed');
  await mkdir(folder, { recursive: true });
  return join(folder, `${name}.png`);
}

/** What a page says of itself in these tests. */
interface Noted {
  errors: { code: string; reason: string }[];
  events: string[];
}

describe('<va-chat> on the site of a partner', () => {
  let stack: Stack;
  let site: PartnerSite;
  let browser: Browser;
  let embed: Embed;
  let other: string;

  before(async () => {
    const port = await freePort();
    stack = await startStack({ environment: { CORS_ORIGINS: `http://localhost:${port}` } });
    site = await startPartnerSite(port, token);
    browser = await openBrowser({ mayViolate: true });
    embed = (await (await fetch(`${stack.portal}/embed/v1/embed.json`)).json()) as Embed;
    for (const [name, text] of await otherVersion(join(stack.dataDir, 'portal'), embed.hash))
      site.script(`/other/${name}`, text);
    other = `${site.url}/other/va-chat.js`;
  });
  after(async () => {
    await browser.close();
    await site.close();
    await stack.stop();
  });

  /** A page, to which what compiles this file gives functions that know their names. */
  async function open(options?: Parameters<typeof openPage>[1]) {
    const watched = await openPage(browser, options);
    await watched.page.addInitScript('globalThis.__name = (value) => value');
    return watched;
  }

  /** What the partner's own server would do in its own way. */
  async function token(): Promise<string> {
    const body = JSON.stringify({ email: 'clinician@voiceassist.example', password: 'try-voiceassist' });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${stack.api}/api/auth/login`, { method: 'POST', headers, body });
    const { access_token: accessToken } = (await response.json()) as { access_token: string };
    return accessToken;
  }

  const tag = (attributes = '') =>
    `<va-chat ${SPOKEN} api-url="${stack.api}" style="block-size: 40rem" ${attributes}></va-chat>`;
  /** Gives every chat of the page its tokens, and notes what the page hears. */
  const wiring = `
    window.noted = { errors: [], events: [] };
    addEventListener('va-error', ({ code, reason }) => noted.errors.push({ code, reason }));
    for (const name of ['va-ready', 'va-message-sent', 'va-citation-open'])
      addEventListener(name, () => noted.events.push(name));
    const getToken = async () => (await fetch('/token')).text();
    for (const chat of document.querySelectorAll('va-chat')) chat.getToken = getToken;`;

  let pages = 0;
  /** A page of the partner: its markup, its script and its policy. */
  function partnerPage(html: string, script: string, policy?: string): string {
    const path = `/page-${(pages += 1)}`;
    site.script(`${path}.js`, script);
    const headers = policy ? { 'Content-Security-Policy': policy } : {};
    return site.page(path, `${html}<script type="module" src="${path}.js"></script>`, headers);
  }

  const noted = (page: Page) => page.evaluate(() => (window as unknown as { noted: Noted }).noted);
  const answer = (scope: Page | Locator) => scope.getByRole('heading', { name: 'References' });

  async function ask(scope: Page | Locator): Promise<void> {
    await scope.getByRole('textbox', { name: 'Message' }).fill(QUESTION);
    await scope.getByRole('button', { name: 'Send', exact: true }).click();
    await answer(scope).waitFor();
  }

  async function openSource(scope: Page | Locator): Promise<void> {
    await scope.getByRole('button', { name: 'Source 1', exact: true }).first().click();
    await scope
      .getByRole('region', { name: 'Source', exact: true })
      .getByText(/Metformin is the first-line drug/)
      .first()
      .waitFor();
  }

  /** A menu closes when what it belongs to moves, as it does while a panel goes: then it is opened again. */
  async function exportMarkdown(page: Page): Promise<void> {
    const item = page.getByRole('menuitem', { name: /Markdown/ });
    for (let tries = 5; tries > 0; tries -= 1) {
      await page.getByRole('button', { name: 'Export' }).first().click();
      const isChosen = await item.click({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      if (isChosen) return;
    }
  }

  it('answers with a source that opens, from one tag at the evergreen address', async () => {
    const { page, assertQuiet, close } = await open();
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(request.url()));
    await page.goto(partnerPage(tag() + embed.snippets.evergreen, wiring));
    await page.getByText('Connected', { exact: true }).waitFor();
    const foreign = [...asked].filter(
      (url) => ![site.url, `${stack.portal}/embed/`, stack.api].some((known) => url.startsWith(known)),
    );
    assert.deepEqual(foreign, [], 'nobody else is asked before anything was done');
    await ask(page);
    await openSource(page);
    assert.deepEqual(await noted(page), {
      errors: [],
      events: ['va-ready', 'va-message-sent', 'va-citation-open'],
    });
    assertQuiet();
    await close();
  });

  it('answers what was asked before the files that speak to the server were there', async () => {
    const { page, assertQuiet, close } = await open();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/embed/*/connection.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(partnerPage(tag() + embed.snippets.evergreen, wiring));
    await page.getByRole('textbox', { name: 'Message' }).fill(QUESTION);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('log').getByText(QUESTION).waitFor();
    letGo();
    await answer(page).waitFor();
    await page.getByRole('log').getByText(QUESTION).waitFor();
    assertQuiet();
    await close();
  });

  it('loads as one build with every byte checked, and not when a byte is another', async () => {
    const { page, assertQuiet, close } = await open();
    await page.goto(partnerPage(tag() + embed.snippets.whole, wiring));
    await ask(page);
    assertQuiet();
    await close();

    const changed = await open();
    await changed.page.route('**/embed/*/conversation-view.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n;globalThis.stolen = true` });
    });
    const refused = changed.page.waitForEvent('console', (message) => /integrity/i.test(message.text()));
    await changed.page.goto(partnerPage(tag() + embed.snippets.whole, wiring));
    await refused;
    assert.equal(await changed.page.evaluate(() => 'stolen' in window), false);
    await changed.page.getByRole('textbox', { name: 'Message' }).fill('Kept');
    await changed.close();
  });

  it('leaves nothing on the page that it stands on', async () => {
    const { page, close } = await open();
    await page.goto(partnerPage('<p id="own">Own</p>', wiring));
    const look = () =>
      page.evaluate(() => ({
        globals: Object.getOwnPropertyNames(window).sort(),
        symbols: Object.getOwnPropertySymbols(window).map(String),
        metadata: 'metadata' in Symbol,
        sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
        head: document.head.childElementCount,
        style: JSON.stringify([...getComputedStyle(document.querySelector('#own') as Element)]),
        kept: [localStorage.length, document.cookie],
      }));
    const before = await look();
    await page.evaluate(
      async ({ src, apiUrl, dialect }) => {
        await import(src);
        const chat = Object.assign(document.createElement('va-chat'), {
          ...{ apiUrl, dialect },
          getToken: async () => (await fetch('/token')).text(),
        });
        document.body.append(chat);
      },
      { src: embed.script.src, apiUrl: stack.api, dialect: DIALECT },
    );
    await ask(page);
    await openSource(page);
    assert.deepEqual(await look(), before);
    await close();
  });

  it('takes attributes and properties that were set before it was there, inside nested shadow roots of others', async () => {
    const { page, assertQuiet, close } = await open();
    await page.goto(
      partnerPage(
        '<div id="outer"></div>',
        `${wiring}
        const inner = document.createElement('div');
        outer.attachShadow({ mode: 'open' }).append(inner);
        const chat = document.createElement('va-chat');
        chat.setAttribute('api-url', ${JSON.stringify(stack.api)});
        chat.dialect = ${JSON.stringify(DIALECT)};
        chat.setAttribute('theme', 'dark');
        chat.getToken = getToken;
        chat.suggestions = [{ label: 'Own', question: 'A question of the page' }];
        inner.attachShadow({ mode: 'open' }).append(chat);
        window.placed = chat;
        setTimeout(() => import(${JSON.stringify(embed.script.src)}));`,
      ),
    );
    await page.getByRole('button', { name: /A question of the page/ }).waitFor();
    const scheme = await page.evaluate(
      () => getComputedStyle((window as unknown as { placed: Element }).placed).colorScheme,
    );
    assert.equal(scheme, 'dark');
    await ask(page);
    await openSource(page);
    assert.deepEqual((await noted(page)).events, ['va-ready', 'va-message-sent', 'va-citation-open']);
    assertQuiet();
    await close();
  });

  for (const [name, order] of [
    ['this version first', (own: string, second: string) => [own, second]],
    ['the other version first', (own: string, second: string) => [second, own]],
  ] as const) {
    it(`is defined once by the version that came first, and the second says so: ${name}`, async () => {
      const { page, assertQuiet, close } = await open();
      const said: string[] = [];
      page.on('console', (message) => message.type() === 'warning' && said.push(message.text()));
      const [first = '', second = ''] = order(embed.script.src, other);
      const firstFolder = first.slice(0, first.lastIndexOf('/'));
      // What shows messages comes first from the version that is not used.
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await page.route(`${firstFolder}/conversation-view.js`, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(
        partnerPage(
          tag(),
          `${wiring}
          await import(${JSON.stringify(first)});
          await import(${JSON.stringify(second)});
          await import(${JSON.stringify(second)} + '?again');
          await import(new URL('conversation-view.js', ${JSON.stringify(second)}).href);
          window.isLoaded = true;`,
        ),
      );
      await page.waitForFunction(() => 'isLoaded' in window);
      letGo();
      await ask(page);
      await openSource(page);
      const tags = await page.evaluate(() => {
        const seen = new Set<string>();
        const visit = (root: ParentNode) => {
          for (const element of root.querySelectorAll('*')) {
            if (element.localName.startsWith('va-')) seen.add(element.localName);
            if (element.shadowRoot) visit(element.shadowRoot);
          }
        };
        visit(document);
        return [...seen];
      });
      const builds = new Set(tags.map((each) => /[0-9a-z]{8}$/.exec(each)?.[0]).slice(1));
      assert.equal(builds.size, 1, tags.join(' '));
      assert.equal(builds.has('0ther000'), first === other, tags.join(' '));
      const notes = said.filter((text) => text.includes('<va-chat>'));
      const own = embed.version;
      assert.equal(notes.length, 2, 'once for each time that it was loaded');
      assert.match(
        notes[0] ?? '',
        first === other ? /1\.4\.0\+0ther000 was here/ : new RegExp(`^<va-chat> ${own}`),
      );
      assert.match(notes[0] ?? '', /is used; .* is not\. Load one of them only\./);
      assertQuiet();
      await close();
    });
  }

  it('can be used on a page that resets and hides everything', async () => {
    const { page, assertQuiet, close } = await open();
    const hostile = `* { all: unset !important; } div, form, section { display: none !important; }
      body * { font-size: 40px !important; line-height: 0 !important; text-transform: uppercase !important; }`;
    await page.goto(
      partnerPage(`<style>${hostile}</style>${tag('theme="dark"')}${embed.snippets.evergreen}`, wiring),
    );
    await ask(page);
    await openSource(page);
    await page.screenshot({ path: await picture('hostile') });
    assertQuiet();
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`can be read in every example theme, ${colorScheme}`, async () => {
      const { page, assertQuiet, close } = await open({ colorScheme });
      const head = '<style>:root { color-scheme: light dark; background: Canvas }</style>';
      await page.goto(partnerPage(head + tag() + embed.snippets.evergreen, wiring));
      await ask(page);
      await openSource(page);
      const folder = join(root, 'examples/themes');
      const themes = await readdir(folder);
      assert.equal(themes.length, 5);
      for (const theme of themes) {
        const content = await readFile(join(folder, theme), 'utf8');
        const style = await page.addStyleTag({ content });
        const isDark = theme === 'night-shift.css';
        await page
          .locator('va-chat')
          .evaluate((chat, value) => chat.setAttribute('theme', value), isDark ? 'dark' : 'auto');
        await page.screenshot({ path: await picture(`theme-${theme.replace('.css', '')}-${colorScheme}`) });
        const findings = (await accessibilityFindings(page)).filter((finding) => /contrast/.test(finding));
        assert.deepEqual(findings, [], theme);
        await style.evaluate((element) => (element as Element).remove());
      }
      assertQuiet();
      await close();
    });
  }

  const origins = notAtGateway('Pages that may call');
  it(
    'shows itself in a sandboxed frame that may keep nothing, and says what it cannot do',
    origins,
    async () => {
      const { page, assertQuiet, close } = await open();
      const inner = `<!doctype html><body>${tag()}<script type="module" src="${embed.script.src}"></script>
      <script>
        addEventListener('va-error', ({ code, reason }) => parent.postMessage({ code, reason }, '*'));
        document.querySelector('va-chat').getToken = () => Promise.resolve('a token');
      </script>`.replaceAll('"', '&quot;');
      await page.goto(
        partnerPage(
          `<iframe sandbox="allow-scripts" srcdoc="${inner}" style="inline-size: 40rem; block-size: 42rem"></iframe>`,
          `${wiring} addEventListener('message', ({ data }) => noted.errors.push(data));`,
        ),
      );
      const frame = page.frameLocator('iframe');
      await frame.getByRole('textbox', { name: 'Message' }).fill('What I typed');
      await frame.getByText(/cannot be reached at the moment. What you typed is kept/).waitFor();
      const [error] = (await noted(page)).errors;
      assert.equal(error?.code, 'api_unreachable');
      assert.match(error?.reason ?? '', /lets in null/);
      assertQuiet();
      await close();
    },
  );

  it('works under a strict policy with Trusted Types, without one violation', async () => {
    const { page, assertQuiet, close } = await open();
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/securitypolicyviolation|Content Security Policy/.test(message.text()))
        violations.push(message.text());
    });
    const socket = stack.api.replace('http', 'ws');
    await page.goto(
      partnerPage(
        `<va-chat ${SPOKEN} api-url="${stack.api}"></va-chat><script type="module" src="${embed.evergreen}"></script>`,
        // The page itself gets its token elsewhere: this policy lets it speak to the API alone.
        `${wiring} document.querySelector('va-chat').getToken = () => Promise.resolve(${JSON.stringify(await token())});`,
        `default-src 'none'; script-src 'self' ${stack.portal}; style-src 'self'; connect-src ${stack.api} ${socket}; require-trusted-types-for 'script'; trusted-types lit-html`,
      ),
    );
    await ask(page);
    await openSource(page);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Source', exact: true }).waitFor({ state: 'detached' });
    const [download] = await Promise.all([page.waitForEvent('download'), exportMarkdown(page)]);
    assert.match(download.suggestedFilename(), /\.md$/);
    assert.deepEqual(violations, []);
    assert.deepEqual((await noted(page)).errors, []);
    assertQuiet();
    await close();
  });

  it('tells a page that forgot connect-src what to add, and keeps what was typed', async () => {
    const { page, close } = await open();
    await page.goto(
      partnerPage(
        `<va-chat ${SPOKEN} api-url="${stack.api}"></va-chat><script type="module" src="${embed.evergreen}"></script>`,
        `${wiring} document.querySelector('va-chat').getToken = () => Promise.resolve('a token');`,
        `default-src 'none'; script-src 'self' ${stack.portal}; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html`,
      ),
    );
    await page.getByRole('textbox', { name: 'Message' }).fill('What I typed');
    await page.getByText(/cannot be used on this page at the moment. What you typed is kept/).waitFor();
    const socket = stack.api.replace('http', 'ws');
    assert.deepEqual((await noted(page)).errors, [
      {
        code: 'csp_connect_src',
        // The gateway's socket is the first that is called there.
        reason: `The page's Content-Security-Policy blocks ${isGateway ? socket : stack.api}. Add to connect-src: ${stack.api} ${socket}`,
      },
    ]);
    assert.equal(await page.getByRole('textbox', { name: 'Message' }).inputValue(), 'What I typed');
    await close();
  });

  it('keeps nothing of a hundred times that it was put in and taken out', async () => {
    const { page, assertQuiet, close } = await open();
    await page.goto(partnerPage(tag() + embed.snippets.pinned, wiring));
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.evaluate(() => document.querySelector('va-chat')?.remove());
    const devtools = await page.context().newCDPSession(page);
    const rounds = (count: number) =>
      page.evaluate(
        async ({ times, apiUrl, dialect }) => {
          for (let left = times; left > 0; left -= 1) {
            const chat = Object.assign(document.createElement('va-chat'), {
              ...{ apiUrl, dialect },
              getToken: async () => (await fetch('/token?')).text(),
            });
            document.body.append(chat);
            await new Promise((resolve) => setTimeout(resolve, 5));
            chat.remove();
          }
        },
        { times: count, apiUrl: stack.api, dialect: DIALECT },
      );
    await page.route('**/token?', (route) => route.fulfill({ body: 'a token' }));
    await rounds(100);
    const left = await elementsLeft(devtools, 'va-chat', 2);
    assert.ok(left <= 2, `${left} chats that nobody can reach`);
    assertQuiet();
    await close();
  });
});

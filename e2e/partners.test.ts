// Partners from end to end: their own servers sign, the release serves the element, the backend exchanges.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, FrameLocator, Locator, Page, WebSocket } from 'playwright-core';
import { DEMONSTRATION_PARTNER } from '../backend/src/partners/demonstration.js';
import { openBrowser, openPage, signIn } from './browser.js';
import { eavesdrop } from './eavesdrop.js';
import { ISOLATIONS, startPartnerServer, type Isolation, type PartnerServer } from './partner-server.js';
import { startStack, type Stack } from './stack.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';
/** Another page that the partner may have. */
const SECOND_ORIGIN = 'https://second.example.org';
/** Access tokens are renewed a fifth of their life before their end. */
const TOKEN_SECONDS = 15;

describe('A partner', () => {
  let stack: Stack;
  let browser: Browser;
  let partner: PartnerServer;
  let stranger: PartnerServer;
  before(async () => {
    const addresses = () => stack;
    partner = await startPartnerServer(DEMONSTRATION_PARTNER, addresses);
    stranger = await startPartnerServer(DEMONSTRATION_PARTNER, addresses);
    const environment = {
      DEMO_PARTNER_ORIGINS: `${partner.origin},${SECOND_ORIGIN}`,
      ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS),
    };
    [stack, browser] = await Promise.all([startStack({ environment }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([stack.stop(), partner.close(), stranger.close()]);
  });

  /** Opens a page of a partner, and notes what a curious script there would, and which tokens the exchange gave. */
  async function open(isolation: Isolation, site = partner) {
    const watched = await openPage(browser, { viewport: { width: 1000, height: 900 } });
    const { page } = watched;
    const sockets: WebSocket[] = [];
    const accessTokens: string[] = [];
    const byPage: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket));
    page.on('request', (request) => {
      if (request.frame() !== page.mainFrame()) return;
      byPage.push([request.url(), JSON.stringify(request.headers()), request.postData()].join(' '));
    });
    page.on('response', (response) => {
      if (!response.url().endsWith('/api/partners/token') || response.status() !== 200) return;
      void response.json().then((body: { access_token: string }) => accessTokens.push(body.access_token));
    });
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.addInitScript(eavesdrop);
    await page.goto(`${site.origin}/${isolation}`);
    const element = page.locator('va-chat');
    const chat: Locator | FrameLocator =
      isolation === 'frame' ? element.locator('iframe').contentFrame() : element;
    return { ...watched, chat, sockets, accessTokens, byPage };
  }

  const connected = (chat: Locator | FrameLocator) => chat.getByText('Connected', { exact: true }).waitFor();
  async function ask(chat: Locator | FrameLocator): Promise<void> {
    await chat.getByRole('textbox', { name: 'Message' }).fill(QUESTION);
    await chat.getByRole('button', { name: 'Send', exact: true }).click();
    await chat.getByRole('button', { name: 'Copy with references' }).last().waitFor();
  }
  const events = async (page: Page, name: string) =>
    (await page.evaluate(() => window.noted)).events.filter((event) => event.name === name);
  async function heardError(page: Page): Promise<{ code: unknown; reason: string }> {
    await page.waitForFunction(() => window.noted.events.some(({ name }) => name === 'va-error'));
    const [error] = await events(page, 'va-error');
    return { code: error?.fields.code, reason: String(error?.fields.reason) };
  }
  const calmWords = (chat: Locator | FrameLocator) =>
    chat.getByText(/cannot be used on this page at the moment\. What you typed is kept/).waitFor();

  /** As the administrator does it in the portal, where a test is not about that. */
  async function switchPartner(isActive: boolean): Promise<void> {
    const call = (method: string, path: string, body: unknown, token = '') =>
      fetch(stack.api + path, {
        method,
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
    const known = { email: 'admin@voiceassist.example', password: 'try-voiceassist' };
    const signedIn = await call('POST', '/api/auth/login', known);
    const { access_token: token } = (await signedIn.json()) as { access_token: string };
    const path = `/api/admin/partners/${DEMONSTRATION_PARTNER.id}`;
    assert.equal((await call('PATCH', path, { is_active: isActive }, token)).status, 200);
  }

  for (const isolation of ISOLATIONS) {
    describe(`with isolation="${isolation}"`, () => {
      it('has a user of its own answered, with a source that opens', async () => {
        const { page, chat, accessTokens, assertQuiet, close } = await open(isolation);
        await connected(chat);
        await ask(chat);
        await chat.getByRole('button', { name: 'Source 1', exact: true }).first().click();
        const source = chat.getByRole('region', { name: 'Source', exact: true });
        await source.locator('mark').first().waitFor();
        assert.equal(accessTokens.length, 1);
        assert.deepEqual(await events(page, 'va-error'), []);
        assertQuiet();
        await close();
      });

      for (const [code, claims] of [
        ['partner_assertion_malformed', { aud: 'somebody else' }],
        ['partner_unknown', { iss: 'ptn_11111111-1111-4111-8111-111111111111' }],
        ['partner_assertion_expired', { iat: 1_700_000_000, exp: 1_700_000_060 }],
        ['partner_origin_not_allowed', { origin: 'https://elsewhere.example.org' }],
        ['partner_origin_mismatch', { origin: SECOND_ORIGIN }],
      ] as const) {
        it(`is told by its page what is wrong with what it signed: ${code}`, async () => {
          partner.token = () => partner.sign(claims);
          await refused(code);
        });
      }

      it('is told by its page what is wrong with what it signed: partner_signature_invalid', async () => {
        partner.token = async () => {
          const [head, body, signature = ''] = (await partner.sign()).split('.');
          return [head, body, [...signature].reverse().join('')].join('.');
        };
        await refused('partner_signature_invalid');
      });

      it('is told by its page what is wrong with what it signed: partner_assertion_replayed', async () => {
        const once = await partner.sign();
        partner.token = () => Promise.resolve(once);
        const first = await open(isolation);
        await connected(first.chat);
        await first.close();
        await refused('partner_assertion_replayed');
      });

      /** Opens the page with what the partner's server now gives, which leads to this. */
      async function refused(code: string): Promise<void> {
        try {
          const { page, chat, sockets, close } = await open(isolation);
          const error = await heardError(page);
          assert.equal(error.code, code);
          assert.match(error.reason, /^[A-Z].{20,} \(4\d\d\)$/, 'what a developer can act on');
          await calmWords(chat);
          assert.equal(sockets.length, 0);
          await close();
        } finally {
          partner.token = () => partner.sign();
        }
      }

      it('is switched off in mid-conversation: its user is told calmly, its page exactly, and the text stays', async () => {
        const { page, chat, sockets, close } = await open(isolation);
        try {
          await connected(chat);
          await ask(chat);
          await chat.getByRole('textbox', { name: 'Message' }).fill('What I was about to ask');
          const closed = sockets[0]?.waitForEvent('close');
          await switchPartner(false);
          await closed;
          const error = await heardError(page);
          assert.equal(error.code, 'partner_inactive');
          assert.match(error.reason, /switched off/);
          await calmWords(chat);
          const box = chat.getByRole('textbox', { name: 'Message' });
          assert.equal(await box.inputValue(), 'What I was about to ask');
          assert.equal(sockets.length, 1);
        } finally {
          await switchPartner(true);
          await close();
        }
      });
    });
  }

  it('has its tokens renewed in the open socket, and its user sees nothing of it', async () => {
    await Promise.all(
      ISOLATIONS.map(async (isolation) => {
        const { page, chat, sockets, accessTokens, assertQuiet, close } = await open(isolation);
        await connected(chat);
        const [socket] = sockets;
        // Behind the second one the first token has ended.
        for (let renewals = 0; renewals < 2; renewals += 1) {
          await socket?.waitForEvent('framesent', {
            predicate: ({ payload }) => String(payload).includes('auth.renew'),
            timeout: 3 * TOKEN_SECONDS * 1000,
          });
        }
        await ask(chat);
        assert.ok(accessTokens.length >= 3);
        assert.equal(new Set(accessTokens).size, accessTokens.length);
        assert.deepEqual([sockets.length, socket?.isClosed()], [1, false], isolation);
        assert.deepEqual(await events(page, 'va-error'), []);
        const changes = await events(page, 'va-connection-change');
        assert.equal(changes.filter(({ fields }) => fields.status === 'connected').length, 1, isolation);
        assertQuiet();
        await close();
      }),
    );
  });

  it('sees in frame isolation what its own server signed and never what that was exchanged for', async () => {
    const { page, chat, accessTokens, byPage, close } = await open('frame');
    const signed: string[] = [];
    partner.token = async () => {
      signed.push(await partner.sign());
      return signed.at(-1) ?? '';
    };
    await page.reload();
    await connected(chat);
    await ask(chat);
    partner.token = () => partner.sign();
    const { messages } = await page.evaluate(() => window.noted);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    const seen = [...messages, ...byPage, kept, await page.content()].join('\n');
    const [assertion = 'nothing was signed'] = signed;
    assert.ok(accessTokens.length > 0);
    for (const token of accessTokens) assert.ok(!seen.includes(token));
    assert.deepEqual(
      byPage.filter((line) => line.startsWith(stack.api)),
      [],
      'the page itself asks the API for nothing',
    );
    assert.ok(
      messages.some((text) => text.includes('"token\\"')),
      'it hears the frame ask',
    );
    assert.ok(!messages.some((text) => text.includes(assertion)), 'the assertion goes one way');
    await close();

    // In a page's own shadow root the same look finds it.
    const shadowed = await open('shadow');
    await connected(shadowed.chat);
    await ask(shadowed.chat);
    assert.ok(shadowed.accessTokens.some((token) => shadowed.byPage.join('\n').includes(token)));
    await shadowed.close();
  });

  it('is of no use to a stranger who got hold of an assertion', async () => {
    stranger.token = () => partner.sign();
    const framed = await open('frame', stranger);
    assert.equal((await heardError(framed.page)).code, 'partner_origin_mismatch');
    await framed.close();
    // Its page is not even let in to read why.
    const shadowed = await open('shadow', stranger);
    const { code, reason } = await heardError(shadowed.page);
    assert.equal(code, 'api_unreachable');
    assert.ok(reason.includes(`lets in ${stranger.origin}`), reason);
    await shadowed.close();
  });

  it('is made by an administrator, chats with the secret that was copied, is counted, and ends when switched off', async () => {
    const admin = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { page: portal } = admin;
    await signIn(portal, stack.portal, 'admin@voiceassist.example');
    await portal.getByRole('link', { name: 'Integrations' }).click();
    await portal.getByRole('button', { name: 'Add a partner…' }).click();
    const dialog = portal.getByRole('dialog', { name: 'New partner' });
    await dialog.getByLabel('Name', { exact: true }).fill('Ward 7');
    await dialog.getByLabel('Origins of its pages, one a line').fill(stranger.origin);
    await dialog.getByRole('button', { name: 'Save' }).click();
    const made = portal.getByRole('dialog', { name: /For the developers of/ });
    const id = await made.getByLabel('Id of the partner (iss)', { exact: true }).inputValue();
    await made.getByRole('button', { name: 'Copy: Shared secret (HS256)' }).click();
    await made.getByText('Copied.').waitFor();
    const secret = await portal.evaluate(() => navigator.clipboard.readText());
    await made.getByRole('button', { name: 'I have kept it' }).click();

    stranger.key = { id, secret };
    stranger.token = () => stranger.sign();
    const ward = await open('frame', stranger);
    await connected(ward.chat);
    await ask(ward.chat);

    await portal.reload();
    const entry = portal.getByRole('listitem').filter({ hasText: 'Ward 7' });
    await entry.getByText('Today: 1 question from 1 user; 1 user so far').waitFor();
    await entry.getByRole('button', { name: /^Switch off…/ }).click();
    const question = portal.getByRole('dialog', { name: /^Switch off/ });
    await question.getByRole('button', { name: 'Switch off' }).click();
    await portal.getByText('Switched off.').waitFor();
    assert.equal((await heardError(ward.page)).code, 'partner_inactive');
    await calmWords(ward.chat);
    admin.assertQuiet();
    ward.assertQuiet();
    await Promise.all([ward.close(), admin.close()]);
  });
});

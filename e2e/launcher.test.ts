// The launcher on telephones: their metrics, their safe areas, and both ways in which they tell of a keyboard.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { devices, type Browser, type Page } from 'playwright-core';
import { DEMONSTRATION_PARTNER } from '../backend/src/partners/demonstration.js';
import { accessibilityFindings, openBrowser, openPage } from './browser.js';
import { ISOLATIONS, startPartnerServer, type PartnerServer } from './partner-server.js';
import { startStack, type Stack } from './stack.js';

const KEYBOARD = 300;

/** The keyboard covers the page, and only the visual viewport is told, as on iOS. */
const coverPage = (page: Page, height: number) =>
  page.evaluate((covered) => {
    const view = window.visualViewport as VisualViewport;
    Object.defineProperty(view, 'height', { configurable: true, get: () => window.innerHeight - covered });
    view.dispatchEvent(new Event('resize'));
  }, height);

/** The keyboard takes its room from the page, as on Android where the page says so. */
async function shrinkPage(page: Page, height: number): Promise<void> {
  const size = page.viewportSize();
  if (size) await page.setViewportSize({ ...size, height: size.height - height });
}

const PHONES = [
  { name: 'iPhone 15', insets: { top: 59, bottom: 34 }, cover: coverPage },
  { name: 'Pixel 7', insets: { top: 24, bottom: 16 }, cover: shrinkPage },
] as const;

describe('The launcher on a telephone', () => {
  let stack: Stack;
  let browser: Browser;
  let partner: PartnerServer;
  before(async () => {
    partner = await startPartnerServer(DEMONSTRATION_PARTNER, () => stack);
    const environment = { DEMO_PARTNER_ORIGINS: partner.origin };
    [stack, browser] = await Promise.all([startStack({ environment }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([stack.stop(), partner.close()]);
  });

  for (const { name, insets, cover } of PHONES) {
    for (const isolation of ISOLATIONS) {
      it(`fills the screen, with what is typed in above the keyboard: ${name}, isolation="${isolation}"`, async () => {
        const { defaultBrowserType: _, ...metrics } = devices[name] ?? {};
        const { page, assertQuiet, close } = await openPage(browser, metrics);
        await page.addInitScript('globalThis.__name = (value) => value');
        const session = await page.context().newCDPSession(page);
        await session.send('Emulation.setSafeAreaInsetsOverride', { insets });
        await page.goto(`${partner.origin}/${isolation}?launcher`);
        const element = page.locator('va-chat');
        const chat = isolation === 'frame' ? element.locator('iframe').contentFrame() : element;
        await page.getByRole('button', { name: 'Open chat' }).tap();
        await chat.getByText('Connected', { exact: true }).waitFor();

        const panel = page.getByRole('dialog', { name: 'Chat' });
        const send = chat.getByRole('button', { name: 'Send', exact: true });
        const screen = () => page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
        const { width, height } = await screen();
        await page.waitForFunction(() => document.getAnimations().length === 0);
        assert.deepEqual(await panel.boundingBox(), { x: 0, y: 0, width, height });
        const bottom = async () => {
          const box = await send.boundingBox();
          return (box?.y ?? Infinity) + (box?.height ?? 0);
        };
        assert.ok((await bottom()) <= height - insets.bottom, 'above the bar of the telephone');
        const closer = panel.getByRole('button', { name: 'Close chat' });
        assert.ok(((await closer.boundingBox())?.y ?? 0) >= insets.top, 'below its camera');

        const box = chat.getByRole('textbox', { name: 'Message' });
        await box.tap();
        await cover(page, KEYBOARD);
        await panel.evaluate(
          (dialog, most) =>
            new Promise<void>((resolve) => {
              const look = () => (dialog.clientHeight <= most ? resolve() : requestAnimationFrame(look));
              look();
            }),
          height - KEYBOARD,
        );
        const lowest = await bottom();
        assert.ok(lowest <= height - KEYBOARD, `above the keyboard: ${lowest} of ${height}`);
        const typed = await box.boundingBox();
        assert.ok((typed?.y ?? -1) >= insets.top);
        assert.equal(await page.evaluate(() => scrollY), 0);
        assert.deepEqual(await accessibilityFindings(page), []);

        await box.fill('What is the first-line drug for type 2 diabetes?');
        await send.tap();
        await chat.getByRole('button', { name: 'Copy with references' }).waitFor();
        await closer.tap();
        await page.getByRole('button', { name: 'Open chat' }).and(page.locator(':focus')).waitFor();
        assertQuiet();
        await close();
      });
    }
  }
});

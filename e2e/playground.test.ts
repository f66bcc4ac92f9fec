// The playground of <va-chat>, as `npm start` serves it, on the real backend.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { elementsOf, type Declaration, type Manifest } from '../shell/commands/elements/manifest.js';
import { accessibilityFindings, openBrowser, openPage } from './browser.js';
import { root } from '../shell/commands/root.js';
import { startStack, type Stack } from './stack.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';

function readElement(): Declaration {
  const text = readFileSync(join(root, 'mfe-chat/custom-elements.json'), 'utf8');
  const [element] = elementsOf(JSON.parse(text) as Manifest);
  assert.ok(element);
  return element;
}

describe('the playground', () => {
  const element = readElement();
  let stack: Stack;
  let browser: Browser;

  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  async function open(options = {}) {
    const watched = await openPage(browser, options);
    await watched.page.goto(stack.playground);
    await watched.page.getByRole('button', { name: 'Clinician' }).click();
    await watched.page.getByText('Connected', { exact: true }).waitFor();
    return watched;
  }

  const chat = (page: Page) => page.locator('va-chat');
  const ask = async (page: Page) => {
    await chat(page).getByRole('textbox', { name: 'Message' }).fill(QUESTION);
    await chat(page).getByRole('button', { name: 'Send', exact: true }).click();
  };
  const log = (page: Page) => page.getByRole('log', { name: 'Events' });

  it('has a control for all that the manifest names', async () => {
    const { page, close } = await open();
    const controls = page.getByRole('region', { name: 'Controls' });
    const { attributes = [], members = [], slots = [], cssParts = [], cssProperties = [] } = element;
    const fields = members.filter(({ kind, attribute }) => kind === 'field' && !attribute);
    assert.ok(attributes.length && fields.length && slots.length && cssParts.length && cssProperties.length);
    for (const { name } of [...attributes, ...fields]) {
      assert.equal(await controls.getByLabel(name, { exact: true }).count(), 1, name);
    }
    for (const { name } of members.filter(({ kind }) => kind === 'method')) {
      assert.equal(await controls.getByRole('button', { name: `${name}()` }).count(), 1, name);
    }
    for (const { name } of slots) {
      assert.equal(await controls.getByRole('checkbox', { name: new RegExp(`^${name} `) }).count(), 1, name);
    }
    const parts = await controls.getByLabel('Show where it is').getByRole('option').count();
    assert.equal(parts, cssParts.length + 1);
    await controls.getByText('that a page may set').click();
    for (const { name } of cssProperties) {
      assert.equal(await controls.getByLabel(name, { exact: true }).count(), 1, name);
    }
    await close();
  });

  it('shows on the element and in the markup what is set', async () => {
    const { page, assertQuiet, close } = await open();
    const controls = page.getByRole('region', { name: 'Controls' });
    const markup = page.getByLabel('Markup of what is set');

    await controls.getByLabel('placeholder', { exact: true }).fill('Ask the "handbook"');
    await controls.getByLabel('placeholder', { exact: true }).press('Enter');
    const box = chat(page).getByRole('textbox', { name: 'Message' });
    await box.and(page.getByPlaceholder('Ask the "handbook"')).waitFor();
    assert.match((await markup.textContent()) ?? '', /placeholder="Ask the &quot;handbook&quot;"/);

    await controls.getByLabel('theme', { exact: true }).selectOption('dark');
    assert.equal(await chat(page).evaluate((each) => getComputedStyle(each).colorScheme), 'dark');

    await controls.getByLabel('mode', { exact: true }).selectOption('case_workspace');
    await chat(page).getByRole('heading', { name: 'New conversation · Case' }).waitFor();

    await controls.locator('[data-name="suggestions"]').getByRole('button').click();
    await chat(page)
      .getByRole('button', { name: /How much metformin/ })
      .waitFor();
    await controls.getByLabel('suggestions', { exact: true }).fill('[');
    await controls.getByLabel('suggestions', { exact: true }).blur();
    await controls.getByText(/This is not JSON/).waitFor();

    await controls.getByRole('checkbox', { name: /^footer/ }).check();
    await page.getByText('Your words in the slot “footer”', { exact: true }).waitFor();

    await controls.getByLabel('Show where it is').selectOption('send');
    const send = chat(page).getByRole('button', { name: 'Send', exact: true });
    assert.equal(await send.evaluate((each) => getComputedStyle(each).outlineStyle), 'dashed');

    await controls.getByText('that a page may set').click();
    await controls.getByLabel('--va-surface', { exact: true }).fill('rgb(1, 2, 3)');
    await controls.getByLabel('--va-surface', { exact: true }).press('Enter');
    assert.equal(await chat(page).evaluate((each) => getComputedStyle(each).backgroundColor), 'rgb(1, 2, 3)');
    assertQuiet();
    await close();
  });

  it('changes what is around the element: width, direction, language', async () => {
    const { page, close } = await open();
    await page.getByRole('slider', { name: 'Width' }).fill('320');
    assert.equal(await chat(page).evaluate((each) => each.parentElement?.offsetWidth), 320);
    const isRightToLeft = () => chat(page).evaluate((each) => each.matches(':dir(rtl)'));
    await page.getByLabel('Direction').selectOption('rtl');
    assert.equal(await isRightToLeft(), true);
    await page.getByLabel('Direction').selectOption('');
    assert.equal(await isRightToLeft(), false);
    await page.getByLabel('Language').selectOption('ar-XB');
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('voiceassist-playground') ?? {};
      return shadowRoot?.querySelector('va-chat')?.matches(':dir(rtl)');
    });
    await page.getByLabel('Language').selectOption('de');
    await chat(page).getByRole('button', { name: 'Senden' }).waitFor();
    await close();
  });

  it('answers a question with its source, and logs every event', async () => {
    const { page, assertQuiet, close } = await open();
    await ask(page);
    await chat(page).getByRole('button', { name: 'Source 1', exact: true }).first().click();
    await chat(page).getByRole('region', { name: 'Source', exact: true }).locator('mark').first().waitFor();
    for (const name of [
      'va-ready',
      'va-session-start',
      'va-message-send',
      'va-message-sent',
      'va-citation-open',
    ]) {
      await log(page).getByText(name, { exact: true }).first().waitFor();
    }
    await log(page).getByText('va-message-complete', { exact: true }).first().waitFor();
    await page
      .getByRole('region', { name: 'Controls' })
      .getByLabel('source-open')
      .getByText('true')
      .waitFor();
    assertQuiet();
    await close();
  });

  it('prevents a message from being sent, and calls methods', async () => {
    const { page, close } = await open();
    const call = (name: string) =>
      page
        .getByRole('region', { name: 'Controls' })
        .getByRole('button', { name: `${name}()` })
        .click();
    await page.getByRole('checkbox', { name: 'Prevent va-message-send' }).check();
    await call('sendMessage');
    await log(page).getByText('prevented').waitFor();
    assert.equal(await chat(page).getByRole('article').count(), 0);
    await page.getByRole('checkbox', { name: 'Prevent va-message-send' }).uncheck();
    await call('sendMessage');
    await chat(page).getByRole('heading', { name: 'References' }).waitFor();
    await call('exportConversation');
    await page.getByLabel('What exportConversation gave').getByText(QUESTION).waitFor();
    await call('newSession');
    await chat(page).getByRole('heading', { name: 'What do you need to check?' }).waitFor();
    await close();
  });

  it('tells of a token that cannot be had', async () => {
    const { page, close } = await open();
    const controls = page.getByRole('region', { name: 'Controls' });
    await controls.getByLabel('getToken', { exact: true }).selectOption('fails');
    await page.getByRole('button', { name: 'Put in anew' }).click();
    await chat(page)
      .getByText(/Reconnecting|Offline/)
      .first()
      .waitFor();
    await close();
  });

  it('keeps no token in the browser', async () => {
    const { page, close } = await open();
    const kept = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      document.cookie,
      (await indexedDB.databases()).length,
    ]);
    assert.deepEqual(kept, [0, 0, '', 0]);
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1440]) {
      it(`has no fault that axe finds, ${colorScheme}, ${width} px`, async () => {
        const { page, assertQuiet, close } = await openPage(browser, {
          colorScheme,
          viewport: { width, height: 900 },
        });
        await page.goto(stack.playground);
        await page.getByRole('button', { name: 'Clinician' }).waitFor();
        assert.deepEqual(await accessibilityFindings(page), []);
        await page.getByRole('button', { name: 'Clinician' }).click();
        await page.getByText('Connected', { exact: true }).waitFor();
        await ask(page);
        await chat(page).getByRole('heading', { name: 'References' }).waitFor();
        await page.getByText('that a page may set').click();
        assert.deepEqual(await accessibilityFindings(page), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        assertQuiet();
        await close();
      });
    }
  }
});

import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { servePart, type PartServer } from '../shell/commands/dev-part.js';
import { composeOnLive } from '../shell/release/compose.js';
import { promote } from '../shell/release/promote.js';
import { folderStore } from '../shell/release/store.js';
import { accessibilityFindings, openBrowser, openPage, signIn } from './browser.js';
import { root } from '../shell/commands/root.js';
import { freePort, startStack, type Stack } from './stack.js';

const PART = 'mfe-admin-kb';

describe('A part from this computer in a deployed portal', () => {
  let stack: Stack;
  let browser: Browser;
  let workspace: string;
  let port: number;
  let server: PartServer | undefined;

  const source = () => join(workspace, PART, 'src/documents/documents-head.ts');
  const serve = async () => (server = await servePart(PART, stack.portal, port, workspace));
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const badge = (page: Page) => page.getByRole('region', { name: 'Development' });

  before(async () => {
    [stack, browser, port, workspace] = await Promise.all([
      startStack({ environment: { VITE_ENV: 'staging' } }),
      openBrowser(),
      freePort(),
      mkdtemp(join(tmpdir(), 'voiceassist-override-')),
    ]);
    // A copy, since the test changes it.
    await mkdir(join(workspace, 'shared'));
    for (const path of ['src', 'mfe.json', 'package.json', 'tsconfig.json'].map((each) => join(PART, each)))
      await cp(join(root, path), join(workspace, path), { recursive: true });
    for (const path of ['tsconfig.json', 'shared/mfe.json', 'shared/tsconfig.json'])
      await cp(join(root, path), join(workspace, path));
    await symlink(join(root, PART, 'node_modules'), join(workspace, PART, 'node_modules'));
  });
  after(async () => {
    await server?.close();
    await browser.close();
    await stack.stop();
    await rm(workspace, { recursive: true });
  });

  it('runs, reloads at a change, is named by a badge, and goes with one click', async () => {
    await serve();
    const { page, assertQuiet, close } = await openPage(browser);
    await page.goto(server?.link ?? '');
    await badge(page).getByText(`${PART} comes from http://localhost:${port}`).waitFor();
    assert.ok(!page.url().includes('override'), 'the address keeps nothing of it');
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByRole('link', { name: 'Knowledge base' }).click();
    await heading(page, 'Documents').waitFor();

    const text = await readFile(source(), 'utf8');
    await writeFile(source(), text.replaceAll("msg('Documents')", "msg('Documents of this hour')"));
    await heading(page, 'Documents of this hour').waitFor();
    await page.getByRole('table', { name: 'Documents' }).waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);

    const other = await page.context().newPage();
    await other.goto(`${stack.portal}/admin/kb`);
    await heading(other, 'Documents').waitFor();
    assert.equal(await badge(other).count(), 0, 'another tab keeps the release');
    await other.close();

    await badge(page).getByRole('button', { name: 'Clear override' }).click();
    await heading(page, 'Documents').waitFor();
    assert.equal(await badge(page).count(), 0);
    assertQuiet();
    await close();
  });

  it('that is not running is one card, and the rest goes on', async () => {
    await server?.close();
    const link = `${stack.portal}/admin/kb?override=${PART}@http://localhost:${port}`;
    server = undefined;
    const { page, close } = await openPage(browser);
    await page.goto(link);
    await page.waitForURL('**/login?return=*');
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByText('Knowledge base could not be loaded').waitFor();
    await badge(page)
      .getByText(/does not answer/)
      .waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.getByRole('link', { name: 'Chat', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await badge(page).getByRole('button', { name: 'Clear override' }).click();
    await page.getByRole('link', { name: 'Knowledge base' }).click();
    await heading(page, 'Documents').waitFor();
    await close();
  });

  it('is refused from any other computer', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${stack.portal}/login?override=mfe-auth@https://elsewhere.example`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    assert.equal(await badge(page).count(), 0);
    await close();
  });

  it('never runs in production, and is refused before', async () => {
    const store = folderStore(join(stack.dataDir, 'portal'));
    const release = await composeOnLive(store, {}, { VITE_ENV: 'production' });
    await promote(store, release.id, release.base);
    await assert.rejects(servePart(PART, stack.portal, port, workspace), /is for production/);

    const { page, assertQuiet, close } = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const answer = await page.goto(`${stack.portal}/login?override=mfe-auth@http://localhost:${port}`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    assert.ok(
      !asked.some((url) => /development|override-badge|override\.js/.test(url)),
      'nothing of it was asked for',
    );
    assert.equal(await badge(page).count(), 0);
    assert.doesNotMatch(answer?.headers()['content-security-policy'] ?? '', /localhost:\*/);
    assert.match(answer?.headers()['integrity-policy'] ?? '', /script/);
    assert.doesNotMatch((await answer?.text()) ?? '', /development\.js|override-badge/);
    assertQuiet();
    await close();
  });
});

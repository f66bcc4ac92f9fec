import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { buildPart } from '../shell/release/build.js';
import { deploy } from '../shell/release/deploy.js';
import { requireRelease } from '../shell/release/release.js';
import { describeStatus, readStatus } from '../shell/release/status.js';
import { folderStore } from '../shell/release/store.js';
import { openBrowser, openPage, signIn } from './browser.js';
import { root } from '../shell/commands/root.js';
import { startStack, type Stack } from './stack.js';

const PART = 'mfe-admin-kb';
const [OLD_NAME, NEW_NAME] = ['StreamController', 'StreamFollower'];

/** Replaces a name in every source of a folder. */
async function rename(folder: string, from: string, to: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !path.endsWith('.ts')) continue;
    const code = await readFile(path, 'utf8');
    if (code.includes(from)) await writeFile(path, code.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to));
  }
}

describe('A part on the next major of shared beside parts on this one', () => {
  let stack: Stack;
  let browser: Browser;
  let workspace: string;
  const store = () => folderStore(join(stack.dataDir, 'portal'));
  const changeJson = async (path: string, changes: object) => {
    const file = join(workspace, path);
    await writeFile(
      file,
      JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), ...changes }),
    );
  };

  before(async () => {
    [stack, browser, workspace] = await Promise.all([
      startStack(),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'voiceassist-majors-')),
    ]);
    await cp(join(root, 'tsconfig.json'), join(workspace, 'tsconfig.json'));
    for (const part of ['shared', PART]) {
      await mkdir(join(workspace, part));
      for (const path of ['src', 'mfe.json', 'package.json', 'tsconfig.json'])
        await cp(join(root, part, path), join(workspace, part, path), { recursive: true });
      await symlink(join(root, part, 'node_modules'), join(workspace, part, 'node_modules'));
    }
    // What breaks: a name that parts import is another one now.
    await rename(join(workspace, 'shared/src'), OLD_NAME, NEW_NAME);
    await rename(join(workspace, PART, 'src'), OLD_NAME, NEW_NAME);
    await changeJson('shared/package.json', { version: '2.0.0' });
    await changeJson(`${PART}/mfe.json`, { requires: { '@voiceassist/shared': '^2.0.0' } });
    for (const part of ['shared', PART]) await buildPart(join(workspace, part));
  });
  after(async () => {
    await browser.close();
    await stack.stop();
    await rm(workspace, { recursive: true });
  });

  it('is refused alone, and goes live together with that major', async () => {
    const dist = (part: string) => join(workspace, part, 'dist');
    await assert.rejects(
      deploy(store(), [dist(PART)], { environment: {} }),
      /mfe-admin-kb needs @voiceassist\/shared \^2\.0\.0; the release has 0\.1\.0/,
    );
    const { release } = await deploy(store(), [dist('shared'), dist(PART)], { environment: {} });
    assert.ok(release.parts['@voiceassist/shared@2']);
    assert.match(describeStatus(await readStatus(store())), /shared 0\.1\.0 [^\n]*\n\s+shared@2 2\.0\.0 /);
  });

  it('shares one session with them: one refresh, one language, one sign-out', async () => {
    const live = (await readStatus(store())).live?.release ?? '';
    const { parts } = await requireRelease(store(), live);
    // A service worker that takes over the page would let requests past those that are answered here.
    const { page, assertQuiet, close } = await openPage(browser, { serviceWorkers: 'block' });
    const asked: string[] = [];
    const tokens: string[] = [];
    page.context().on('request', (request) => {
      asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
      const { authorization } = request.headers();
      if (authorization) tokens.push(authorization);
    });
    const refreshes = () => asked.filter((each) => each === 'POST /api/auth/refresh').length;
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    const before = refreshes();

    // An access token that has come to its end, as the part on the next major hears of it, however often it asks.
    const ended = tokens.at(-1);
    await page.route(/\/api\/admin\/kb\/documents/, (route) =>
      ended && route.request().headers()['authorization']?.endsWith(ended)
        ? route.fulfill({
            status: 401,
            headers: {
              'Access-Control-Allow-Origin': stack.portal,
              'Access-Control-Allow-Credentials': 'true',
            },
            contentType: 'application/problem+json',
            body: '{"title":"Expired"}',
          })
        : route.continue(),
    );
    const documents = page.waitForResponse(
      (answer) => answer.url().includes('/api/admin/kb/documents') && answer.ok(),
    );
    await page.getByRole('link', { name: 'Knowledge base' }).click();
    await documents;
    await page.getByRole('table', { name: 'Documents' }).waitFor();
    assert.equal(refreshes(), before + 1, 'one refresh');
    const fresh = tokens.at(-1);
    for (const key of ['@voiceassist/shared', '@voiceassist/shared@2'])
      assert.ok(
        asked.some((each) => each.includes(`/parts/shared/${parts[key]}/`)),
        `${key} runs in the page`,
      );

    await page.getByRole('link', { name: 'Chat' }).first().click();
    await page.getByText('Connected', { exact: true }).waitFor();
    assert.equal(tokens.at(-1), fresh, 'the part on this major goes on with the new token');
    assert.equal(refreshes(), before + 1);

    const other = await page.context().newPage();
    await other.goto(`${stack.portal}/admin/kb`);
    await other.getByRole('table', { name: 'Documents' }).waitFor();
    await other.goto(`${stack.portal}/account`);
    await other.getByLabel('Language').selectOption('de');
    await other.getByRole('link', { name: 'Wissensbasis' }).click();
    await other.getByRole('heading', { level: 1, name: 'Dokumente' }).waitFor();

    await page.goto(`${stack.portal}/about`);
    for (const version of ['0.1.0', '2.0.0'])
      await page
        .getByRole('row', { name: new RegExp(`^shared ${version.replaceAll('.', '\\.')} `) })
        .waitFor();
    await page.getByRole('button', { name: /Konto/ }).click();
    await page.getByRole('menuitem', { name: 'Abmelden' }).click();
    await other.waitForURL(/\/login/);
    await page.goto(`${stack.portal}/chat`);
    await page.waitForURL(/\/login/);
    assertQuiet();
    await close();
  });
});

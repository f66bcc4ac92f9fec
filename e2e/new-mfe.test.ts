import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import { accessibilityFindings, openBrowser, openPage, signIn } from './browser.js';
import { root } from '../shell/commands/root.js';
import { startStack } from './stack.js';

const call = promisify(execFile);

describe('npm run new-mfe', () => {
  let copy: string;
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
    copy = await mkdtemp(join(tmpdir(), 'voiceassist-new-mfe-'));
    const { stdout } = await call('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
    });
    for (const path of new Set(stdout.split('\0').filter(Boolean)))
      await cp(join(root, path), join(copy, path)).catch(ignoreMissing);
    await call(process.execPath, ['shell/commands/install.mjs'], { cwd: copy });
  });
  after(async () => {
    await browser.close();
    await rm(copy, { recursive: true, force: true });
  });

  const run = (program: string, ...args: string[]) =>
    call(program, args, { cwd: copy, env: { ...process.env, FORCE_COLOR: '0' } });
  const newPart = (...args: string[]) =>
    run(process.execPath, '--import', 'tsx', 'shell/commands/new-mfe.ts', ...args);
  const bin = (name: string, ...args: string[]) => run(join(copy, 'node_modules/.bin', name), ...args);

  const refuses = (why: RegExp, ...args: string[]) =>
    assert.rejects(newPart(...args), ({ code, stderr }: { code: number; stderr: string }) => {
      assert.equal(code, 2);
      assert.match(stderr, why);
      return true;
    });

  it('refuses a name that is taken or impossible, and an address that is another part’s', async () => {
    await refuses(/There is a folder mfe-chat already/, 'chat');
    await refuses(/"My Part" cannot be the name/, 'My Part');
    await refuses(/mfe-chat has a page at \/chat\/:sessionId already/, 'other', '--route', '/chat/:id');
    await refuses(/\/about is a page of the portal itself/, 'about');
    await refuses(/npm run new-mfe <name>/);
  });

  it('makes a part that is tested, checked and deployed with the others', async (context) => {
    const started = performance.now();
    const { stdout } = await newPart('drug-charts', '--label', 'Drug charts');
    assert.match(stdout, /mfe-drug-charts is there, after [\d.]+ s: \/drug-charts/);
    const tested = await bin('wtr', '--group', 'mfe-drug-charts');
    assert.match(stripVTControlCharacters(tested.stdout), /2 passed, 0 failed/);

    const stack = await startStack({ folder: copy });
    try {
      const { page, assertQuiet, close } = await openPage(browser);
      await signIn(page, stack.portal, 'clinician@voiceassist.example');
      await page.getByRole('link', { name: 'Drug charts' }).click();
      await page.getByRole('heading', { name: /^Hello, / }).waitFor();
      const seconds = (performance.now() - started) / 1000;
      assert.equal(new URL(page.url()).pathname, '/drug-charts');
      assert.equal(await page.title(), 'Drug charts – VoiceAssist');
      assert.deepEqual(await accessibilityFindings(page), []);
      assertQuiet();
      await close();
      context.diagnostic(`${seconds.toFixed(1)} s from the command to its page in the portal`);
    } finally {
      await stack.stop();
    }
  });

  it('has left nothing for the checks of the workspace to find', async () => {
    await bin('tsc', '-b', 'mfe-drug-charts');
    await bin('eslint', '--max-warnings=0', 'mfe-drug-charts');
    await bin('prettier', '--check', 'mfe-drug-charts', 'tsconfig.json');
    await run(
      process.execPath,
      '--import',
      'tsx',
      'shell/commands/translations.ts',
      '--check',
      'mfe-drug-charts',
    );
    assert.match(await readFile(join(copy, 'tsconfig.json'), 'utf8'), /"path": "mfe-drug-charts"/);
  });
});

/** A file that was removed and not committed yet. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

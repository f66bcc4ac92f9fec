import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, openBrowser, openPage, signIn } from '../e2e/browser.js';
import { freePort } from '../e2e/stack.js';
import { root } from '../shell/commands/root.js';

interface Times {
  /** Seconds from the beginning of `git clone`. */
  portalUp: number;
  citedAnswer: number;
}

/**
 * Clones the last commit into a new folder, runs `npm start` there, signs in and asks in a real browser, and stops the
 * clock at the first citation. Cold = npm's and pnpm's caches are empty.
 */
async function fromClone(cold: boolean): Promise<Times> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-start-'));
  const clone = join(folder, 'clone');
  const empty = join(folder, 'caches');
  const caches = cold
    ? {
        npm_config_cache: join(empty, 'npm'),
        PNPM_CONFIG_STORE_DIR: join(empty, 'pnpm'),
        XDG_CACHE_HOME: empty,
      }
    : {};
  const browser = await openBrowser();
  const [portalPort, apiPort] = [await freePort(), await freePort()];
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 100) / 10;
  execFileSync('git', ['clone', '--quiet', root, clone]);
  const child = spawn(
    'npm',
    ['start', '--', '--portal-port', String(portalPort), '--api-port', String(apiPort)],
    { cwd: clone, env: { ...process.env, ...caches }, detached: true },
  );
  try {
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Press Ctrl-C')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => reject(new Error(said)));
    });
    const portalUp = seconds();
    const { page } = await openPage(browser);
    const portal = `http://localhost:${portalPort}`;
    await signIn(page, portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await ask(page, 'What is the first-line drug for type 2 diabetes?');
    await page.getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    return { portalUp, citedAnswer: seconds() };
  } finally {
    await browser.close();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.pid) process.kill(-child.pid, 'SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Goals: a cited answer in 60 s with warm caches, 180 s with cold ones. */
export async function runStart(): Promise<Record<string, Times>> {
  return { warm: await fromClone(false), cold: await fromClone(true) };
}

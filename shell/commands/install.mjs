// Installs what package.json names, with the pinned pnpm, on a machine that has only Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = '12.21.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = join(root, 'node_modules/.voiceassist-installed');
const wanted = () =>
  createHash('sha256')
    .update(['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) => readFileSync(join(root, name))).join())
    .digest('hex');

// A new package of the workspace changes the lockfile; what it depends on is there already.
const isNew = process.argv.includes('--new-package');

if (isNew || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted()) {
  const found = spawnSync('pnpm', ['--version'], { encoding: 'utf8', cwd: root });
  const usable = found.status === 0 && found.stdout.trim().split('.')[0] === PNPM.split('.')[0];
  const [command, ...before] = usable ? ['pnpm'] : ['npx', '-y', `pnpm@${PNPM}`];
  console.log('Installing packages …');
  const run = spawnSync(
    command,
    [...before, 'install', isNew ? '--no-frozen-lockfile' : '--frozen-lockfile', '--reporter=append-only'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
      shell: process.platform === 'win32',
    },
  );
  if (run.status !== 0) {
    console.error(run.stdout, run.stderr, '\nThe packages could not be installed. Nothing else was changed.');
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted());
}

if (process.argv.includes('--browser')) {
  const { findBrowser } = await import('./browser.mjs');
  findBrowser({ install: true });
}

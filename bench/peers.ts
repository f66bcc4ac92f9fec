import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a benchmark compares with, in a folder with a lockfile of its own: no part of the workspace. */
export interface Peers {
  /** Installs it as the lockfile says, unless it is there. */
  install(): void;
  /** The version of an installed package. */
  versionOf(name: string): string;
}

/** The peers below the folder of a benchmark. */
export function peersIn(benchFolder: string): Peers {
  const folder = join(benchFolder, 'peers');
  return {
    install() {
      if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
      console.warn('Installing what to compare with …');
      execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    },
    versionOf(name) {
      const path = join(folder, 'node_modules', name, 'package.json');
      return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
    },
  };
}

import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';
import { releaseAll } from '../shell/commands/parts.js';
import { root } from '../shell/commands/root.js';
import { buildPart } from '../shell/release/build.js';
import { servePortal } from '../shell/release/serve.js';
import { folderStore } from '../shell/release/store.js';
import { hasNginx, startNginx } from '../shell/release/testing/nginx.js';
import { releaseAt, underDeploys } from '../shell/release/testing/page-loads.js';

/** Most seconds from a command to what it does. */
const GOALS = { rollback: 2, deploy: 5 };

const round = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** Runs the command as a person does; seconds until a new page is of another release. */
async function untilChanged(url: string, ...args: string[]): Promise<number> {
  const before = await releaseAt(url);
  const started = performance.now();
  const command = ['--import', 'tsx', join(root, 'shell/commands/portal.ts'), ...args];
  const running = promisify(execFile)(process.execPath, command, { cwd: root });
  while ((await releaseAt(url)) === before) await after(20);
  const seconds = (performance.now() - started) / 1000;
  await running;
  return round(seconds);
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;

async function measure(store: string, url: string, workshop: string) {
  const figures: { deploy: number[]; rollback: number[] } = { deploy: [], rollback: [] };
  const chat = join(workshop, 'mfe-chat');
  const { modules } = await buildPart(join(root, 'mfe-chat'), chat);
  const entry = Object.values(modules)[0] ?? '';
  for (let round = 1; round <= 5; round += 1) {
    await appendFile(join(chat, entry), `\n// ${url} ${round}`);
    figures.deploy.push(await untilChanged(url, 'deploy', chat, '--store', store));
    figures.rollback.push(await untilChanged(url, 'rollback', '--store', store));
  }
  return {
    deploySeconds: { median: median(figures.deploy), most: Math.max(...figures.deploy) },
    rollbackSeconds: { median: median(figures.rollback), most: Math.max(...figures.rollback) },
  };
}

/** How soon releases reach a new tab, and whether any page load fails while many go live. */
export async function runReleases(releases: number) {
  const workshop = await mkdtemp(join(tmpdir(), 'voiceassist-releases-'));
  const store = join(workshop, 'store');
  await releaseAll(store, {});
  const portal = await servePortal(store);
  await portal.listen({ port: 0, host: '127.0.0.1' });
  const { port } = portal.server.address() as AddressInfo;
  const nginx = hasNginx ? await startNginx(store, port) : undefined;
  try {
    const sites = { 'built-in': `http://127.0.0.1:${port}`, ...(nginx ? { nginx: nginx.url } : {}) };
    const results = [];
    for (const [server, url] of Object.entries(sites)) {
      const seen = await measure(store, url, workshop);
      const load = await underDeploys({
        url,
        store: folderStore(store),
        root: join(workshop, 'parts'),
        releases,
      });
      results.push({
        server,
        ...seen,
        load: { ...load, seconds: round(load.seconds), failed: load.failed.length },
      });
      if (load.failed.length) throw new Error(`${server}: ${load.failed.slice(0, 3).join('; ')}`);
    }
    const slow = results.filter(
      ({ deploySeconds, rollbackSeconds }) =>
        deploySeconds.median > GOALS.deploy || rollbackSeconds.median > GOALS.rollback,
    );
    if (slow.length) throw new Error(`Slower than the goals: ${JSON.stringify(slow)}`);
    return results;
  } finally {
    await nginx?.stop();
    await portal.close();
    await rm(workshop, { recursive: true });
  }
}

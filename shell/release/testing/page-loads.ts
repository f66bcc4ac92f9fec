import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { deploy } from '../deploy.js';
import { rollback } from '../promote.js';
import type { Store } from '../store.js';
import { builtPart } from './built-part.js';

const PER_SECOND = 20;

const hashOf = (bytes: Buffer) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** Loads a page with all that it asks for at once, and with every file that its map names; what a browser would refuse is an error. */
export async function loadPage(url: string): Promise<string> {
  const page = await fetch(`${url}/chat`);
  const html = await page.text();
  if (page.status !== 200) throw new Error(`page ${page.status}`);
  const map = /<script type="importmap">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  const allowed = /script-src 'self' '([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1];
  if (hashOf(Buffer.from(map)) !== allowed) throw new Error('the policy is that of another page');
  const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
  const preloads = [...html.matchAll(/<link rel="modulepreload" href="([^"]+)"/g)].map(
    ([, href]) => href ?? '',
  );
  for (const href of preloads) if (!integrity[href]) throw new Error(`${href} is not in the map`);
  await Promise.all(
    Object.entries(integrity).map(async ([file, expected]) => {
      const response = await fetch(url + file);
      if (response.status !== 200) throw new Error(`${file} ${response.status}`);
      if (hashOf(Buffer.from(await response.arrayBuffer())) !== expected)
        throw new Error(`${file} is another`);
    }),
  );
  return /id="va-release">{"id":"([^"]+)"/.exec(html)?.[1] ?? '';
}

/** Loads pages all the time while releases go live one after the other, every fifth of which is taken back. */
export async function underDeploys(options: { url: string; store: Store; root: string; releases: number }) {
  const { url, store, root, releases } = options;
  const failed: string[] = [];
  const seen = new Set<string>();
  const loading: Promise<void>[] = [];
  let isOver = false;
  const visitors = (async () => {
    const from = performance.now();
    while (!isOver) {
      loading.push(
        loadPage(url).then(
          (id) => void seen.add(id),
          (error: unknown) => void failed.push(String(error)),
        ),
      );
      await after(Math.max(0, from + (loading.length * 1000) / PER_SECOND - performance.now()));
    }
  })();
  const started = performance.now();
  for (let release = 1; release <= releases; release += 1) {
    const part = await builtPart(root, 'shell', {}, `export const release = ${release};`);
    const other = await builtPart(root, 'one', {}, `export const one = ${release};`);
    await deploy(store, [part, other], { environment: {} });
    if (release % 5 === 0) await rollback(store);
  }
  isOver = true;
  const seconds = (performance.now() - started) / 1000;
  await visitors;
  await Promise.all(loading);
  return { releases, seconds, loads: loading.length, seen: seen.size, failed };
}

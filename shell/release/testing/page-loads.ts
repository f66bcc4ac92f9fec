import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { deploy } from '../deploy.js';
import { rollback } from '../promote.js';
import type { Store } from '../store.js';
import { builtPart } from './built-part.js';

const PER_SECOND = 20;

const hashOf = (bytes: Buffer) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

const idOf = (html: string) => /id="va-release">{"id":"([^"]+)"/.exec(html)?.[1] ?? '';

/** The release that a new tab gets. */
export const releaseAt = async (url: string): Promise<string> =>
  idOf(await (await fetch(`${url}/chat`)).text());

/** Loads a page with every file that it asks for at once; what a browser would refuse is an error. */
async function loadPage(url: string): Promise<string> {
  const page = await fetch(`${url}/chat`);
  const html = await page.text();
  if (page.status !== 200) throw new Error(`page ${page.status}`);
  const map = /<script type="importmap">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  const allowed = /script-src 'self' '([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1];
  if (hashOf(Buffer.from(map)) !== allowed) throw new Error('the policy is that of another page');
  const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
  const asked = [...html.matchAll(/<(?:link rel="modulepreload" href|script type="module" src)="([^"]+)"/g)];
  await Promise.all(
    asked.map(async ([, file = '']) => {
      const response = await fetch(url + file);
      if (response.status !== 200) throw new Error(`${file} ${response.status}`);
      if (hashOf(Buffer.from(await response.arrayBuffer())) !== integrity[file])
        throw new Error(`${file} is another`);
    }),
  );
  return idOf(html);
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

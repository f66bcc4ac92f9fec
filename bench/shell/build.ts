import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { root } from '../../shell/commands/root.js';
import { bundle } from '../../shell/release/bundle.js';

/** The folder of this benchmark. */
export const benchFolder = dirname(fileURLToPath(import.meta.url));

const PAGES = ['one', 'two'] as const;

/** A file as it is served. */
export interface ServedFile {
  type: 'text/html' | 'text/javascript' | 'image/svg+xml';
  brotli: Buffer;
}
/** By address, without the slash at its beginning. */
export type Files = Map<string, ServedFile>;

const html = (head: string, body: string): ServedFile => ({
  type: 'text/html',
  brotli: brotliCompressSync(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title><link rel="icon" href="/icon.svg">${head}</head><body>${body}</body></html>`,
  ),
});
const script = (code: string): ServedFile => ({ type: 'text/javascript', brotli: brotliCompressSync(code) });

async function inWorkshop<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The page of a shell, built for production: `<name>/…`. */
export async function buildShell(name: string, module: string): Promise<Files> {
  const output = await inWorkshop((outDir) =>
    bundle(join(benchFolder, module), { root: benchFolder, outDir }),
  );
  const files: Files = new Map();
  for (const file of output)
    if (file.type === 'chunk') files.set(`${name}/${file.fileName}`, script(file.code));
  const imports = Object.fromEntries(PAGES.map((page) => [page, `/apps/${page}.js`]));
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  const entry = `<script type="module" src="/${name}/${output[0]?.fileName}"></script>`;
  files.set(`${name}/index.html`, html(map + entry, '<main id="outlet"></main>'));
  return files;
}

/** What a build of module federation writes as the entry of a remote, in its smallest form. */
const remote = (page: string) =>
  `export const init=()=>{};export const get=async()=>{const module=await import('./${page}.js');return()=>module};`;

/** The two pages in all the forms that shells ask for: `apps/…`, and the portal's icon, which a browser takes up with every page. */
export async function buildApplications(): Promise<Files> {
  const icon = await readFile(join(root, 'shell/public/icon.svg'));
  const files: Files = new Map([['icon.svg', { type: 'image/svg+xml', brotli: brotliCompressSync(icon) }]]);
  for (const page of PAGES) {
    files.set(`apps/${page}-remote.js`, script(remote(page)));
    for (const form of ['', '-sandboxed'])
      files.set(`apps/${page}${form}.js`, script(await one(page + form)));
    files.set(
      `apps/${page}.html`,
      html('', `<div id="app"></div><script src="/apps/${page}-sandboxed.js"></script>`),
    );
  }
  return files;
}

/** One file without imports: a module, or a script in its own scope. */
async function one(name: string): Promise<string> {
  const [result] = (await build({
    root: benchFolder,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: join(benchFolder, `apps/${name}.ts`),
        formats: [name.endsWith('-sandboxed') ? 'iife' : 'es'],
        name: 'bench',
      },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = result?.output ?? [];
  if (!chunk) throw new Error(`${name} was not built.`);
  return chunk.code;
}

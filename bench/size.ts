// `npm run size`: bytes of every bundle and of the sign-in page whole, against budgets that fail CI.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Manifest } from '../shell/release/manifest.js';
import { buildEmbed, CONNECTION_FILE, type EmbedChunk } from '../shell/release/build-embed.js';
import { EMBED_FILE } from '../shell/release/embed.js';
import { partFolder } from '../shell/release/release.js';
import { releaseAll } from '../shell/commands/parts.js';
import { root } from '../shell/commands/root.js';

/** Most bytes, brotli, for what a part's modules load at once; translations and other late files are not in it. */
const BUDGETS: Record<string, number> = {
  '@voiceassist/shared': 21_300,
  'shared, calls': 14_900,
  'shared, other modules': 11_000,
  '@voiceassist/shell': 8_800,
  '@voiceassist/mfe-auth': 5_000,
  '@voiceassist/mfe-chat': 35_000,
  '@voiceassist/mfe-admin-kb': 23_700,
  'sign-in page': 40_000,
};

/** What speaks to the server, which somebody unknown loads with the first input. */
const CALLS = '@voiceassist/shared/calls';

/** A part that has no budget of its own yet. */
const NEW_PART_BUDGET = 20_000;

/** The chat on a page that is not the portal: its goals are in gzip, first what a question can be written with. */
const EMBEDDED = {
  'embedded chat': 40_000,
  'embedded chat, until it connects': 55_500,
  'embedded chat, in all': 127_000,
  'embedded chat, in all, with cases': 150_500,
};

/** Late files that an ordinary consultation never loads, by the module that begins them. */
const APART =
  /markdown\/(math|highlight)\.ts|\/dialect-[a-z]+\.ts|cdn-assets|locales\/(?!de\.)|src\/(voice|frame|launcher)\/|src\/placement\.ts|shared\/src\/api\/(integrations|users)\.ts/;
const CASES = /src\/clinical-context\//;

/** What can be loaded from the entry on, one language among it, without the late files that `apart` means. */
function reachable(files: readonly EmbedChunk[], apart: (module: string) => boolean): Buffer[] {
  const chunks = new Map(files.map((file) => [file.fileName, file]));
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = chunks.get(name);
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    chunk.imports.forEach(visit);
    for (const late of chunk.dynamicImports) if (!apart(chunks.get(late)?.facadeModuleId ?? '')) visit(late);
  };
  visit(files[0]?.fileName ?? '');
  return [...seen].map((name) => Buffer.from(chunks.get(name)?.code ?? ''));
}

interface Size {
  name: string;
  files: number;
  bytes: number;
  gzip: number;
  brotli: number;
  budget: number;
}

function sizeOf(name: string, contents: Buffer[]): Size {
  const sum = (measure: (bytes: Buffer) => number) =>
    contents.reduce((total, bytes) => total + measure(bytes), 0);
  return {
    name,
    files: contents.length,
    bytes: sum((bytes) => bytes.length),
    gzip: sum((bytes) => gzipSync(bytes).length),
    brotli: sum((bytes) => brotliCompressSync(bytes).length),
    budget: BUDGETS[name] ?? NEW_PART_BUDGET,
  };
}

const store = await mkdtemp(join(tmpdir(), 'voiceassist-size-'));
try {
  const release = await releaseAll(store, { VITE_API_URL: 'https://api.example.org' });
  const page = await readFile(join(store, `releases/${release.id}.html`));
  const parts = new Map<string, { manifest: Manifest; folder: string }>();
  for (const [name, hash] of Object.entries(release.parts)) {
    const folder = join(store, partFolder(name, hash));
    const manifest = JSON.parse(await readFile(join(folder, 'mfe.json'), 'utf8')) as Manifest;
    parts.set(name, { manifest, folder });
  }

  /** The files that these entries import at once, through all parts. */
  const closure = (entries: [string, string][]): string[] => {
    const seen = new Set<string>();
    const visit = (name: string, file: string) => {
      const part = parts.get(name);
      if (!part || seen.has(join(part.folder, file))) return;
      seen.add(join(part.folder, file));
      for (const id of part.manifest.graph[file] ?? []) {
        if (part.manifest.graph[id]) visit(name, id);
        else {
          for (const [owner, { manifest }] of parts)
            if (manifest.modules[id]) visit(owner, manifest.modules[id]);
        }
      }
    };
    for (const [name, file] of entries) visit(name, file);
    return [...seen];
  };
  const entry = (name: string): [string, string] => [name, parts.get(name)?.manifest.modules[name] ?? ''];
  const read = (files: string[]) => Promise.all(files.map((file) => readFile(file)));

  const sizes: Size[] = [];
  for (const [name, { manifest, folder }] of parts) {
    const ownOf = (modules: string[]) =>
      closure(modules.map((module) => [name, manifest.modules[module] ?? ''])).filter((file) =>
        file.startsWith(folder),
      );
    const first = ownOf([name]);
    sizes.push(sizeOf(name, await read(first)));
    if (!manifest.modules[CALLS]) continue;
    const calls = ownOf([CALLS]).filter((file) => !first.includes(file));
    const others = ownOf(Object.keys(manifest.modules)).filter(
      (file) => ![...first, ...calls].includes(file),
    );
    sizes.push(sizeOf('shared, calls', await read(calls)));
    sizes.push(sizeOf('shared, other modules', await read(others)));
  }
  const signIn = await read(closure([entry('@voiceassist/shell'), entry('@voiceassist/mfe-auth')]));
  sizes.push(sizeOf('sign-in page', [page, ...signIn]));
  const chat = join(root, 'mfe-chat');
  const files = await buildEmbed(chat, './src/embed.ts', join(store, 'embed'));
  const codeOf = (fileName: string) => {
    const file = files.find((each) => each.fileName === fileName);
    if (!file) throw new Error(`The embedded chat is built without ${fileName}, whose size was asked for.`);
    return Buffer.from(file.code);
  };
  const contents = {
    'embedded chat': [codeOf(basename(EMBED_FILE))],
    'embedded chat, until it connects': [codeOf(basename(EMBED_FILE)), codeOf(CONNECTION_FILE)],
    'embedded chat, in all': reachable(files, (module) => APART.test(module) || CASES.test(module)),
    'embedded chat, in all, with cases': reachable(files, (module) => APART.test(module)),
  };
  const embedded = Object.entries(EMBEDDED).map(([name, gzip]) => ({
    ...sizeOf(name, contents[name as keyof typeof EMBEDDED]),
    budget: gzip,
  }));

  const all = [...sizes, ...embedded.map((size) => ({ ...size, budget: `${size.budget} gzip` }))];
  if (process.argv.includes('--json')) console.log(JSON.stringify(all, null, 2));
  else console.table(all, ['name', 'files', 'bytes', 'gzip', 'brotli', 'budget']);
  const over = sizes.filter(({ brotli, budget }) => brotli > budget);
  for (const { name, brotli, budget } of over)
    console.error(`${name}: ${brotli} bytes brotli, the budget is ${budget}.`);
  const overInGzip = embedded.filter(({ gzip, budget }) => gzip > budget);
  for (const { name, gzip, budget } of overInGzip)
    console.error(`${name}: ${gzip} bytes gzip, the budget is ${budget}.`);
  process.exitCode = over.length || overInGzip.length ? 1 : 0;
} finally {
  await rm(store, { recursive: true });
}

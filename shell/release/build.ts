import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as v from 'valibot';
import { build, defaultClientConditions, type Plugin, type Rolldown } from 'vite';
import { BUILD_RECORD, type BuildRecord } from './build-record.js';
import { leanTemplates } from './lean-templates.js';
import { sourceManifestSchema, type SourceManifest } from './manifest.js';

const isShared = (id: string) => /^(lit|@lit\/context|@lit\/localize|@voiceassist\/shared)($|\/)/.test(id);

/** Reads and checks the `mfe.json` of a part's source folder. */
export async function readSourceManifest(folder: string): Promise<SourceManifest> {
  const path = join(folder, 'mfe.json');
  const parsed = v.safeParse(sourceManifestSchema, JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.output;
  throw new Error(
    `${path}: ${v.flatten(parsed.issues).root?.join(' ') ?? JSON.stringify(v.flatten(parsed.issues).nested)}`,
  );
}

/** Chunks carry no style sheets of their own, so an import that comes late needs none of Vite's preloading. */
export const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** RxJS keeps its code for browsers of today under a name of its own; what it gives otherwise is written for older ones. */
export const conditions = ['es2015', ...defaultClientConditions];

/**
 * Builds one part into `outDir`, by default its own `dist`. What it shares with others stays a bare import, for the page's import map;
 * `shared` itself is one build of many entries, so that no module is copied into two of them.
 */
export async function buildPart(
  folder: string,
  outDir = join(resolve(folder), 'dist'),
): Promise<BuildRecord> {
  const root = resolve(folder);
  const source = await readSourceManifest(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const wanted = source.modules ?? { [source.name]: source.entry ?? './src/main.ts' };
  const fileName = (specifier: string) => basename(specifier.replace(/^@/, '').replaceAll('/', '-'), '.js');
  const input = Object.fromEntries(
    Object.entries(wanted).map(([specifier, path]) => [
      fileName(specifier),
      path.startsWith('.') ? join(root, path) : path,
    ]),
  );

  await rm(outDir, { recursive: true, force: true });
  const output = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: [plainImports, leanTemplates],
    resolve: { conditions },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      assetsDir: '',
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        ...(source.modules ? {} : { external: isShared }),
        output: { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })) as Rolldown.RolldownOutput;

  const chunks = output.output.filter((file) => file.type === 'chunk');
  const entryOf = (specifier: string) => {
    const chunk = chunks.find((candidate) => candidate.isEntry && candidate.name === fileName(specifier));
    if (!chunk) throw new Error(`${source.name}: no file was built for ${specifier}`);
    return chunk.fileName;
  };
  const own = new Set(chunks.map((chunk) => chunk.fileName));
  const record: BuildRecord = {
    ...source,
    version,
    modules: Object.fromEntries(Object.keys(wanted).map((specifier) => [specifier, entryOf(specifier)])),
    graph: Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.imports])),
    dynamicImports: [...new Set(chunks.flatMap((chunk) => chunk.dynamicImports))].filter(
      (id) => !own.has(id),
    ),
  };
  await writeFile(join(outDir, BUILD_RECORD), JSON.stringify(record, null, 2));
  return record;
}

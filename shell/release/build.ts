import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { build, defaultClientConditions, type Plugin, type Rolldown } from 'vite';
import { buildEmbed } from './build-embed.js';
import { used, type Declarations } from './contract.js';
import { EMBED_FILE, EMBED_FOLDER } from './embed.js';
import { FRAME_FILE } from './frame-page.js';
import { importedNames } from './imported-names.js';
import { BUILD_RECORD, type BuildRecord } from './build-record.js';
import { leanMarked } from './lean-marked.js';
import { leanTemplates } from './lean-templates.js';
import { sourceManifestSchema, type SourceManifest } from './manifest.js';

/** What the page provides at run time. */
export const isShared = (id: string) =>
  /^(lit|@lit\/context|@lit\/localize|@voiceassist\/shared)($|\/)/.test(id);

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
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** What every build leaves out. */
export const leanPlugins = [plainImports, leanTemplates, leanMarked];

/** RxJS keeps its code for browsers of today under a name of its own; what it gives otherwise is written for older ones. */
export const conditions = ['es2015', ...defaultClientConditions];

const SERVICE_WORKER = 'service-worker.js';

/** One file with all that it imports: a service worker has no import map. */
async function buildServiceWorker(entry: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: SERVICE_WORKER } },
    },
  });
}

/**
 * Builds one part into `outDir`, by default its own `dist`. What it shares with others stays a bare import, for the page's import map;
 * `shared` itself is one build of many entries, so that no module is copied into two of them. With what its modules declare now,
 * the part remembers what it was built with.
 */
export async function buildPart(
  folder: string,
  outDir = join(resolve(folder), 'dist'),
  contract?: Declarations,
): Promise<BuildRecord> {
  const root = resolve(folder);
  const source = await readSourceManifest(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const wanted = source.modules ?? { [source.name]: source.entry ?? './src/main.ts' };
  // Several names may mean one module.
  const fileName = (path: string) => relative('src', path).replaceAll('/', '-').replace(/\.ts$/, '');
  const input = Object.fromEntries(Object.values(wanted).map((path) => [fileName(path), join(root, path)]));

  await rm(outDir, { recursive: true, force: true });
  const output = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: leanPlugins,
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
        // A part may bring at once what others load late.
        checks: { ineffectiveDynamicImport: false },
        // What a module gives to its own late files stands beside what it gives to others.
        preserveEntrySignatures: 'allow-extension',
        ...(source.modules ? {} : { external: isShared }),
        // The folder they are published in is the hash of them all; one in each name would only make the page longer.
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          // A module is one file, with all that it needs and that none before it in the list has taken.
          codeSplitting: {
            groups: [
              ...Object.entries(input).map(([name, entry], at, all) => ({
                name,
                test: (id: string) => id === entry,
                priority: all.length - at,
              })),
              // What several late files share and is small: a file of its own would be more hash than code.
              { name: 'common', minShareCount: 2, maxModuleSize: 2_000 },
            ],
          },
        },
      },
    },
  })) as Rolldown.RolldownOutput;

  if (source.embed) await buildEmbed(root, source.embed, join(outDir, EMBED_FOLDER), source.frame);
  if (source.serviceWorker) await buildServiceWorker(join(root, source.serviceWorker), outDir);

  const chunks = output.output.filter((file) => file.type === 'chunk');
  const entryOf = (path: string) => {
    const chunk = chunks.find((candidate) => candidate.isEntry && candidate.name === fileName(path));
    if (!chunk) throw new Error(`${source.name}: no file was built for ${path}`);
    return chunk.fileName;
  };
  const own = new Set(chunks.map((chunk) => chunk.fileName));
  const imports = importedNames(chunks.map((chunk) => chunk.code));
  const record: BuildRecord = {
    ...source,
    version,
    ...(source.serviceWorker && { serviceWorker: SERVICE_WORKER }),
    ...(source.embed && { embed: EMBED_FOLDER + EMBED_FILE }),
    ...(source.frame && { frame: EMBED_FOLDER + FRAME_FILE }),
    modules: Object.fromEntries(
      Object.entries(wanted).map(([specifier, path]) => [specifier, entryOf(path)]),
    ),
    graph: Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.imports])),
    dynamicImports: [...new Set(chunks.flatMap((chunk) => chunk.dynamicImports))].filter(
      (id) => !own.has(id),
    ),
    ...(Object.keys(imports).length ? { imports } : {}),
    ...(source.modules ? { exports: exportedNames(wanted, entryOf, chunks) } : {}),
    ...(contract ? { declares: source.modules ? contract : used(contract, imports) } : {}),
  };
  await writeFile(join(outDir, BUILD_RECORD), JSON.stringify(record, null, 2));
  return record;
}

function exportedNames(
  modules: Record<string, string>,
  entryOf: (path: string) => string,
  chunks: Rolldown.OutputChunk[],
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(modules).map(([specifier, path]) => [
      specifier,
      chunks.find((chunk) => chunk.fileName === entryOf(path))?.exports.toSorted() ?? [],
    ]),
  );
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { conditions, leanPlugins } from './build.js';
import { EMBED_FILE } from './embed.js';
import { FRAME_FILE, framePage, moduleOf } from './frame-page.js';
import { leanLit } from './lean-lit.js';
import { contentHash } from './release.js';

/** As long as what takes its place, which is known only when everything is built. */
const BUILD = 'va000000';

/** Its entry, for what builds it. */
const NAME = basename(EMBED_FILE, '.js');

/** What is loaded before the first word is sent, besides the entry: its file, and the modules that it is made of. */
export const CONNECTION_FILE = 'connection.js';
const CONNECTION =
  /\/mfe-chat\/src\/(connect|token-access|dialects\/(access|registry))\.ts$|\/shared\/src\/api\/chat\.ts$/;

/** The element that pages use keeps its name in every version. */
const PUBLIC_TAGS = new Set(['va-chat']);

/** The tags that modules below a folder register, but for the public ones. */
function innerTags(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const texts = files.map((path) => readFileSync(join(folder, path), 'utf8'));
  const found = texts.flatMap((text) =>
    [...text.matchAll(/\bdefine\('(va-[a-z-]+)'/g)].map(([, tag = '']) => tag),
  );
  return [...new Set(found)].filter((tag) => !PUBLIC_TAGS.has(tag));
}

/**
 * A page has one registry of names: an inner element of another version, or the portal's own, would take the place of
 * the one that belongs to the chat. So each build has names of its own for them.
 */
function ownTags(source: string): Plugin {
  const tags = new RegExp(`(?<![\\w-])(?:${innerTags(source).join('|')})(?![\\w-])`, 'g');
  return {
    name: 'own-tags',
    transform: (code, id) =>
      id.startsWith(source) ? code.replace(tags, (tag) => `${tag}-${BUILD}`) : undefined,
  };
}

/** The chat says which version and which build it is. */
const ownVersion = (version: string): Plugin => ({
  name: 'own-version',
  transform: (_code, id) =>
    id.endsWith('/src/version.ts')
      ? `export const VERSION = ${JSON.stringify(`${version}+${BUILD}`)};`
      : undefined,
});

/** A file of the build, the first of which is the entry. */
export type EmbedChunk = Pick<
  Rolldown.OutputChunk,
  'fileName' | 'code' | 'imports' | 'dynamicImports' | 'facadeModuleId' | 'moduleIds'
>;

/**
 * Builds a module with all that it imports, for pages that are not the portal: one entry of a steady name and what comes late.
 * With a page, also what is in frames there, which shares these files.
 */
export async function buildEmbed(
  root: string,
  entry: string,
  outDir: string,
  page?: string,
): Promise<readonly EmbedChunk[]> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const input = join(root, entry);
  const html = page === undefined ? undefined : await readFile(join(root, page), 'utf8');
  const inFrame = page !== undefined && html !== undefined && join(root, dirname(page), moduleOf(html));
  const { output } = (await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    base: './',
    plugins: [ownVersion(version), ownTags(dirname(input)), leanLit, ...leanPlugins],
    resolve: { conditions },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      assetsDir: '',
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [NAME]: input, ...(inFrame && { frame: inFrame }) },
        output: {
          // The folder that they are published in is named after their content.
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          codeSplitting: {
            // One file for the entry and all that it imports at once, and one for what connects: a second would come a
            // round trip later.
            groups: [
              { name: NAME, test: (id) => id === input, priority: 1 },
              { name: basename(CONNECTION_FILE, '.js'), test: CONNECTION },
            ],
          },
        },
      },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = output.filter((file) => file.type === 'chunk');
  const name = contentHash(chunks.map(({ fileName, code }) => [fileName, code]).sort()).slice(
    0,
    BUILD.length,
  );
  const built = chunks
    .map(({ fileName, code, imports, dynamicImports, facadeModuleId, moduleIds }) => {
      const named = code.replaceAll(BUILD, name);
      return { fileName, code: named, imports, dynamicImports, facadeModuleId, moduleIds };
    })
    .sort((one, other) => Number(other.fileName === EMBED_FILE) - Number(one.fileName === EMBED_FILE));
  await mkdir(outDir, { recursive: true });
  await Promise.all(built.map(({ fileName, code }) => writeFile(join(outDir, fileName), code)));
  if (html !== undefined) await writeFile(join(outDir, FRAME_FILE), framePage(html, built));
  return built;
}

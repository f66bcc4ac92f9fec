import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundle, type BundledFile } from '../../shell/release/bundle.js';

/** The folder of this benchmark. */
export const benchFolder = dirname(fileURLToPath(import.meta.url));

/** A page as it is served. */
export interface BuiltPage {
  readonly entry: string;
  /** What the entry says. */
  readonly code: string;
  readonly styles: readonly string[];
  readonly files: ReadonlyMap<string, { readonly gzip: Buffer }>;
  readonly bytes: PageBytes;
}

/** Bytes, gzip, of a page's own scripts and style sheets. */
export interface PageBytes {
  /** What is loaded at once. */
  first: number;
  /** With everything that may come later, but for what the goals leave out. */
  all: number;
}

/** Fetched for the few answers that hold it, or for another language: no goal counts it. */
const ON_DEMAND = /temml|katex|highlight|shiki|mermaid|\/locales\//;

const contentOf = (file: BundledFile) => (file.type === 'chunk' ? file.code : file.source);

/** Builds a module below this folder as a partner's page would be built for production; a lean one as we build ours. */
export async function buildPage(module: string, isLean = true): Promise<BuiltPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'voiceassist-bench-'));
  try {
    const output = await bundle(join(benchFolder, module), { root: benchFolder, outDir, isLean });
    const [entry] = output;
    const files = new Map(
      output.map((file) => [basename(file.fileName), { gzip: gzipSync(contentOf(file), { level: 9 }) }]),
    );
    const styles = output.map(({ fileName }) => fileName).filter((name) => name.endsWith('.css'));
    const size = (names: Iterable<string>) =>
      [...names].reduce((sum, name) => sum + (files.get(name)?.gzip.length ?? 0), 0);
    const counted = output.filter(
      (file) => file.type === 'chunk' && !file.moduleIds.some((id) => ON_DEMAND.test(id)),
    );
    return {
      entry: entry?.fileName ?? '',
      code: entry?.type === 'chunk' ? entry.code : '',
      styles,
      files,
      bytes: {
        first: size([...importedAtOnce(output), ...styles]),
        all: size([...counted.map(({ fileName }) => fileName), ...styles]),
      },
    };
  } finally {
    await rm(outDir, { recursive: true });
  }
}

/** The entry, and what it imports without waiting. */
function importedAtOnce(output: readonly BundledFile[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string | undefined) => {
    if (name === undefined || seen.has(name)) return;
    seen.add(name);
    const file = output.find(({ fileName }) => fileName === name);
    if (file?.type === 'chunk') file.imports.forEach(visit);
  };
  visit(output[0]?.fileName);
  return seen;
}

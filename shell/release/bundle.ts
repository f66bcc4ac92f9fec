import { build, type Rolldown } from 'vite';
import { conditions, leanPlugins } from './build.js';

/** A file of a bundle; what is imported late is in chunks of its own. */
export type BundledFile = Rolldown.OutputChunk | Rolldown.OutputAsset;

/**
 * Builds a module with everything it imports, for a page that has nothing of the portal. The first file is its entry. What
 * every build of ours leaves out is left out unless it is said not to be lean: then others' code may need it.
 */
export async function bundle(
  entry: string,
  options: { root: string; outDir: string; isLean?: boolean },
): Promise<readonly BundledFile[]> {
  const { output } = (await build({
    root: options.root,
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: options.isLean === false ? [] : leanPlugins,
    resolve: { conditions },
    build: {
      outDir: options.outDir,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      assetsDir: '',
      reportCompressedSize: false,
      rolldownOptions: {
        input: entry,
        output: {
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          // One file for the entry and all that it imports at once: a second one would come a round trip later.
          codeSplitting: { groups: [{ name: 'entry', test: (id) => id === entry }] },
        },
      },
    },
  })) as Rolldown.RolldownOutput;
  return output;
}

import type { Declarations } from './contract.js';
import type { SourceManifest } from './manifest.js';

/** What a build writes beside its files, for `publish`. */
export interface BuildRecord extends SourceManifest {
  version: string;
  modules: Record<string, string>;
  graph: Record<string, string[]>;
  dynamicImports: string[];
  imports?: Record<string, string[]>;
  exports?: Record<string, string[]>;
  declares?: Declarations;
}

/** Its file name; apart from the build, so that publishing does not load a bundler. */
export const BUILD_RECORD = 'build.json';

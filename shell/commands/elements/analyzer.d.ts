// What is used of the analyzer: its own types leave these exports out.
declare module '@custom-elements-manifest/analyzer' {
  import type typescript from 'typescript';
  export const ts: typeof typescript;
  export interface Plugin<Manifest> {
    name: string;
    packageLinkPhase?(given: { customElementsManifest: Manifest }): void;
  }
  export function create<Manifest>(given: {
    modules: typescript.SourceFile[];
    plugins: Plugin<Manifest>[];
    context: { dev: boolean };
  }): Manifest;
}

declare module '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js' {
  import type { Plugin } from '@custom-elements-manifest/analyzer';
  export function litPlugin<Manifest>(): Plugin<Manifest>[];
}

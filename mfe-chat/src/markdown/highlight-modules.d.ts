// The package ships its ES modules without types; these are the parts in use.
declare module '@highlightjs/cdn-assets/es/core.min.js' {
  interface ScopeTree {
    readonly scope?: string;
    readonly children: readonly (string | ScopeTree)[];
  }
  interface Highlighter {
    registerLanguage(name: string, language: (highlighter: Highlighter) => object): void;
    highlight(
      code: string,
      options: { language: string; ignoreIllegals: boolean },
    ): { _emitter: { root: ScopeTree } };
  }
  const highlighter: Highlighter;
  export default highlighter;
}

declare module '@highlightjs/cdn-assets/es/languages/*' {
  import type highlighter from '@highlightjs/cdn-assets/es/core.min.js';
  const language: Parameters<typeof highlighter.registerLanguage>[1];
  export default language;
}

/** A shell that is measured. */
export interface Contender {
  readonly name: string;
  /** The module of its page, below this folder; none: the portal as it is released. */
  readonly page?: string;
  /** npm packages whose versions belong to the figures. */
  readonly packages: readonly string[];
}

/** What the goals are relative to: `import()` and `pushState`. */
export const FLOOR = 'floor';
export const OURS = 'voiceassist';

/** In the order in which each round visits them. */
export const CONTENDERS: readonly Contender[] = [
  { name: FLOOR, page: 'peers/floor.ts', packages: [] },
  { name: OURS, packages: [] },
  { name: 'single-spa', page: 'peers/single-spa.ts', packages: ['single-spa'] },
  { name: 'module-federation', page: 'peers/module-federation.ts', packages: ['@module-federation/runtime'] },
  { name: 'qiankun', page: 'peers/qiankun.ts', packages: ['qiankun'] },
  { name: 'micro-app', page: 'peers/micro-app.ts', packages: ['@micro-zoe/micro-app'] },
  { name: 'wujie', page: 'peers/wujie.ts', packages: ['wujie'] },
];

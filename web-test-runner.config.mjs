import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { fileURLToPath } from 'node:url';
import { browserArguments, findBrowser } from './shell/commands/browser.mjs';

const packages = ['shared', 'shell', 'mfe-auth', 'mfe-chat', 'mfe-admin-kb'];

/** Component tests in a real Chromium: `*.test.ts` of every package but those named `*.node.test.ts`. */
export default {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  groups: packages.map((name) => ({
    name,
    files: [`${name}/src/**/*.test.ts`, `!${name}/src/**/*.node.test.ts`],
  })),
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  // One page at a time: a page in the background gets no animation frames.
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: findBrowser(), args: browserArguments },
      concurrency: 1,
    }),
  ],
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 180_000,
};

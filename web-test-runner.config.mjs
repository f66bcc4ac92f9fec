import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { browserArguments, findBrowser, findFirefox } from './shell/commands/browser.mjs';

const frontends = readdirSync(new URL('.', import.meta.url)).filter((name) => name.startsWith('mfe-'));
const packages = ['shared', 'shell', ...frontends];

const isFirefox = process.env.BROWSER === 'firefox';
const launchOptions = isFirefox
  ? { browser: 'firefox', executablePath: findFirefox() }
  : { executablePath: findBrowser(), args: browserArguments };

/** Firefox cannot be told of another colour scheme or of paper by the protocol: its tests are in its own, and not printed. */
const oneMedium = {
  name: 'one-medium',
  transform: ({ path, body }) =>
    isFirefox && path.includes('test-runner-commands/browser/commands.mjs')
      ? body.replace("return executeServerCommand('emulate-media', media);", 'return Promise.resolve(media);')
      : undefined,
};

/**
 * Component tests in a real browser: `*.test.ts` of every package but those named `*.node.test.ts`. In Chromium, or with
 * `BROWSER=firefox` in an installed Firefox.
 */
export default {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  groups: packages.map((name) => ({
    name,
    files: [`${name}/src/**/*.test.ts`, `!${name}/src/**/*.node.test.ts`],
  })),
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [
    oneMedium,
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  // One page at a time: a page in the background gets no animation frames.
  browsers: [chromeLauncher({ ...(isFirefox && { puppeteer }), launchOptions, concurrency: 1 })],
  testFramework: { config: { timeout: 20_000 } },
  testsFinishTimeout: 180_000,
};

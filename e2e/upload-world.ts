import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, type Api } from '@voiceassist/shared';
import type { Page } from 'playwright-core';
import { startBackend, type Backend } from '../shell/commands/backend.js';
import { releaseAll } from '../shell/commands/parts.js';
import { servePortal } from '../shell/release/serve.js';
import { openBrowser, openPage, signIn, type WatchedPage } from './browser.js';
import { openFaultProxy, type FaultProxy } from './fault-proxy.js';
import { freePort } from './stack.js';

const ADMIN = { email: 'chief@hospital.example', password: 'a-long-enough-secret' };

/** An administrator at an empty knowledge base, whose network and backend can be disturbed. */
export interface UploadWorld {
  admin: WatchedPage;
  /** Between the page and the backend. */
  proxy: FaultProxy;
  /** The same backend without the page and the proxy, for looking. */
  api: Api;
  /** The address of the portal. */
  portal: string;
  /** The folder that everything is kept in, also what a test needs for a while. */
  folder: string;
  /** Ends the backend without a word; nothing answers until `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts portal, proxy, backend and browser, signs in and opens the page of the documents. */
export async function openUploadWorld(): Promise<UploadWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-uploads-'));
  const proxy = await openFaultProxy();
  const [portalPort, apiPort] = [await freePort(), await freePort()];
  const portal = `http://localhost:${portalPort}`;
  let backend: Backend;
  const start = async () => {
    backend = await startBackend({
      ...process.env,
      PORT: String(apiPort),
      DATA_DIR: join(folder, 'data'),
      CORS_ORIGINS: portal,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    });
    proxy.target = apiPort;
  };
  const store = join(folder, 'portal');
  const [, server, browser] = await Promise.all([
    start(),
    releaseAll(store, { VITE_API_URL: proxy.url }).then(() => servePortal(store)),
    openBrowser(),
  ]);
  await server.listen({ port: portalPort, host: 'localhost' });
  const { api, session } = createApi({
    apiUrl: `http://localhost:${apiPort}`,
    adminApiUrl: `http://localhost:${apiPort}/api`,
  });
  const { tokens, user } = await api.auth.login(ADMIN);
  assert.ok(tokens, 'a second factor was asked for');
  await session.signIn(tokens, user);
  const admin = await openPage(browser);
  await signIn(admin.page, portal, ADMIN.email, ADMIN.password);
  await admin.page.getByRole('link', { name: 'Knowledge base' }).click();
  await admin.page.getByText('No documents yet').waitFor();
  return {
    admin,
    proxy,
    api,
    portal,
    folder,
    start,
    async kill() {
      proxy.target = undefined;
      await backend.stop('SIGKILL');
      proxy.cut();
    },
    async close() {
      await browser.close();
      await server.close();
      await proxy.close();
      await backend.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lets go of files and folders of this computer over the page, as a person does who dragged them there. */
export async function dropFiles(page: Page, ...paths: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await devtools.detach();
}

/** Sends what was dropped. */
export async function sendFiles(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
}

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../open-store.js';
import { servePortal } from '../serve.js';
import type { Store } from '../store.js';
import { startNginx } from './nginx.js';
import { startS3Server } from './s3-server.js';

/** A store that is served. */
export interface Site {
  url: string;
  folder: string;
  store: Store;
  /** Ends the portal process and leaves the rest. */
  endPortal(): Promise<void>;
  close(): Promise<void>;
}

/** The built-in server of a folder. */
export async function builtIn(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-site-'));
  const site = await served(folder);
  let isEnded = false;
  const endPortal = async () => {
    if (!isEnded) await site.close();
    isEnded = true;
  };
  const close = async () => {
    await endPortal();
    await rm(folder, { recursive: true });
  };
  return { ...site, folder, endPortal, close };
}

/** The built-in server of a bucket. */
export async function fromBucket(): Promise<Site> {
  const server = await startS3Server();
  const site = await served(server.address('portal'), server.environment);
  const close = async () => {
    await site.close();
    await server.close();
  };
  return { ...site, folder: '', close };
}

async function served(address: string, environment: NodeJS.ProcessEnv = {}): Promise<Omit<Site, 'folder'>> {
  const portal = await servePortal(address, { environment });
  await portal.listen({ port: 0, host: '127.0.0.1' });
  const { port } = portal.server.address() as AddressInfo;
  const close = () => portal.close();
  const store = await openStore(address, environment);
  return { url: `http://127.0.0.1:${port}`, store, endPortal: close, close };
}

/** nginx before the built-in server of a folder. */
export async function behindNginx(): Promise<Site> {
  const portal = await builtIn();
  const nginx = await startNginx(portal.folder, Number(new URL(portal.url).port));
  return {
    ...portal,
    url: nginx.url,
    async close() {
      await nginx.stop();
      await portal.close();
    },
  };
}

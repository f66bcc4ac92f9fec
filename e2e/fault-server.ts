import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can happen to a file on its way, at the server or before it. */
export const WIRE_FAULTS = ['404', '500', 'html', 'garbage', 'changed byte', 'hang', 'cut'] as const;
export type WireFault = (typeof WIRE_FAULTS)[number];

/** Stands before the portal, and does to the files that it is told of what a broken server would do. */
export interface FaultServer {
  url: string;
  /** The address of the portal. */
  target: string;
  /** Where it is broken, and how: the path of a file as it is in the store → fault. */
  faults: Map<RegExp, WireFault>;
  /** Paths of the broken files that were asked for. */
  broken: string[];
  close(): Promise<void>;
}

/** Opens it on a free port. */
export async function openFaultServer(): Promise<FaultServer> {
  const server = createServer((incoming, outgoing) => {
    answer(front, incoming.url ?? '/', outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const front: FaultServer = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    target: '',
    faults: new Map(),
    broken: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return front;
}

async function answer(front: FaultServer, address: string, outgoing: ServerResponse): Promise<void> {
  // A file is as broken at its other addresses.
  const path = decodeURIComponent(new URL(address, front.target).pathname);
  // What a browser has on its disk already cannot break on the way.
  if (path === '/service-worker.js') return void outgoing.writeHead(404).end('Not found');
  const fault = [...front.faults].find(([pattern]) => pattern.test(path))?.[1];
  if (fault) front.broken.push(path);
  // What is damaged may stay in a browser's cache for ever; what is good is always asked for.
  const type = { 'Content-Type': 'text/javascript', 'Cache-Control': 'max-age=31536000, immutable' };
  if (fault === 'hang') return;
  if (fault === 'cut') return void outgoing.destroy();
  if (fault === '404') return void outgoing.writeHead(404).end('Not found');
  if (fault === '500') return void outgoing.writeHead(500).end();
  if (fault === 'html')
    return void outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><p>Sign in');
  if (fault === 'garbage') return void outgoing.writeHead(200, type).end('}{ not a module');
  const original = await fetch(new URL(address, front.target), { headers: { Accept: '*/*' } });
  const bytes = Buffer.from(await original.arrayBuffer());
  if (fault === 'changed byte') {
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    return void outgoing.writeHead(200, type).end(bytes);
  }
  const dropped = /^(content-encoding|content-length|transfer-encoding|connection|etag|cache-control)$/;
  const headers = [...original.headers].filter(([name]) => !dropped.test(name));
  outgoing
    .writeHead(original.status, { ...Object.fromEntries(headers), 'Cache-Control': 'no-store' })
    .end(bytes);
}

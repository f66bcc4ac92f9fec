import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Files } from './build.js';

/** Serves the page of one shell at every address that is no file, and the two pages; compressed, kept for ever. */
export interface BenchServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the server of one shell on a free port. */
export async function openServer(name: string, files: Files): Promise<BenchServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench');
    const isFile = /\.[a-z]+$/.test(pathname);
    const file = files.get(isFile ? pathname.slice(1) : `${name}/index.html`);
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': `${file.type}; charset=utf-8`,
      'Content-Encoding': 'br',
      'Content-Length': file.brotli.length,
      'Cache-Control': isFile ? 'max-age=31536000, immutable' : 'no-cache',
    });
    return response.end(file.brotli);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

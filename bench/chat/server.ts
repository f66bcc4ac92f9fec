import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BuiltPage } from './build-page.js';
import { speakContract } from './contract-end.js';
import { play, type Pace } from './pace.js';
import { SocketEnd } from './socket.js';

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

/** Serves the pages of all contenders, compressed as they are counted, and answers each through its own door. */
export interface BenchServer {
  readonly url: string;
  /** Resolves when the answer that is asked for next has left for the page as a whole. */
  nextAnswer(): Promise<void>;
  close(): Promise<void>;
}

export interface BenchServerOptions {
  /** By name of the contender. */
  readonly pages: ReadonlyMap<string, BuiltPage>;
  /** Runs in every page before the contender: a module without imports. */
  readonly probe: string;
  readonly pace: Pace;
}

/** Opens the server on a free port. */
export async function openServer({ pages, probe, pace }: BenchServerOptions): Promise<BenchServer> {
  let answered: () => void = () => undefined;
  const connections = new Set<Socket>();

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench');
    const [, area = '', name = '', file = ''] = pathname.split('/');
    const page = pages.get(name);
    if (pathname === '/api/capabilities') return send(response, 'application/json', '{"capabilities":[]}');
    if (area === 'page' && page) return send(response, 'text/html; charset=utf-8', html(name, page, probe));
    const found = area === 'files' && page?.files.get(file);
    if (!found) return response.writeHead(404).end();
    response.setHeader('Content-Encoding', 'gzip');
    return send(response, TYPES[extname(file)] ?? 'application/octet-stream', found.gzip);
  });
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  server.on('upgrade', (request, stream) => {
    const socket = new SocketEnd(request, stream);
    const life = new AbortController();
    socket.onClose = () => life.abort();
    const onEnd = () => answered();
    if (request.url?.startsWith('/api/realtime/ws')) speakContract(socket, pace, life.signal, onEnd);
    else {
      void play(pace, (piece) => socket.send(piece), life.signal).then(() => {
        socket.send(null);
        onEnd();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextAnswer: () =>
      Promise.race([
        new Promise<void>((resolve) => (answered = resolve)),
        pause(60_000, undefined, { ref: false }).then(() => Promise.reject(new Error('Nothing was asked.'))),
      ]),
    async close() {
      for (const connection of connections) connection.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

function html(name: string, { styles, entry }: BuiltPage, probe: string): string {
  const address = (file: string) => `/files/${name}/${file}`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${name}</title>
    <meta name="viewport" content="width=device-width" />
    <link rel="icon" href="data:," />
    <style>html, body { margin: 0; block-size: 100%; }</style>
    ${styles.map((file) => `<link rel="stylesheet" href="${address(file)}" />`).join('')}
    <script type="module">${probe}</script>
  </head>
  <body>
    <main id="chat"></main>
    <script type="module" src="${address(entry)}"></script>
  </body>
</html>`;
}

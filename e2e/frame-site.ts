// Two sites for tests of the element on pages that are not the portal: one that has its files, one that uses it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../shell/commands/parts.js';
import { bundle, type BundledFile } from '../shell/release/bundle.js';
import { FRAME_MODULE, FRAME_PAGE, frameHeaders } from '../shell/release/frame-page.js';

/** A server of one origin. */
export interface Site {
  origin: string;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves on a port of its own. */
export async function serveSite(answer: Answer): Promise<Site> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The element's own files, and those of its frame. */
export async function buildElement(): Promise<Map<string, string>> {
  const chat = join(root, 'mfe-chat');
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-embed-'));
  const built = async (entry: string, name: string) =>
    filesOf(await bundle(join(chat, entry), { root: chat, outDir: join(folder, name) }), `${name}.js`);
  const files = [
    ...(await built('src/embed.ts', 'va-chat')),
    ...(await built(FRAME_MODULE, 'frame')),
    ['frame.html', await readFile(join(root, FRAME_PAGE), 'utf8')] as const,
  ];
  await rm(folder, { recursive: true });
  return new Map(files.map(([name, text]) => [`/embed/${name}`, text]));
}

/** Its late files import the entry by the name that it was built with; the steady one leads there. */
const filesOf = (files: readonly BundledFile[], entry: string): (readonly [string, string])[] => [
  [entry, `import './${files[0]?.fileName}';`],
  ...files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)] as const),
];

/** Serves the element's files as a portal does: to every page. `withhold` makes some of them missing. */
export function serveElement(
  files: Map<string, string>,
  api: () => string,
  withhold: (path: string) => boolean = () => false,
): Promise<Site> {
  return serveSite(({ url = '' }, response) => {
    const path = url.split('?')[0] ?? '';
    const text = files.get(path);
    if (text === undefined || withhold(path)) response.writeHead(404).end();
    else if (path.endsWith('.html')) {
      const headers = frameHeaders({ VITE_API_URL: api() });
      response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end(text);
    } else {
      response
        .writeHead(200, {
          'Content-Type': 'text/javascript',
          'Access-Control-Allow-Origin': '*',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        })
        .end(text);
    }
  });
}

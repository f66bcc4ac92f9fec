import { createServer, type ServerResponse } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The site of a partner: another origin than the portal's, with pages of its own and its own way to a token. */
export interface PartnerSite {
  url: string;
  /** Puts a page there, with headers of its own; a script of the page stands at `<path>.js`. */
  page(path: string, html: string, headers?: Record<string, string>): string;
  script(path: string, text: string): void;
  close(): Promise<void>;
}

interface Served {
  type: string;
  body: string;
  headers: Record<string, string>;
}

/** Serves the site of a partner whose server signs in for its one user. */
export async function startPartnerSite(port: number, token: () => Promise<string>): Promise<PartnerSite> {
  const files = new Map<string, Served>();
  const give = (response: ServerResponse, { type, body, headers }: Served) =>
    response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const file = files.get(path);
    if (file) give(response, file);
    else if (path === '/token') {
      void token().then((body) =>
        give(response, { type: 'text/plain', body, headers: { 'Access-Control-Allow-Origin': '*' } }),
      );
    } else if (path === '/favicon.ico') response.writeHead(204).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  const url = `http://localhost:${port}`;
  return {
    url,
    page(path, html, headers = {}) {
      const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Partner</title></head><body>${html}</body></html>`;
      files.set(path, { type: 'text/html; charset=utf-8', body, headers });
      return url + path;
    },
    script(path, text) {
      const headers = { 'Access-Control-Allow-Origin': '*' };
      files.set(path, { type: 'text/javascript', body: text, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The newest build in a store, by its file names, as another version that was built from the same sources. */
export async function otherVersion(store: string, hash: string): Promise<Map<string, string>> {
  const folder = join(store, 'parts/mfe-chat', hash, 'embed');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const build = /1\.0\.0\+([0-9a-f]{8})/.exec(texts.join('\n'))?.[1];
  if (!build) throw new Error('No file says which build it is.');
  return new Map(
    names.map((name, at) => [
      name,
      (texts[at] ?? '').replaceAll(`1.0.0+${build}`, '1.4.0+0ther000').replaceAll(build, '0ther000'),
    ]),
  );
}

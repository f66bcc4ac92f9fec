import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

const NGINX = '/usr/sbin/nginx';
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** Whether Debian's nginx is here, with what serves packed files. */
export const hasNginx = existsSync(NGINX) && existsSync(BROTLI);

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs nginx with the configuration of the documents, of which only addresses and folders are changed. */
export async function startNginx(store: string, portalPort: number) {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-nginx-'));
  const port = await freePort();
  const documented = await readFile(new URL('../../../docs/nginx.conf', import.meta.url), 'utf8');
  const changes: [from: string, to: string][] = [
    ['/var/cache/nginx/voiceassist', join(folder, 'cache')],
    ['127.0.0.1:8080', `127.0.0.1:${portalPort}`],
    ['listen 80;', `listen 127.0.0.1:${port};`],
    ['/srv/voiceassist/portal', store],
  ];
  let site = documented;
  for (const [from, to] of changes) {
    if (!site.includes(from)) throw new Error(`docs/nginx.conf does not say ${from} any more.`);
    site = site.replaceAll(from, to);
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
load_module ${BROTLI};
events {}
http {
access_log off;
${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
${site}
}
`;
  await writeFile(join(folder, 'nginx.conf'), main);
  const server = spawn(NGINX, [
    '-p',
    folder,
    '-c',
    join(folder, 'nginx.conf'),
    '-e',
    join(folder, 'error.log'),
  ]);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 1; ; attempt += 1) {
    if (await fetch(`${url}/parts/`).catch(() => undefined)) break;
    if (attempt === 100 || server.exitCode !== null)
      throw new Error(`nginx did not start: ${await readFile(join(folder, 'error.log'), 'utf8')}`);
    await after(50);
  }
  return {
    url,
    async stop() {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

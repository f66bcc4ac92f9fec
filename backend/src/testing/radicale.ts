import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { until } from './until.js';
import { SOURCE_USER } from './webdav-listener.js';

/** A real CalDAV server. */
export interface Radicale {
  url: string;
  close(): Promise<void>;
}

/** Where it is, where it is installed (`apt-get install radicale`). */
export function hasRadicale(): boolean {
  try {
    execFileSync('radicale', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts Radicale for `SOURCE_USER`, who has one calendar of this name. */
export async function startRadicale(calendar: string): Promise<Radicale> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-radicale-'));
  const users = join(folder, 'users');
  const { username, password } = SOURCE_USER;
  await writeFile(users, `${username}:${password}\n`);
  const port = await freePort();
  const settings = {
    'server-hosts': `127.0.0.1:${port}`,
    'auth-type': 'htpasswd',
    'auth-htpasswd-filename': users,
    'auth-htpasswd-encryption': 'plain',
    'auth-delay': '0',
    'storage-filesystem-folder': join(folder, 'collections'),
  };
  const child = spawn(
    'radicale',
    ['--config', '', ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  const headers = { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  await until(() =>
    fetch(url, { headers, redirect: 'manual' }).then(
      () => true,
      () => false,
    ),
  );
  const body = `<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>${calendar}</D:displayname></D:prop></D:set></C:mkcalendar>`;
  const address = `${url}/${encodeURIComponent(username)}/ward/`;
  const { status } = await fetch(address, { method: 'MKCALENDAR', headers, body });
  if (status !== 201) throw new Error(`The calendar could not be made: ${status}`);
  return {
    url,
    async close() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

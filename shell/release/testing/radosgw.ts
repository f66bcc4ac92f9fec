import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';
import { askS3 } from '../s3-request.js';
import { freePort } from './nginx.js';

const run = promisify(execFile);

/** Whether Debian's packages radosgw, ceph-mon and ceph-osd are here. */
export const hasRadosgw = ['radosgw', 'ceph-mon', 'ceph-osd'].every((name) => existsSync(`/usr/bin/${name}`));

/** Ceph's S3 server on a cluster of one machine that keeps everything in memory. */
export async function startRadosgw() {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-ceph-'));
  const [monitor, gateway] = [await freePort(), await freePort()];
  const [cluster, disk] = [randomUUID(), randomUUID()];
  const modes = ['mon client', 'mon service', 'mon cluster', 'client', 'service', 'cluster'];
  const settings = {
    fsid: cluster,
    'mon host': `v2:127.0.0.1:${monitor}`,
    ...Object.fromEntries(modes.map((mode) => [`ms ${mode} mode`, 'crc'])),
    ...Object.fromEntries(['cluster', 'service', 'client'].map((who) => [`auth ${who} required`, 'none'])),
    'osd pool default size': 1,
    'osd pool default pg num': 1,
    'mon allow pool size one': true,
    'osd crush chooseleaf type': 0,
    'osd objectstore': 'memstore',
    'public addr': '127.0.0.1',
    'cluster addr': '127.0.0.1',
    'run dir': folder,
    'admin socket': `${folder}/$name.asok`,
    'log file': `${folder}/$name.log`,
    'mon data': `${folder}/mon`,
    'osd data': `${folder}/osd`,
    'mon data avail crit': 1,
    'rgw frontends': `beast endpoint=127.0.0.1:${gateway}`,
    'rgw data': `${folder}/rgw`,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const conf = join(folder, 'ceph.conf');
  for (const name of ['mon', 'osd', 'rgw']) await mkdir(join(folder, name));
  await writeFile(conf, `[global]\n${lines.join('\n')}\n`);
  const servers: ChildProcess[] = [];
  const serve = (program: string, ...args: string[]) =>
    servers.push(spawn(program, [...args, '-f', '-c', conf], { stdio: 'ignore' }));
  const stop = async () => {
    for (const server of servers.reverse()) {
      if (server.exitCode !== null) continue;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGKILL');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const map = join(folder, 'monmap');
    await run('monmaptool', ['--create', '--fsid', cluster, '--addv', 'a', `[v2:127.0.0.1:${monitor}]`, map]);
    await run('ceph-mon', ['-c', conf, '--mkfs', '-i', 'a', '--monmap', map]);
    serve('ceph-mon', '-i', 'a');
    await run('ceph', ['-c', conf, 'osd', 'new', disk], { timeout: 20_000 });
    await run('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', disk]);
    serve('ceph-osd', '-i', '0');
    serve('radosgw', '-n', 'client.admin');
    const user = ['--uid=portal', '--display-name=portal', '--access-key=key', '--secret-key=secret'];
    await run('radosgw-admin', ['-c', conf, 'user', 'create', ...user], { timeout: 60_000 });
    const bucket = new URL(`http://127.0.0.1:${gateway}/bucket`);
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret', region: 'default' };
    // It asks again by itself for some seconds.
    for (let attempt = 1; ; attempt += 1) {
      const made = await askS3({ method: 'PUT', url: bucket }, credentials).catch((error: Error) => error);
      if ('status' in made && made.status === 200) break;
      if (attempt === 20) throw new Error('radosgw did not start.');
      await after(500);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address: (prefix: string) => `s3://bucket/${prefix}?endpoint=http://127.0.0.1:${gateway}&region=default`,
    environment: { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' },
    close: stop,
  };
}

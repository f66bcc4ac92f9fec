import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../shell/commands/root.js';
import { buildPart } from '../../shell/release/build.js';
import { compose } from '../../shell/release/compose.js';
import { promote } from '../../shell/release/promote.js';
import { publish } from '../../shell/release/publish.js';
import { servePortal } from '../../shell/release/serve.js';
import { folderStore } from '../../shell/release/store.js';
import { benchFolder } from './build.js';
import type { BenchServer } from './server.js';

const PARTS = [
  join(root, 'shared'),
  join(root, 'shell'),
  join(benchFolder, 'ours/one'),
  join(benchFolder, 'ours/two'),
];

/** Releases the portal with the two pages as its micro-frontends, and serves it as it is served to people. */
export async function openPortal(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-bench-'));
  const api = createServer((_request, response) =>
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' })
      .end('{"capabilities":[]}'),
  );
  await new Promise<void>((resolve) => api.listen(0, 'localhost', resolve));
  const store = folderStore(join(folder, 'store'));
  const parts: Record<string, string> = {};
  for (const [at, part] of PARTS.entries()) {
    const built = join(folder, String(at));
    await buildPart(part, built);
    const { name, hash } = await publish(store, built);
    parts[name] = hash;
  }
  const address = `http://localhost:${(api.address() as AddressInfo).port}`;
  const release = await compose(store, parts, { VITE_API_URL: address });
  await promote(store, release.id, undefined);
  const portal = await servePortal(join(folder, 'store'));
  return {
    url: await portal.listen({ port: 0, host: 'localhost' }).then((url) => url.replace('[::1]', 'localhost')),
    async close() {
      await portal.close();
      api.closeAllConnections();
      await new Promise((resolve) => api.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

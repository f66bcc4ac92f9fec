// `npm run dev` without a part: every part from its source, reloaded at every change; the backend starts again when its code
// changes.
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer, type Plugin } from 'vite';
import { readSourceManifest } from '../release/build.js';
import { publicEnvironment } from '../release/compose.js';
import type { ReleaseInformation } from '../release/manifest.js';
import { startBackend } from './backend.js';
import { partFolders } from './parts.js';
import { root } from './root.js';
import { playgroundConfig } from './playground.js';
import { choosePort } from './ports.js';

const { values: given } = parseArgs({
  options: {
    'portal-port': { type: 'string' },
    'api-port': { type: 'string' },
    'playground-port': { type: 'string' },
    'data-dir': { type: 'string', default: join(root, '.data') },
    demo: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const say = (line: string) => console.log(line);
const portalPort = await choosePort('the portal', given['portal-port'], 5173, say);
const apiPort = await choosePort('the API', given['api-port'], 8000, say);
const playgroundPort = await choosePort('the playground', given['playground-port'], 5174, say, [
  portalPort,
  apiPort,
]);
const environment = {
  VITE_API_URL: `http://localhost:${apiPort}`,
  VITE_DEMONSTRATION: String(given.demo),
  VITE_ENV: 'development',
  ...publicEnvironment(process.env),
};

/** The page of a release, with the sources in the place of published files. */
async function developmentPage(): Promise<string> {
  const release: ReleaseInformation = { id: 'development', production: false, parts: [], microFrontends: [] };
  const imports: Record<string, string> = {};
  for (const folder of partFolders()) {
    const {
      name,
      label = name,
      entry = '',
      routes,
      navigation,
      translations,
    } = await readSourceManifest(folder);
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    release.parts.push({ name, version, hash: 'development' });
    if (!routes.length) continue;
    imports[name] = `/${basename(folder)}/${entry.replace('./', '')}`;
    release.microFrontends.push({
      name,
      label,
      version,
      hash: 'development',
      routes,
      navigation,
      translations,
    });
  }
  const script = (type: string, id: string, value: unknown) =>
    `<script type="${type}"${id && ` id="${id}"`}>${JSON.stringify(value)}</script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>VoiceAssist</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
${script('importmap', '', { imports })}
${script('application/json', 'va-config', environment)}
${script('application/json', 'va-release', release)}
<script type="module" src="/shell/src/main.ts"></script></head><body></body></html>`;
}

/** What pages of others load, from its source. */
const embed: Plugin = {
  name: 'embed',
  configureServer(server) {
    server.middlewares.use('/embed/v1/va-chat.js', (_request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Content-Type', 'text/javascript').end('import"/mfe-chat/src/embed.ts";\n');
    });
  },
};

const portalPage: Plugin = {
  name: 'portal-page',
  configureServer: (server) => () => {
    server.middlewares.use(async (request, response) => {
      const address = request.originalUrl ?? '/';
      const page = await server.transformIndexHtml(address, await developmentPage());
      response.setHeader('Content-Type', 'text/html').end(page);
    });
  },
};

const dataDir = resolve(given['data-dir']);
const server = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'warn',
  cacheDir: join(root, 'node_modules/.vite'),
  server: {
    port: portalPort,
    strictPort: true,
    host: 'localhost',
    watch: { ignored: ['**/.data/**', '**/.types/**'] },
  },
  optimizeDeps: { entries: ['shell/src/main.ts', 'mfe-*/src/main.ts', 'mfe-chat/src/embed.ts'] },
  plugins: [embed, portalPage],
});
await server.listen();
const playground = await createServer({
  ...playgroundConfig(environment),
  server: { port: playgroundPort, strictPort: true, host: 'localhost' },
});
await playground.listen();
const backend = await startBackend(
  {
    ...process.env,
    PORT: String(apiPort),
    DATA_DIR: dataDir,
    CORS_ORIGINS: [portalPort, playgroundPort].map((port) => `http://localhost:${port}`).join(','),
    DEMONSTRATION: String(given.demo),
  },
  { watch: true },
);
say(`Portal http://localhost:${portalPort}`);
say(`API http://localhost:${apiPort}`);
say(`Playground http://localhost:${playgroundPort}`);
say('Every change reloads the page. Press Ctrl-C to stop.');
const stop = async () => {
  await Promise.all([server.close(), playground.close(), backend.stop()]);
  process.exit(0);
};
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

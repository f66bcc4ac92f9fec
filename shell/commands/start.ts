// `npm start`: builds and releases the portal, starts the backend, serves both, and says where. With `--no-backend` the
// portal speaks to the server that VITE_API_URL names.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { publicEnvironment } from '../release/compose.js';
import { servePortal } from '../release/serve.js';
import { startBackend, type Backend } from './backend.js';
import { releaseAll } from './parts.js';
import { root } from './root.js';
import { servePlayground } from './playground.js';
import { choosePort } from './ports.js';

const USAGE = `npm start -- [--portal-port 5173] [--api-port 8000] [--playground-port 5174] [--data-dir .data] [--parts <folder of a store, instead of building>] [--no-demo] [--no-backend]`;

function options() {
  try {
    return parseArgs({
      options: {
        'portal-port': { type: 'string' },
        'api-port': { type: 'string' },
        'playground-port': { type: 'string' },
        'data-dir': { type: 'string', default: join(root, '.data') },
        parts: { type: 'string' },
        demo: { type: 'boolean', default: true },
        backend: { type: 'boolean', default: true },
      },
      allowNegative: true,
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\nUsage: ${USAGE}`, { cause: error });
  }
}

/** The server to speak to: an own one, or the one that is named. */
async function startApi(
  given: ReturnType<typeof options>,
  dataDir: string,
  pages: string[],
  say: (line: string) => void,
): Promise<{ url: string; environment: Record<string, string>; backend?: Promise<Backend> }> {
  if (!given.backend) {
    const url = process.env.VITE_API_URL;
    if (!url || !URL.canParse(url))
      throw new Error('--no-backend needs the address of a server, e.g. VITE_API_URL=http://localhost:8000');
    return { url, environment: {} };
  }
  const taken = pages.map((page) => Number(new URL(page).port));
  const port = await choosePort('the API', given['api-port'] ?? process.env.PORT, 8000, say, taken);
  const url = `http://localhost:${port}`;
  const demonstration = String(given.demo);
  const origins =
    process.env.CORS_ORIGINS?.split(',') ?? [5173, 5174, 3000].map((each) => `http://localhost:${each}`);
  const backend = startBackend({
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    CORS_ORIGINS: [...new Set([...origins, ...pages])].join(','),
    DEMONSTRATION: demonstration,
  });
  // A failure here is reported below; without a handler it would end the process before that.
  backend.catch(() => undefined);
  const environment = {
    VITE_API_URL: url,
    VITE_DEMONSTRATION: demonstration,
    VITE_ENABLE_FILE_UPLOAD: demonstration,
  };
  return { url, environment, backend };
}

async function start(): Promise<void> {
  const say = (line: string) => console.log(line);
  const given = options();
  const dataDir = resolve(given['data-dir']);
  const portalPort = await choosePort('the portal', given['portal-port'], 5173, say);
  const playgroundPort = await choosePort('the playground', given['playground-port'], 5174, say, [
    portalPort,
  ]);
  const playgroundUrl = `http://localhost:${playgroundPort}`;
  const portalUrl = `http://localhost:${portalPort}`;

  say(
    [
      given.parts ? 'Releasing the portal' : 'Building and releasing the portal',
      given.backend ? ', starting the backend …' : ' …',
    ].join(''),
  );
  const api = await startApi(given, dataDir, [portalUrl, playgroundUrl], say);
  const store = join(dataDir, 'portal');
  const environment = { ...api.environment, ...publicEnvironment(process.env) };
  await releaseAll(store, environment, given.parts);
  const portal = await servePortal(store);
  await portal.listen({ port: portalPort, host: 'localhost' });
  const playground = servePlayground(environment);
  await playground.listen({ port: playgroundPort, host: 'localhost' });
  const running = await api.backend;

  say(`Portal ${portalUrl}`);
  say(`API ${api.url}`);
  say(`Playground ${playgroundUrl}`);
  if (running && given.demo) {
    say('Sign in as clinician@voiceassist.example or admin@voiceassist.example, password try-voiceassist');
  }
  if (!running) say(`The server at ${api.url} has to allow the origin ${portalUrl}.`);
  say('Press Ctrl-C to stop.');

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await Promise.all([portal.close(), playground.close(), running?.stop()]);
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  running?.process.once('exit', (code) => {
    if (stopping) return;
    console.error(`The backend has stopped (${code}). Its log: ${join(dataDir, 'backend.log')}`);
    process.exit(1);
  });
}

start().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});

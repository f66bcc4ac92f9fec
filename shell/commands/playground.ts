// The playground of the elements, built from its sources when it is asked for first, so that it holds up no start.
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { contentPolicy, inScript, type PublicEnvironment } from '../release/page.js';
import { root } from './root.js';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** How Vite serves or builds the playground. */
export function playgroundConfig(environment: PublicEnvironment): InlineConfig {
  const configuration: Plugin = {
    name: 'playground-configuration',
    transformIndexHtml: () => [
      {
        tag: 'script',
        attrs: { type: 'application/json', id: 'va-config' },
        children: inScript(environment),
      },
    ],
  };
  return {
    root: join(root, 'examples/playground'),
    configFile: false,
    logLevel: 'warn',
    cacheDir: join(root, 'node_modules/.vite-playground'),
    plugins: [configuration],
    resolve: { tsconfigPaths: true },
  };
}

async function buildPlayground(environment: PublicEnvironment): Promise<Map<string, string | Uint8Array>> {
  const { output } = (await build({
    ...playgroundConfig(environment),
    build: { write: false, target: 'es2022', modulePreload: false, assetsInlineLimit: 0 },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

/** Serves the playground under the policy that the portal has. */
export function servePlayground(environment: PublicEnvironment): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  let built: ReturnType<typeof buildPlayground> | undefined;
  app.get('/*', async (request, reply) => {
    built ??= buildPlayground(environment);
    const [path = '/'] = request.url.split('?');
    const name = path === '/' ? '/index.html' : path;
    const file = (await built).get(name);
    if (file === undefined) return reply.code(404).type('text/plain').send('Not found');
    reply.headers({
      'Content-Security-Policy': contentPolicy(environment),
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    });
    return reply.type(TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream').send(file);
  });
  return app;
}

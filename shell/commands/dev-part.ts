import { basename, join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { isShared, readSourceManifest } from '../release/build.js';
import type { ReleaseInformation } from '../release/manifest.js';
import { partFolders } from './parts.js';
import { root } from './root.js';

const SHARED = '/@portal/';
const CODE = 'text/javascript';

/** A development server of one part, for a portal that runs elsewhere. */
export interface PartServer {
  /** Opens the portal with the part in the place of its own. */
  link: string;
  close(): Promise<void>;
}

/** Serves one part from its source into a deployed portal that is not for production. */
export async function servePart(
  name: string,
  portalAddress: string,
  port: number,
  workspace = root,
): Promise<PartServer> {
  const portal = originOf(portalAddress);
  const folder = join(workspace, `mfe-${name.replace(/^mfe-/, '')}`);
  if (!existsSync(join(folder, 'mfe.json'))) {
    const known = partFolders().map((each) => basename(each));
    const parts = known.filter((each) => each.startsWith('mfe-')).join(', ');
    throw new Error(
      `There is no part ${basename(folder)}; there are ${parts}. Make it: npm run new-mfe ${name}`,
    );
  }
  await assertOpen(portal);
  const { modules = {} } = await readSourceManifest(join(workspace, 'shared'));
  const origin = `http://localhost:${port}`;
  const server: ViteDevServer = await createServer({
    root: workspace,
    configFile: false,
    appType: 'custom',
    logLevel: 'warn',
    cacheDir: join(workspace, `node_modules/.vite-${basename(folder)}`),
    server: {
      port,
      strictPort: true,
      host: 'localhost',
      cors: { origin: portal },
      fs: { allow: [workspace, root] },
      // Its overlay is written as HTML, which the portal's policy does not allow; errors are here and in the console.
      hmr: { overlay: false },
      watch: { ignored: ['**/.data/**', '**/.types/**'] },
    },
    optimizeDeps: {
      entries: [`${basename(folder)}/src/main.ts`],
      exclude: Object.keys(modules),
    },
    plugins: [fromPortal(Object.keys(modules), origin), part(folder, portal)],
  });
  await server.listen();
  const link = new URL(portal);
  link.searchParams.set('override', `${basename(folder)}@${origin}`);
  return { link: link.href, close: () => server.close() };
}

function originOf(address: string): string {
  if (!URL.canParse(address))
    throw new Error(`--portal ${address} is not an address, such as https://portal.example`);
  return new URL(address).origin;
}

/** Refuses a portal that would not take the part, and says why. */
async function assertOpen(portal: string): Promise<void> {
  let page: string;
  try {
    page = await (await fetch(portal, { signal: AbortSignal.timeout(10_000) })).text();
  } catch (error) {
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    throw new Error(`${portal} cannot be reached (${why}).`, { cause: error });
  }
  const [, text] = /id="va-release">(.*?)<\/script>/.exec(page) ?? [];
  if (!text) throw new Error(`${portal} is no VoiceAssist portal: its page names no release.`);
  const { production } = JSON.parse(text) as ReleaseInformation;
  if (production !== false)
    throw new Error(
      `${portal} is for production, where parts are never replaced. Use a portal that was composed with another VITE_ENV.`,
    );
}

/**
 * What parts share stays the portal's: its import map resolves a bare name in a module that is not rewritten, so each
 * name gets such a module.
 */
function fromPortal(names: string[], origin: string): Plugin {
  return {
    name: 'from-portal',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!isShared(id)) return undefined;
      if (!names.includes(id))
        throw new Error(`${importer}: ${id} is not among what the portal shares: ${names.join(', ')}`);
      return { id: `${origin}${SHARED}${id}`, external: true };
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (!request.url?.startsWith(SHARED)) return next();
        const specifier = decodeURIComponent(request.url.slice(SHARED.length).split('?')[0] ?? '');
        if (!names.includes(specifier)) return response.writeHead(404).end();
        return response
          .writeHead(200, { 'Content-Type': CODE, 'Access-Control-Allow-Origin': '*' })
          .end(`export * from ${JSON.stringify(specifier)};`);
      });
    },
  };
}

/** Where the portal finds the part: `/override.js`, and what it must know of it: `/override.json`. */
function part(folder: string, portal: string): Plugin {
  return {
    name: 'part',
    configureServer({ middlewares }) {
      middlewares.use(async (request, response, next) => {
        // A browser asks first whether a page from the network may reach this computer.
        if (request.headers['access-control-request-private-network'])
          response.setHeader('Access-Control-Allow-Private-Network', 'true');
        const [path] = request.url?.split('?') ?? [];
        if (path !== '/override.js' && path !== '/override.json') return next();
        response.setHeader('Access-Control-Allow-Origin', portal);
        response.setHeader('Cache-Control', 'no-store');
        const manifest = await readSourceManifest(folder);
        if (path === '/override.json') {
          const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
            version: string;
          };
          return response
            .setHeader('Content-Type', 'application/json')
            .end(JSON.stringify({ ...manifest, version }));
        }
        const entry = `/${basename(folder)}/${(manifest.entry ?? './src/main.ts').replace('./', '')}`;
        return response
          .setHeader('Content-Type', CODE)
          .end(`import '/@vite/client';\nexport * from ${JSON.stringify(entry)};`);
      });
    },
  };
}

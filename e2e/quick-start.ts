import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { root } from '../shell/commands/root.js';
import { QUICK_START } from './stack.js';

const START = join(root, 'shell/commands/start.ts');
const BACKEND = join(root, 'backend/src/main.ts');

/** Bundles `npm start` and the backend that it starts; gives the environment that tells stacks of them. */
export async function makeQuickStart(folder: string): Promise<Record<string, string>> {
  const { NODE_ENV } = process.env;
  const backend = await bundle(BACKEND, folder);
  const start = await bundle(START, folder, {
    name: 'bundled-backend',
    enforce: 'pre',
    transform(code, id) {
      if (id !== join(root, 'shell/commands/backend.ts')) return;
      const quick = code.replace("'--import', 'tsx', 'backend/src/main.ts'", JSON.stringify(backend));
      if (quick === code) throw new Error(`${id} starts the backend in another way than it did`);
      return quick;
    },
  });
  // Vite sets it for the whole process, and with "production" npm installs less for whoever is started from here.
  if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
  return { [QUICK_START]: start };
}

async function bundle(entry: string, folder: string, ...plugins: Plugin[]): Promise<string> {
  const name = `${basename(dirname(entry))}-${basename(entry, '.ts')}.mjs`;
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [where, outside, ...plugins],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: entry, output: { entryFileNames: name, codeSplitting: false } },
    },
  });
  return join(folder, name);
}

/** Every module goes on finding the files beside it. */
const where: Plugin = {
  name: 'where',
  enforce: 'pre',
  transform: (code, id) =>
    /import\.meta\.url|__dirname/.test(code)
      ? code
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
          .replaceAll('__dirname', JSON.stringify(dirname(id)))
      : undefined,
};

const addressOf = (name: string, from: string) => pathToFileURL(createRequire(from).resolve(name)).href;

/** Who is given the parts builds nothing but the playground, when it is asked for. */
const LATE_VITE = `
  export const build = async (options) => (await import('${addressOf('vite', START)}')).build(options);
  export const parseAst = undefined, defaultClientConditions = [];`;

/** Native code, and who asks for it. */
const NATIVE: Record<string, string> = { '@node-rs/argon2': BACKEND, lightningcss: START };

/** What is loaded from where it is. */
const outside: Plugin = {
  name: 'outside',
  enforce: 'pre',
  resolveId(id) {
    if (id === 'vite') return '\0vite';
    const address = NATIVE[id] ? addressOf(id, NATIVE[id]) : id;
    return address.startsWith('file:') ? { id: address, external: 'absolute' } : undefined;
  },
  load: (id) => (id === '\0vite' ? LATE_VITE : undefined),
};

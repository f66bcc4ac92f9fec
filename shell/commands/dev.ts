// `npm run dev`: the whole portal from its sources. `npm run dev -- mfe-chat --portal https://portal.example`: one part
// from its source inside a deployed portal that is not for production.
import { parseArgs } from 'node:util';

const USAGE = `npm run dev
npm run dev -- <part> --portal <address> [--port 5180]`;

async function devPart(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { portal: { type: 'string' }, port: { type: 'string' } },
  });
  const [name = '', ...more] = positionals;
  if (more.length || !values.portal) throw new Error(USAGE);
  const { choosePort } = await import('./ports.js');
  const { servePart } = await import('./dev-part.js');
  const port = await choosePort('the part', values.port, 5180, console.log);
  const { link, close } = await servePart(name, values.portal, port);
  console.log(`Open ${link}
Every change of ${name} reloads that tab; other tabs and other people keep the release.
The badge at the bottom ends it. Press Ctrl-C to stop.`);
  const stop = () => void close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const [first = '--'] = process.argv.slice(2);
if (first.startsWith('--') && !process.argv.includes('--portal')) await import('./dev-all.js');
else {
  await devPart().catch((error: unknown) => {
    console.error((error as Error).message);
    process.exit(2);
  });
}

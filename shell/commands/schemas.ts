// `npm run schemas`: writes docs/schemas from the schemas in shell/release. With `-- --check` nothing is changed; it fails
// when a file is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { jsonSchemas } from '../release/schemas.js';
import { root } from './root.js';

const check = process.argv.includes('--check');
const folder = join(root, 'docs/schemas');
await mkdir(folder, { recursive: true });
for (const [file, schema] of jsonSchemas()) {
  const path = join(folder, file);
  const text = await format(JSON.stringify(schema), { ...(await resolveConfig(path)), filepath: path });
  if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
  if (check) {
    console.error(`${relative(root, path)} is out of date: npm run schemas`);
    process.exitCode = 1;
  } else {
    await writeFile(path, text);
    console.log(`${relative(root, path)} written`);
  }
}

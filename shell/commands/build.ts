// `npm run build`: builds every part into its `dist`, with what `shared` declares at this moment.
import { join, relative } from 'node:path';
import { buildPart, readSourceManifest } from '../release/build.js';
import { declarations } from './declarations.js';
import { partFolders } from './parts.js';
import { root } from './root.js';

const shared = join(root, 'shared');
const { modules = {} } = await readSourceManifest(shared);
// A file that is several modules is read once, by the shortest of their names.
const paths = new Map<string, string>();
for (const [name, path] of Object.entries(modules).sort(([one], [other]) => one.length - other.length))
  if (name.startsWith('@voiceassist/') && !paths.has(path)) paths.set(path, name);
const contract = declarations(
  Object.fromEntries([...paths].map(([path, name]) => [name, join(shared, path)])),
  join(shared, 'tsconfig.json'),
);
for (const folder of partFolders()) {
  await buildPart(folder, undefined, contract);
  console.log(`${relative(root, folder)} built`);
}

// `npm run build`: builds every part of the portal into its own dist folder.
import { relative } from 'node:path';
import { buildPart } from '../release/build.js';
import { partFolders, root } from './parts.js';

for (const folder of partFolders()) {
  await buildPart(folder);
  console.log(`${relative(root, folder)} built`);
}

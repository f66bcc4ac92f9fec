// `npm run elements`: writes mfe-chat/custom-elements.json from the code of the elements that partners use, and
// docs/elements from it. With `-- --check` nothing is changed; it fails when a file is out of date, when the manifest
// and the code differ, or when anything public has no description.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { findGaps } from './elements/completeness.js';
import { writePages } from './elements/documentation.js';
import { elementsOf, makeManifest } from './elements/manifest.js';
import { packageFolder, readSources } from './elements/program.js';
import { root } from './root.js';

const check = process.argv.includes('--check');
const folder = join(root, 'docs/elements');

const sources = readSources();
const manifest = makeManifest(sources);
const pages = writePages(manifest);
const files = new Map([
  [join(packageFolder, 'custom-elements.json'), JSON.stringify(manifest)],
  ...[...pages].map(([name, text]): [string, string] => [join(folder, name), text]),
]);

const wrong = findGaps(manifest, sources);
await mkdir(folder, { recursive: true });
for (const [path, text] of files) {
  const written = await format(text, { ...(await resolveConfig(path)), filepath: path });
  if (!check) await writeFile(path, written);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== written) {
    wrong.push(`${relative(root, path)} is out of date: npm run elements`);
  }
}
for (const name of await readdir(folder)) {
  if (!pages.has(name)) wrong.push(`docs/elements/${name} belongs to no element`);
}

for (const line of wrong) console.error(line);
const [element] = elementsOf(manifest);
const count = (list: unknown[] = []): number => list.length;
console.log(
  wrong.length
    ? `${wrong.length} to do`
    : `<${element?.tagName}>: ${count(element?.attributes)} attributes, ${count(element?.members)} properties and methods, ` +
        `${count(element?.events)} events, ${count(element?.slots)} slots, ${count(element?.cssParts)} parts, ` +
        `${count(element?.cssProperties)} custom properties, each with its description.`,
);
process.exitCode = wrong.length ? 1 : 0;

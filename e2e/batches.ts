import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../shell/commands/root.js';

/** Files of one process: more would leave one core idle at the end, fewer load the same modules again and again. */
const MOST = 10;

/** The folder of a package, whose files load much the same modules. */
const areaOf = (path: string) => dirname(path).split('/').slice(0, 2).join('/');

/**
 * Test files put together, so that what they load (3 of the 4 seconds of a small test of the backend) is loaded once for all of
 * them. Each file is a suite of its own: its hooks are for its tests alone. Gives the files to run in their place.
 */
export async function inBatches(files: readonly string[], folder: string): Promise<string[]> {
  const areas = new Map<string, string[]>();
  for (const file of files) areas.set(areaOf(file), [...(areas.get(areaOf(file)) ?? []), file]);
  const batches = [...areas.values()].flatMap((area) => {
    const count = Math.ceil(area.length / MOST);
    // Every so many, since what takes long stands together.
    return Array.from({ length: count }, (_, at) => area.filter((_file, index) => index % count === at));
  });
  return Promise.all(
    batches.map(async (batch, at) => {
      const path = join(folder, `${areaOf(batch[0] ?? '').replaceAll('/', '-')}-${at}.test.mjs`);
      const suites = batch.map(
        (file) =>
          `describe(${JSON.stringify(file)}, () => import(${JSON.stringify(pathToFileURL(join(root, file)).href)}));`,
      );
      await writeFile(path, `import { describe } from 'node:test';\n${suites.join('\n')}\n`);
      return path;
    }),
  );
}

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILD_RECORD } from '../build-record.js';

/** A part as its build leaves it, in a folder of its own below `root`. */
export async function builtPart(
  root: string,
  name: string,
  record: object = {},
  code = `export const name = '${name}';`,
): Promise<string> {
  await mkdir(root, { recursive: true });
  const folder = await mkdtemp(join(root, `${name}-`));
  await writeFile(join(folder, 'main.js'), code);
  const full = {
    name: `@voiceassist/${name}`,
    version: '0.1.0',
    requires: {},
    routes: [],
    navigation: [],
    modules: { [`@voiceassist/${name}`]: 'main.js' },
    graph: { 'main.js': [] },
    dynamicImports: [],
    ...record,
  };
  await writeFile(join(folder, BUILD_RECORD), JSON.stringify(full));
  return folder;
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DIALECT_NAMES } from './names.js';
import { DIALECTS } from './registry.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const PLACES = ['shared/src', 'mfe-auth/src', 'mfe-chat/src', 'mfe-admin-kb/src', 'shell/src'];

/** Each import of a file, as a path from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to = '']) =>
    relative(root, resolve(dirname(file), to))
      .split(sep)
      .join('/'),
  );
}

const files = PLACES.flatMap((place) =>
  readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|testing/.test(path))
    .map((path) => `${place}/${path.split(sep).join('/')}`),
);
const pairs = files.flatMap((file) => importsOf(join(root, file)).map((to) => [file, to] as const));

describe('A dialect', () => {
  it('is known by its registry alone', () => {
    const inside = /\/dialects\/([a-z]+)\//;
    const outside = pairs.filter(([file, to]) => {
      const dialect = inside.exec(to)?.[1];
      return (
        dialect !== undefined && inside.exec(file)?.[1] !== dialect && !file.endsWith('/dialects/registry.ts')
      );
    });
    // What the sockets of a dialect need of its calls is a type, which is no code.
    assert.deepEqual(
      outside.filter(([file]) => file !== 'shared/src/index.ts'),
      [],
    );
    assert.match(
      readFileSync(join(root, 'shared/src/index.ts'), 'utf8'),
      /export type \{ GatewayRealtime \}/,
    );
  });

  it('is chosen where a page is configured or a server is connected, and nowhere else', () => {
    const entries = new Set([
      ...[
        'shared/src/config.ts',
        'shared/src/index.ts',
        'shared/src/modules/calls.ts',
        'shared/src/api/api.ts',
      ],
      ...['shared/src/api/server.ts', 'mfe-chat/src/access-controller.ts'],
    ]);
    const others = pairs.filter(
      ([file, to]) => /\/dialects\//.test(to) && !/\/dialects\//.test(file) && !entries.has(file),
    );
    assert.deepEqual(others, []);
  });

  it('has an entry for every name, and names none that is not there', () => {
    assert.deepEqual(Object.keys(DIALECTS), [...DIALECT_NAMES]);
    const sockets = readFileSync(join(root, 'mfe-chat/src/dialects/registry.ts'), 'utf8');
    for (const name of DIALECT_NAMES) assert.ok(name === 'guide' || sockets.includes(`${name}: async`), name);
  });
});

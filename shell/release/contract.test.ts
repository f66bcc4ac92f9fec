import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { declarations } from '../commands/declarations.js';
import { compose } from './compose.js';
import { used, type Declarations } from './contract.js';
import { importedNames } from './imported-names.js';
import { publish } from './publish.js';
import { builtPart } from './testing/built-part.js';
import { memoryStore } from './testing/memory-store.js';

const MODULE = '@voiceassist/shared';
let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'voiceassist-contract-'));
});
after(() => rm(root, { recursive: true }));

/** What a module of this source declares. */
async function declared(source: string): Promise<Declarations> {
  const path = join(root, `module-${Math.random()}.ts`);
  const config = join(root, 'tsconfig.json');
  await writeFile(path, source);
  const compilerOptions = { strict: true, target: 'ES2022', lib: ['ES2023'], types: [], module: 'ESNext' };
  await writeFile(config, JSON.stringify({ compilerOptions }));
  return declarations({ [MODULE]: path }, config);
}

const BEFORE = `
export interface User { id: string; name?: string }
export class Session {
  #token = '';
  constructor(readonly address: string) {}
  user(): Promise<User | undefined> { return Promise.resolve(undefined); }
  end(reason?: 'idle' | 'user'): void {}
}
export const schema: { parse(input: unknown): { rows: User[] } } = { parse: () => ({ rows: [] }) };
export const unused = 1;
`;

/** What compose says of a part that was built with one source and is released with another. */
async function composed(now: string, names = ['Session', 'schema']): Promise<string> {
  const store = memoryStore();
  const [old, live] = [await declared(BEFORE), await declared(now)];
  const exported = Object.keys(live[MODULE] ?? {});
  const folders = [
    await builtPart(root, 'shell'),
    await builtPart(root, 'shared', { declares: live, exports: { [MODULE]: exported } }),
    await builtPart(root, 'one', { imports: { [MODULE]: names }, declares: used(old, { [MODULE]: names }) }),
  ];
  const parts: Record<string, string> = {};
  for (const folder of folders) {
    const { name, hash } = await publish(store, folder);
    parts[name] = hash;
  }
  return compose(store, parts, {}).then(
    () => 'composed',
    (error: Error) => error.message,
  );
}

describe('the contract between a part and what it imports', () => {
  it('holds when nothing changes, and when something is added or what is not used changes', async () => {
    assert.equal(await composed(BEFORE), 'composed');
    const more = BEFORE.replace('id: string;', 'id: string; email: string;')
      .replace('user()', 'more(): void {}\n  user()')
      .replace("'idle' | 'user'", "'user' | 'idle'")
      .replace('unused = 1', "unused = 'text'");
    assert.equal(await composed(`${more}\nexport const added = 1;`), 'composed');
  });

  it('is refused when a name is gone that the part imports', async () => {
    const said = await composed(BEFORE.replace('export const schema', 'export const parser'));
    assert.match(
      said,
      /@voiceassist\/one imports schema from @voiceassist\/shared, which @voiceassist\/shared 0\.1\.0 does not export/,
    );
    assert.match(said, /what is live goes on/);
  });

  it('is refused when what the part uses is declared in another way, also behind a name', async () => {
    const changes: [from: string, to: string, said: RegExp][] = [
      ['end(', 'finish(', /another Session of .*: end\(0\)\? was .*gone/],
      ['id: string;', 'id: number;', /another User of @voiceassist\/shared: id was string, now number/],
      ['address: string', 'address: string, port: number', /new\(1\) is needed now/],
      ['unknown', 'string', /another schema of .*: parse\(0\) was unknown, now string/],
      ['rows', 'users', /another schema of .*: parse=>\/rows was .*, now is gone/],
      ['Promise<User | undefined>', 'Promise<undefined>', /another Session of .*: user=>/],
    ];
    for (const [from, to, said] of changes) {
      assert.ok(BEFORE.includes(from));
      const answer = await composed(BEFORE.replaceAll(from, to));
      assert.match(answer, said, `${from} → ${to}`);
      assert.match(answer, /Build it again with @voiceassist\/shared 0\.1\.0/);
    }
  });

  it('is read from built code, whatever a minifier made of it', () => {
    const code = `import{LitElement as e,html as t}from"lit";import"./own.js";import*as r from"all";import d from"one";export{x as y}from"lit";import("late");`;
    assert.deepEqual(importedNames([code, 'import{css}from"lit"']), {
      all: ['*'],
      lit: ['LitElement', 'css', 'html', 'x'],
      one: ['default'],
    });
  });
});

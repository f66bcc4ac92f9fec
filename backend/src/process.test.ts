import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { capabilitiesSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

describe('The process', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-'));
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  /** Starts it on any free port with the data folder of this test. */
  function start(env: Record<string, string> = {}): { child: ChildProcess; said: () => string } {
    const child = fork(main, {
      execArgv: ['--import', 'tsx'],
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', ...env },
      silent: true,
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return { child, said: () => said };
  }

  async function capabilities(port: number) {
    const answer = await fetch(`http://localhost:${port}/api/capabilities`);
    return v.parse(capabilitiesSchema, await answer.json());
  }

  it('refuses a wrong configuration in one line', async () => {
    const { child, said } = start({ PORT: 'eighty' });
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
    assert.match(said(), /^The configuration is not usable\. PORT: expected a whole number.*\n$/);
  });

  async function signIn(port: number, email: string, password: string): Promise<number> {
    const answer = await fetch(`http://localhost:${port}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    return answer.status;
  }

  it('shares its data folder with no other, keeps everything when it is killed, and ends when asked to', async () => {
    const first = start({ DEMONSTRATION: 'true' });
    const [{ type, port }] = await once(first.child, 'message');
    assert.equal(type, 'listening');
    const second = start();
    assert.deepEqual(await once(second.child, 'exit'), [1, null]);
    assert.match(
      second.said(),
      new RegExp(`^Another process uses the database in ${dataDir}.*DATABASE_URL.*\\n$`),
    );

    const people = (await capabilities(port)).demonstration?.sign_ins ?? [];
    assert.equal(people.length, 2);
    for (const { email, password } of people) assert.equal(await signIn(port, email, password), 200, email);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const third = start();
    const [{ port: nextPort }] = await once(third.child, 'message');
    assert.equal((await capabilities(nextPort)).demonstration, undefined);
    for (const { email, password } of people)
      assert.equal(await signIn(nextPort, email, password), 200, email);
    third.child.kill('SIGTERM');
    assert.deepEqual(await once(third.child, 'exit'), [0, null]);
  });
});

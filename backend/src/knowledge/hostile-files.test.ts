import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HOSTILE_FILES, type HostileFile } from './testing/hostile-files.js';

/** What hostile files may cost the backend at most, beside what it takes after a first, friendly file. */
const MOST_MORE = 150;

describe('a hostile file', () => {
  let folder: string;
  let child: ChildProcessByStdio<Writable, Readable, null>;
  let url = '';
  let token = '';
  let atFirst = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voiceassist-hostile-'));
    const script = fileURLToPath(new URL('testing/served-process.ts', import.meta.url));
    child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    [url = '', token = ''] = line.toString().trim().split(' ');
    await end('friendly.md', '# Friendly\n\nWords.');
    // What starting took does not count.
    await writeFile(`/proc/${child.pid}/clear_refs`, '5').catch(() => undefined);
    atFirst = await peak();
  });
  after(async () => {
    child.stdin.end();
    await once(child, 'exit');
    await rm(folder, { recursive: true });
  });

  const authorization = () => ({ Authorization: `Bearer ${token}` });

  /** The most memory that the process has had since it was told to look, in MB; only Linux tells. */
  async function peak(): Promise<number> {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  }

  /** Sends a file and waits for its end. */
  async function end(filename: string, content: Buffer | string) {
    const path = join(folder, 'file');
    await writeFile(path, content);
    const form = new FormData();
    form.append('source_type', 'guideline');
    form.append('specialty', 'general');
    // From the disk: the memory that is measured is the backend's alone, but this process has a limit as well.
    form.append('file', await openAsBlob(path), filename);
    const response = await fetch(`${url}/api/admin/kb/upload`, {
      method: 'POST',
      headers: authorization(),
      body: form,
    });
    const body = (await response.json()) as { document_id?: string; detail?: string };
    if (response.status !== 202) return { status: response.status, words: body.detail ?? '' };
    for (;;) {
      const answer = await fetch(`${url}/api/admin/kb/documents/${body.document_id}`, {
        headers: authorization(),
      });
      const document = (await answer.json()) as { status: string; error: string | null; filename: string };
      if (document.status === 'failed') return { status: document.status, words: document.error ?? '' };
      if (document.status === 'ready') return { status: document.status, words: document.filename };
      await wait(20);
    }
  }

  const name = ({ what, ends }: HostileFile) =>
    `with ${what} ends ${typeof ends === 'number' ? `with ${ends}` : ends}, in words`;
  for (const file of HOSTILE_FILES) {
    it(name(file), async () => {
      const { status, words } = await end(file.filename, await file.content());
      assert.equal(status, file.ends, words);
      assert.match(words, file.words);
    });
  }

  it(`costs the backend less than ${MOST_MORE} MB, all of them together`, async (test) => {
    if (!atFirst) return test.skip('only Linux tells the most memory that a process has had');
    const more = Math.round((await peak()) - atFirst);
    test.diagnostic(`${more} MB more than the ${Math.round(atFirst)} MB before`);
    assert.ok(more < MOST_MORE, `${more} MB more`);
  });

  it('leaves a backend that goes on reading', async () => {
    assert.deepEqual(await end('after.md', '# After\n\nWords that come later.'), {
      status: 'ready',
      words: 'after.md',
    });
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startKnowledge, textOf } from '../knowledge/testing/server.js';
import { exchange, makePartner } from '../partners/testing/partner.js';
import { findPostgreSql, startPostgreSql, type TestPostgreSql } from '../testing/postgresql.js';
import { backUp } from './backup.js';
import { restore } from './restore.js';

const GOUT = '# Gout\n\nNaproxen is the first-line drug for an acute attack of gout.';
const QUESTION = 'What is the first-line drug for gout?';
const PASSPHRASE = 'correct horse battery staple';

const programs = findPostgreSql();
for (const kind of ['embedded', 'PostgreSQL'] as const) {
  const skip = kind === 'PostgreSQL' && programs === undefined && 'PostgreSQL is not installed';
  describe(`a backup (${kind})`, { skip }, () => {
    let folder: string;
    let first: TestPostgreSql | undefined;
    let second: TestPostgreSql | undefined;
    const place = (name: string, server: TestPostgreSql | undefined) => ({
      dataDir: join(folder, name),
      databaseUrl: server?.url,
    });
    const environment = ({ dataDir, databaseUrl = '' }: ReturnType<typeof place>) => ({
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
    });
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'voiceassist-backup-'));
      if (kind === 'PostgreSQL') {
        first = await startPostgreSql(programs ?? '');
        second = await startPostgreSql(programs ?? '');
      }
    });
    after(async () => {
      await first?.stop();
      await second?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('restores accounts, partners, documents with their files, answers and the audit log in another place', async () => {
      const from = place('from', first);
      let server = await startKnowledge(environment(from));
      const { id } = await server.indexed('gout.md', GOUT);
      const partner = await makePartner(server, {}, undefined, server.token);
      const used = await partner.sign();
      assert.equal((await exchange(server, used)).status, 200);
      if (kind === 'embedded') {
        await assert.rejects(backUp(from, join(folder, 'early')), /Another process uses the database/);
        await server.close();
      }
      await backUp(from, join(folder, 'plain'));
      await backUp(from, join(folder, 'sealed'), PASSPHRASE);
      if (kind === 'PostgreSQL') await server.close();

      assert.ok(!(await readFile(join(folder, 'sealed'))).includes('gout'));
      const to = place('to', second);
      await assert.rejects(restore(to, join(folder, 'sealed')), /set BACKUP_PASSPHRASE/);
      const wrong = restore(to, join(folder, 'sealed'), { passphrase: 'another one' });
      await assert.rejects(wrong, /passphrase is another one/);
      await restore(to, join(folder, 'sealed'), { passphrase: PASSPHRASE });

      server = await startKnowledge(environment(to));
      try {
        assert.match(textOf(await server.ask(QUESTION)), /Naproxen/);
        // The file itself is there: it can be read again.
        assert.equal((await server.call(`POST /api/admin/kb/documents/${id}/retry`)).status, 202);
        await server.ready(1);
        const { body } = await server.call('GET /api/admin/audit/verification');
        assert.equal((body as { is_intact: boolean }).is_intact, true);
        // Its secret opens, and what was used stays used.
        assert.equal((await exchange(server, await partner.sign())).status, 200);
        assert.equal((await exchange(server, used)).status, 401);
      } finally {
        await server.close();
      }
    });

    it('is refused where data is, and with force puts it aside', async () => {
      const to = place('to', second);
      await assert.rejects(restore(to, join(folder, 'plain')), /There is data in/);
      const { keptIn } = await restore(to, join(folder, 'plain'), { force: true });
      assert.ok((await readdir(keptIn ?? '')).includes('documents'));
      const server = await startKnowledge(environment(to));
      assert.match(textOf(await server.ask(QUESTION)), /Naproxen/);
      await server.close();
    });

    it('that was cut off, altered, or is none is refused, and nothing is changed', async () => {
      const whole = await readFile(join(folder, 'sealed'));
      const middle = whole.length >> 1;
      whole.writeUInt8(whole.readUInt8(middle) ^ 1, middle);
      await writeFile(join(folder, 'altered'), whole);
      await writeFile(join(folder, 'short'), whole.subarray(0, middle));
      await writeFile(join(folder, 'none'), 'something else');
      for (const name of ['altered', 'short', 'none']) {
        const given = { passphrase: PASSPHRASE, force: true };
        await assert.rejects(
          restore(place('to', second), join(folder, name), given),
          /Nothing was changed/,
          name,
        );
      }
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.startsWith('.')),
        [],
      );
    });
  });
}

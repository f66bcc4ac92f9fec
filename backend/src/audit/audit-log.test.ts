import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fastify } from 'fastify';
import { openDatabase, type OpenDatabase } from '../db.js';
import { describeOnBothDatabases } from '../testing/server.js';
import { AuditLog } from './audit-log.js';
import { Chain } from './chain.js';
import { Checkpoint } from './checkpoint.js';
import { verify } from './verification.js';

const WRITERS = 4;
const EVENTS = 200;

describeOnBothDatabases('Writing the audit log', ({ env }) => {
  const chain = new Chain(randomBytes(48));
  const folders: string[] = [];
  let databases: OpenDatabase[];
  let logs: AuditLog[];
  before(async () => {
    const folder = async () => {
      const made = await mkdtemp(join(tmpdir(), 'voiceassist-'));
      folders.push(made);
      return made;
    };
    const open = async () =>
      openDatabase({ databaseUrl: env['DATABASE_URL'], dataDir: folders[0] ?? (await folder()) });
    const first = await open();
    databases = [first];
    logs = [];
    for (let n = 0; n < WRITERS; n += 1) {
      // Every server has connections of its own; the embedded database can have one server alone.
      const database = n === 0 || first.kind === 'embedded' ? first : await open();
      if (database !== first) databases.push(database);
      const checkpoint = await Checkpoint.open(await folder());
      logs.push(new AuditLog({ db: database.db, chain, checkpoint, log: fastify().log }));
    }
  });
  after(async () => {
    for (const log of logs) await log.close();
    for (const database of databases) await database.close();
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  it('by several servers at once leaves no gap and one chain, whole at every moment', async () => {
    const { db } = databases[0]!;
    const expected = new Set<string>();
    let isWriting = true;
    const writing = Promise.all(
      Array.from({ length: EVENTS }, (_, n) => {
        const requestId = randomUUID();
        expected.add(requestId);
        return logs[n % WRITERS]!.record({ action: 'user.read', outcome: 'done', requestId });
      }),
    ).finally(() => (isWriting = false));
    let looks = 0;
    while (isWriting) {
      const { is_intact } = await verify(db, chain, { id: 0, hash: '' });
      assert.ok(is_intact);
      looks += 1;
    }
    await writing;
    assert.ok(looks > 0);
    const rows = await db.selectFrom('audit_entries').selectAll().orderBy('id').execute();
    assert.deepEqual(
      rows.map(({ id }) => id),
      Array.from({ length: EVENTS }, (_, index) => index + 1),
    );
    assert.deepEqual(new Set(rows.map(({ request_id }) => request_id)), expected);
    assert.deepEqual(await verify(db, chain, { id: 0, hash: '' }), {
      is_intact: true,
      entries: EVENTS,
      broken_at: null,
    });
  });

  it('one event after the other takes a few milliseconds', async (context) => {
    const log = logs[0]!;
    const times: number[] = [];
    for (let n = 0; n < 100; n += 1) {
      const start = performance.now();
      await log.record({ action: 'user.read', outcome: 'done' });
      times.push(performance.now() - start);
    }
    const median = times.sort((one, other) => one - other)[50] ?? Infinity;
    context.diagnostic(`median ${median.toFixed(1)} ms`);
    assert.ok(median < 50, `${median} ms`);
  });

  it('goes on where the last server stopped, and is checked against what that one kept', async () => {
    const { db } = databases[0]!;
    const dataDir = folders.at(-1)!;
    const log = logs.at(-1)!;
    await log.record({ action: 'user.read', outcome: 'done' });
    await log.close();
    const again = await Checkpoint.open(dataDir);
    const rows = await db.selectFrom('audit_entries').select(['id', 'hash']).execute();
    assert.deepEqual(
      again.head,
      rows.reduce((one, other) => (one.id > other.id ? one : other)),
    );
    assert.equal((await verify(db, chain, again.head)).is_intact, true);
    assert.equal((await verify(db, chain, { ...again.head, id: again.head.id + 1 })).is_intact, false);
    assert.equal((await verify(db, chain, { ...again.head, hash: 'other' })).is_intact, false);
    assert.equal((await verify(db, new Chain(randomBytes(48)), again.head)).broken_at, 1);
  });
});

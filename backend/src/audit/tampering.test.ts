import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, it } from 'node:test';
import { fastify } from 'fastify';
import { openDatabase, type OpenDatabase } from '../db.js';
import { describeOnBothDatabases } from '../testing/server.js';
import { AuditLog } from './audit-log.js';
import { Chain, NO_ENTRIES } from './chain.js';
import { Checkpoint } from './checkpoint.js';
import type { AuditRow } from './tables.js';
import { verify } from './verification.js';

const ENTRIES = 12;

/** Every column, and what somebody could want it to say. */
const CHANGES: { [Column in keyof AuditRow]: AuditRow[Column] } = {
  id: 1000,
  at: new Date('2020-02-02T02:02:02.002Z'),
  action: 'user.read',
  outcome: 'failed',
  actor_id: randomUUID(),
  target_id: randomUUID(),
  request_id: randomUUID(),
  previous_hash: 'A'.repeat(43),
  hash: 'B'.repeat(43),
};

describeOnBothDatabases('Tampering with the audit log', ({ env }) => {
  const chain = new Chain(randomBytes(48));
  let dataDir: string;
  let database: OpenDatabase;
  let checkpoint: Checkpoint;
  let audit: AuditLog;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-'));
    database = await openDatabase({ databaseUrl: env['DATABASE_URL'], dataDir });
    checkpoint = await Checkpoint.open(dataDir);
    audit = new AuditLog({ db: database.db, chain, checkpoint, log: fastify().log });
  });
  after(async () => {
    await audit.close();
    await database.close();
    await rm(dataDir, { recursive: true });
  });

  const db = () => database.db;
  const rows = () => db().selectFrom('audit_entries').selectAll().orderBy('id').execute();
  const heads = () => db().selectFrom('audit_head').selectAll().execute();
  const run = (statement: string) => database.query(statement);
  /** What the database alone shows, unless the checkpoint is given too. */
  const look = (known = NO_ENTRIES) => verify(db(), chain, known);
  const record = () =>
    audit.record({
      action: 'document.read',
      outcome: 'done',
      actorId: randomUUID(),
      targetId: randomUUID(),
      requestId: randomUUID(),
    });
  const clear = async () => {
    await run('delete from audit_entries');
    await run('delete from audit_head');
    await audit.close();
    await checkpoint.keep(NO_ENTRIES);
  };

  /** Does what somebody can do who may write to the database, looks, and begins a log of the same length again. */
  async function finding(attack: () => Promise<unknown>, known = NO_ENTRIES) {
    await attack();
    const found = await look(known);
    await fill();
    return found;
  }
  const fill = async () => {
    await clear();
    for (let n = 0; n < ENTRIES; n += 1) await record();
    await audit.close();
  };

  beforeEach(async () => {
    await run('alter table audit_entries disable trigger append_only');
    await fill();
  });

  it('is refused by the database to whoever does not switch that off', async () => {
    await run('alter table audit_entries enable trigger append_only');
    for (const statement of [
      `update audit_entries set outcome = 'refused' where id = 3`,
      'delete from audit_entries where id = 3',
      'truncate audit_entries',
    ]) {
      await assert.rejects(run(statement), /can only be added to/);
    }
    assert.equal((await rows()).length, ENTRIES);
  });

  it('that did not happen is not reported', async () => {
    assert.deepEqual(await look(), { is_intact: true, entries: ENTRIES, broken_at: null });
  });

  it('is found in any column of any entry', async () => {
    let checked = 0;
    for (const { id } of await rows()) {
      for (const [column, value] of Object.entries(CHANGES)) {
        const found = await finding(() =>
          db()
            .updateTable('audit_entries')
            .set({ [column]: value })
            .where('id', '=', id)
            .execute(),
        );
        assert.equal(found.is_intact, false, `${column} of ${id}`);
        if (column !== 'id') assert.equal(found.broken_at, id, `${column} of ${id}`);
        checked += 1;
      }
    }
    assert.equal(checked, ENTRIES * 9);
  });

  it('is found when an id is taken away', async () => {
    for (const column of ['actor_id', 'target_id', 'request_id']) {
      const found = await finding(() => run(`update audit_entries set ${column} = null where id = 5`));
      assert.equal(found.broken_at, 5, column);
    }
  });

  it('is found when an entry in the middle is deleted, even if the others move up', async () => {
    assert.equal((await finding(() => run('delete from audit_entries where id = 6'))).broken_at, 7);
    const moved = await finding(async () => {
      await run('delete from audit_entries where id = 6');
      for (let id = 7; id <= ENTRIES; id += 1) {
        await run(`update audit_entries set id = ${id - 1} where id = ${id}`);
      }
    });
    assert.equal(moved.broken_at, 6);
  });

  it('is found when the first or the last entries are cut off', async () => {
    assert.equal((await finding(() => run('delete from audit_entries where id = 1'))).broken_at, 2);
    assert.equal((await finding(() => run('delete from audit_entries where id > 9'))).broken_at, 10);
    const withHead = await finding(async () => {
      await run('delete from audit_entries where id > 9');
      await run(
        `update audit_head set last_id = 9, last_hash = (select hash from audit_entries where id = 9)`,
      );
    });
    assert.equal(withHead.broken_at, 10);
    const all = await finding(
      () => run('delete from audit_entries; delete from audit_head'),
      checkpoint.head,
    );
    assert.equal(all.broken_at, 1);
  });

  it('is found when the log is put back to an earlier state, seal and all', async () => {
    const [entries, head] = [await rows(), await heads()];
    await record();
    await audit.close();
    const found = await finding(async () => {
      await run('delete from audit_entries');
      await db().insertInto('audit_entries').values(entries).execute();
      await run('delete from audit_head');
      await db().insertInto('audit_head').values(head).execute();
    }, checkpoint.head);
    assert.deepEqual(found, { is_intact: false, entries: ENTRIES, broken_at: ENTRIES + 1 });
  });

  it('is found when two entries change places', async () => {
    const found = await finding(async () => {
      await run('update audit_entries set id = 999 where id = 4');
      await run('update audit_entries set id = 4 where id = 8');
      await run('update audit_entries set id = 8 where id = 999');
    });
    assert.equal(found.broken_at, 4);
    const [fourth, eighth] = [(await rows())[3]!, (await rows())[7]!];
    const contents = await finding(async () => {
      for (const [id, row] of [
        [4, eighth],
        [8, fourth],
      ] as const) {
        const { actor_id, target_id, request_id, at } = row;
        await db()
          .updateTable('audit_entries')
          .set({ actor_id, target_id, request_id, at })
          .where('id', '=', id)
          .execute();
      }
    });
    assert.equal(contents.broken_at, 4);
  });

  it('is found when an entry is forged, before the first, in between, or at the end', async () => {
    const [real] = await rows();
    for (const id of [-1, 0, ENTRIES + 1, 5000]) {
      const found = await finding(() =>
        db()
          .insertInto('audit_entries')
          .values({ ...real!, id })
          .execute(),
      );
      assert.equal(found.is_intact, false, `at ${id}`);
      assert.equal(found.entries, ENTRIES + 1);
    }
    const between = await finding(async () => {
      for (let id = ENTRIES; id >= 6; id -= 1) {
        await run(`update audit_entries set id = ${id + 1} where id = ${id}`);
      }
      await db()
        .insertInto('audit_entries')
        .values({ ...real!, id: 6 })
        .execute();
    });
    assert.equal(between.broken_at, 6);
  });

  it('stays found when the server goes on writing afterwards', async () => {
    const attacks = [
      'delete from audit_entries where id > 9',
      `delete from audit_entries where id > 9; update audit_head set last_id = 9,
        last_hash = (select hash from audit_entries where id = 9)`,
      'delete from audit_head',
      'delete from audit_head; delete from audit_entries where id > 9',
      `insert into audit_entries select ${ENTRIES + 1}, at, action, outcome, actor_id, target_id, request_id,
        previous_hash, hash from audit_entries where id = 1`,
    ];
    for (const attack of attacks) {
      const found = await finding(async () => {
        await run(attack);
        await record();
        await record();
      });
      assert.equal(found.is_intact, false, attack);
    }
    assert.equal((await look()).is_intact, true);
  });

  it('without the key cannot be hidden, even by computing the whole chain anew', async () => {
    const found = await finding(async () => {
      await run(`update audit_entries set outcome = 'refused' where id = 6`);
      for (let id = 6; id <= ENTRIES; id += 1) {
        await run(`update audit_entries set
          previous_hash = (select hash from audit_entries where id = ${id - 1}),
          hash = encode(sha256(concat(id, action, outcome, actor_id, previous_hash)::bytea), 'base64')
          where id = ${id}`);
      }
    });
    assert.equal(found.broken_at, 6);
  });
});

import { setImmediate as otherWork } from 'node:timers/promises';
import type { AuditVerification, Snake } from '@voiceassist/shared/schemas';
import type { Kysely } from 'kysely';
import type { Database } from '../db.js';
import { NO_ENTRIES, type Chain, type Head } from './chain.js';

const BATCH = 1000;

type Finding = Snake<AuditVerification>;

/**
 * Reads the whole log, in steps, and says whether every entry is as it was written and none is missing; `known` is
 * an entry that must be there.
 */
export async function verify(db: Kysely<Database>, chain: Chain, known: Head): Promise<Finding> {
  let last = NO_ENTRIES;
  const broken = async (at: number): Promise<Finding> => {
    const { entries } = await endOf(db);
    return { is_intact: false, entries, broken_at: at };
  };
  for (;;) {
    // The embedded database runs in this process: without a pause nobody else would be answered meanwhile.
    await otherWork();
    const rows = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('id', '>', last.id)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      const fits = row.id === last.id + 1 && row.previous_hash === last.hash && row.hash === chain.hash(row);
      const isOther = row.id === known.id && row.hash !== known.hash;
      if (!fits || isOther) return broken(row.id);
      last = { id: row.id, hash: row.hash };
    }
    if (rows.length === BATCH) continue;
    const { entries, newest, head, seal } = await endOf(db);
    // Entries that were added while the others were read.
    if (newest > last.id) continue;
    const isSealed = seal === null ? last.id === 0 : chain.isSealed(head, seal);
    const isHead = head.id === last.id && head.hash === last.hash;
    const isWhole = isSealed && isHead && entries === last.id && known.id <= last.id;
    return isWhole ? { is_intact: true, entries, broken_at: null } : broken(last.id + 1);
  }
}

/** How the log ends: in one statement, so that an append shows in all of it or in nothing. */
async function endOf(db: Kysely<Database>) {
  const end = await db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom('audit_entries')
        .select(({ fn }) => fn.countAll<number>().as('entries'))
        .as('entries'),
      selectFrom('audit_entries')
        .select(({ fn }) => fn.max('id').as('id'))
        .as('newest'),
      selectFrom('audit_head').select('last_id').as('id'),
      selectFrom('audit_head').select('last_hash').as('hash'),
      selectFrom('audit_head').select('seal').as('seal'),
    ])
    .executeTakeFirstOrThrow();
  return {
    entries: end.entries ?? 0,
    newest: end.newest ?? 0,
    head: { id: end.id ?? NO_ENTRIES.id, hash: end.hash ?? NO_ENTRIES.hash },
    seal: end.seal,
  };
}

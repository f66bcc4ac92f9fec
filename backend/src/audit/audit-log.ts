import type { AuditAction, AuditEntry } from '@voiceassist/shared/schemas';
import type { FastifyBaseLogger } from 'fastify';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db.js';
import { NO_ENTRIES, type Chain, type Head } from './chain.js';
import type { Checkpoint } from './checkpoint.js';
import type { AuditRow } from './tables.js';

/** What is known of one event. Ids that this server did not make are left out, since anything can be typed as one. */
export interface AuditEvent {
  action: AuditAction;
  outcome: AuditEntry['outcome'];
  actorId?: string | undefined;
  targetId?: string | undefined;
  requestId?: string | undefined;
}

type Entry = Omit<AuditRow, 'id' | 'previous_hash' | 'hash'>;

interface Waiting {
  entry: Entry;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const UUID = /^(ptn_)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Rows in one statement; nine values each, of the 65,535 that PostgreSQL takes. */
const MOST_AT_ONCE = 1000;

/** Stands where the hash of the entry before belongs when the log was found broken, and keeps it so. */
const BROKEN = 'broken';

/** The lock that appends in all processes take, one after the other. */
const LOCK = 0x61756469;

/**
 * Appends to the log. Events that come while others are being written are written together after them, so that
 * many at once cost little more than one.
 */
export class AuditLog {
  readonly #db: Kysely<Database>;
  readonly #chain: Chain;
  readonly #checkpoint: Checkpoint;
  readonly #log: FastifyBaseLogger;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(parts: { db: Kysely<Database>; chain: Chain; checkpoint: Checkpoint; log: FastifyBaseLogger }) {
    this.#db = parts.db;
    this.#chain = parts.chain;
    this.#checkpoint = parts.checkpoint;
    this.#log = parts.log;
  }

  /** Resolves when the event is in the log; rejects when it could not be written, which the server's log says too. */
  record(event: AuditEvent): Promise<void> {
    const entry: Entry = {
      at: new Date(),
      action: event.action,
      outcome: event.outcome,
      actor_id: ownId(event.actorId),
      target_id: ownId(event.targetId),
      request_id: ownId(event.requestId),
    };
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Resolves when everything that was recorded so far is written or given up. */
  async close(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_AT_ONCE);
      const entries = batch.map(({ entry }) => entry);
      try {
        const newest = await this.#append(entries);
        for (const { resolve } of batch) resolve();
        await this.#keep(newest);
      } catch (error) {
        this.#log.error({ err: error, entries }, 'the audit log could not be written');
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = undefined;
  }

  async #keep(newest: Head): Promise<void> {
    try {
      await this.#checkpoint.keep(newest);
    } catch (error) {
      this.#log.error({ err: error }, 'the checkpoint of the audit log could not be written');
    }
  }

  #append(entries: Entry[]): Promise<Head> {
    return this.#db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
      const stored = await trx.selectFrom('audit_head').selectAll().executeTakeFirst();
      const last = await trx
        .selectFrom('audit_entries')
        .select('id')
        .orderBy('id', 'desc')
        .executeTakeFirst();
      const head = stored ? { id: stored.last_id, hash: stored.last_hash } : NO_ENTRIES;
      const isWhole = stored ? this.#chain.isSealed(head, stored.seal) : last === undefined;
      let { id, hash } = isWhole ? head : { id: head.id, hash: BROKEN };
      // Rows that stand behind the head are not ours: they are left for the verification to find.
      id = Math.max(id, last?.id ?? 0);
      const rows = entries.map((entry): AuditRow => {
        id += 1;
        const row = { ...entry, id, previous_hash: hash };
        hash = this.#chain.hash(row);
        return { ...row, hash };
      });
      await trx.insertInto('audit_entries').values(rows).execute();
      const newest = { last_id: id, last_hash: hash, seal: this.#chain.seal({ id, hash }) };
      await trx
        .insertInto('audit_head')
        .values({ only_row: true, ...newest })
        .onConflict((conflict) => conflict.column('only_row').doUpdateSet(newest))
        .execute();
      return { id, hash };
    });
  }
}

const ownId = (id: string | undefined): string | null => (id !== undefined && UUID.test(id) ? id : null);

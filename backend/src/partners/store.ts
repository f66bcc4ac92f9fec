import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { NewPartner, PartnerChanges, Snake } from '@voiceassist/shared/schemas';
import { USUAL_PARTNER_LIMITS } from '@voiceassist/shared/schemas';
import { sql, type Kysely } from 'kysely';
import type { SignIns } from '../accounts/sign-ins.js';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import { filePath } from '../files/file-path.js';
import { ProblemError } from '../problem.js';
import { publicKeyFrom } from './keys.js';
import type { Secrets } from './secrets.js';
import type { PartnerRow } from './tables.js';

const HOUR_MILLISECONDS = 3_600_000;

/** What administrators do with partners. What ends somebody's access closes the sockets at every process. */
export class PartnerStore {
  readonly #db: Kysely<Database>;
  readonly #secrets: Secrets;
  readonly #signIns: SignIns;
  readonly #config: Config;

  constructor(parts: { db: Kysely<Database>; secrets: Secrets; signIns: SignIns; config: Config }) {
    this.#db = parts.db;
    this.#secrets = parts.secrets;
    this.#signIns = parts.signIns;
    this.#config = parts.config;
  }

  /** Adds a partner; its secret, when it has no key pair, is told this once. */
  async add(
    partner: Snake<NewPartner>,
    id = `ptn_${randomUUID()}`,
  ): Promise<{ id: string; secret?: string }> {
    const { name, allowed_origins, public_key, limits = USUAL_PARTNER_LIMITS } = partner;
    const made = public_key ? undefined : this.#secrets.make(id);
    await this.#db
      .insertInto('partners')
      .values({
        id,
        name,
        allowed_origins: JSON.stringify(allowed_origins),
        limits: JSON.stringify(limits),
        ...(public_key ? publicKeyColumns(public_key) : secretColumns(made?.sealed ?? '')),
      })
      .execute();
    return { id, ...(made && { secret: made.secret }) };
  }

  /** Changes a partner. Another key and switching off end all that was given out; fewer origins end what was for those. */
  async change(id: string, changes: Snake<PartnerChanges>): Promise<void> {
    const { name, allowed_origins: origins, public_key: key, limits, is_active } = changes;
    const ended = await this.#db.transaction().execute(async (trx) => {
      const before = await trx
        .selectFrom('partners')
        .select('allowed_origins')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!before) throw gone();
      const set = {
        ...(name !== undefined && { name }),
        ...(origins && { allowed_origins: JSON.stringify(origins) }),
        ...(key !== undefined && publicKeyColumns(key)),
        ...(limits && { limits: JSON.stringify(limits) }),
        ...(is_active !== undefined && { is_active }),
      };
      // Without a field to set this would not be SQL.
      if (Object.keys(set).length === 0) return undefined;
      await trx.updateTable('partners').set(set).where('id', '=', id).execute();
      if (key !== undefined || is_active === false) return endSignIns(trx, id);
      const lost = before.allowed_origins.filter((origin) => origins && !origins.includes(origin));
      return lost.length > 0 ? endSignIns(trx, id, lost) : undefined;
    });
    if (ended) this.#signIns.tell(ended);
  }

  /** Makes a new secret, told this once; the one before is taken for so many hours more. */
  async renewSecret(id: string, overlapHours: number): Promise<string> {
    const { secret, sealed } = this.#secrets.make(id);
    const ended = await this.#db.transaction().execute(async (trx) => {
      const before = await trx
        .selectFrom('partners')
        .select('sealed_secret')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!before) throw gone();
      const overlaps = overlapHours > 0 && before.sealed_secret !== null;
      const previous = overlaps && {
        sealed_previous_secret: before.sealed_secret,
        previous_secret_until: new Date(Date.now() + overlapHours * HOUR_MILLISECONDS),
      };
      const set = { ...secretColumns(sealed), ...previous };
      await trx.updateTable('partners').set(set).where('id', '=', id).execute();
      return overlaps ? undefined : endSignIns(trx, id);
    });
    if (ended) this.#signIns.tell(ended);
    return secret;
  }

  /** Deletes a partner with its users, their conversations and their files. */
  async remove(id: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const partner = await trx
        .selectFrom('partners')
        .select('id')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!partner) throw gone();
      const users = trx.selectFrom('partner_users').select('user_id').where('partner_id', '=', id);
      // With the rows held nobody can add a file any more.
      await trx.selectFrom('users').select('id').where('id', 'in', users).orderBy('id').forUpdate().execute();
      const files = await trx.selectFrom('files').select('id').where('user_id', 'in', users).execute();
      await trx.deleteFrom('users').where('id', 'in', users).execute();
      await trx.deleteFrom('partners').where('id', '=', id).execute();
      // As when a person is deleted: if one cannot be removed all stays, and it can be tried again.
      for (const file of files) await rm(filePath(this.#config, file.id), { force: true });
    });
    this.#signIns.tell({ partnerId: id });
  }

  /** Whether pages at this origin may ask at all; those of a partner that is switched off where that is said. */
  static async allows(db: Kysely<Database>, origin: string, isAlsoOff = false): Promise<boolean> {
    const partner = await db
      .selectFrom('partners')
      .select('id')
      .$if(!isAlsoOff, (query) => query.where('is_active', '=', true))
      .where(sql<boolean>`allowed_origins @> ${JSON.stringify([origin])}::jsonb`)
      .executeTakeFirst();
    return partner !== undefined;
  }
}

/** There is no such partner (any more). */
export const gone = (): ProblemError =>
  new ProblemError(404, { detail: 'This partner is not here any more.' });

type KeyColumns = Pick<
  PartnerRow,
  'algorithm' | 'sealed_secret' | 'sealed_previous_secret' | 'previous_secret_until' | 'key_changed_at'
> & { public_key: string | null };

const noSecret = { sealed_secret: null, sealed_previous_secret: null, previous_secret_until: null };

function publicKeyColumns(text: string): KeyColumns {
  const { algorithm, jwk } = publicKeyFrom(text);
  return { ...noSecret, algorithm, public_key: JSON.stringify(jwk), key_changed_at: new Date() };
}

const secretColumns = (sealed_secret: string): KeyColumns => ({
  ...noSecret,
  algorithm: 'HS256',
  public_key: null,
  sealed_secret,
  key_changed_at: new Date(),
});

/** Ends what a partner's users were given, on all of its pages or on some; what to tell of it. */
async function endSignIns(db: Kysely<Database>, partnerId: string, origins?: string[]) {
  let query = db.deleteFrom('sign_ins').where('partner_id', '=', partnerId);
  if (origins) query = query.where('origin', 'in', origins);
  await query.execute();
  return { partnerId, ...(origins && { origins }) };
}

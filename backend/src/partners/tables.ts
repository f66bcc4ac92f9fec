import type { PartnerAlgorithm, PartnerLimits, Snake } from '@voiceassist/shared/schemas';
import type { JWK } from 'jose';
import type { Generated, JSONColumnType, Selectable } from 'kysely';

interface PartnersTable {
  id: string;
  name: string;
  allowed_origins: JSONColumnType<string[]>;
  algorithm: PartnerAlgorithm;
  /** Absent with a shared secret. */
  public_key: JSONColumnType<JWK> | null;
  /** Sealed for this partner. */
  sealed_secret: string | null;
  sealed_previous_secret: string | null;
  previous_secret_until: Date | null;
  key_changed_at: Generated<Date>;
  limits: JSONColumnType<Snake<PartnerLimits>>;
  is_active: Generated<boolean>;
  created_at: Generated<Date>;
}

interface PartnerUsersTable {
  partner_id: string;
  /** The partner's own id of its user. */
  subject: string;
  user_id: string;
}

interface PartnerAssertionsTable {
  partner_id: string;
  /** SHA-256 of its `jti`. */
  hash: string;
  expires_at: Date;
}

interface PartnerCountsTable {
  partner_id: string;
  kind: 'exchange' | 'question';
  /** A day or a minute of UTC: `2026-11-30`, `2026-11-30T17:28`. */
  span: string;
  count: number;
}

interface PartnerActiveUsersTable {
  partner_id: string;
  day: string;
  user_id: string;
}

interface PartnerErrorsTable {
  partner_id: string;
  day: string;
  code: string;
  count: number;
  last_at: Date;
  last_origin: string | null;
}

/** One row of `partners`. */
export type PartnerRow = Selectable<PartnersTable>;

/** Partners, their users, and what they used. */
export interface PartnerTables {
  partners: PartnersTable;
  partner_users: PartnerUsersTable;
  partner_assertions: PartnerAssertionsTable;
  partner_counts: PartnerCountsTable;
  partner_active_users: PartnerActiveUsersTable;
  partner_errors: PartnerErrorsTable;
}

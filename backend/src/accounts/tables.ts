import type { Preferences, Role, Snake } from '@voiceassist/shared/schemas';
import type { Generated, JSONColumnType, Selectable } from 'kysely';

interface UsersTable {
  id: string;
  email: string;
  /** Nothing for the users of partners, who cannot sign in. */
  password_hash: string | null;
  first_name: string;
  last_name: string;
  role: Role;
  specialty: string | null;
  is_active: Generated<boolean>;
  created_at: Generated<Date>;
  last_login_at: Date | null;
  preferences: JSONColumnType<Snake<Preferences>> | null;
}

/** One sign-in on one device: a family of refresh tokens that replace each other. Revoking it deletes it. */
interface SignInsTable {
  id: string;
  user_id: string;
  created_at: Generated<Date>;
  /** As the browser named itself. */
  browser: string | null;
  system: string | null;
  /** The last sign-in, refresh or request, to the minute. */
  last_used_at: Generated<Date>;
  /** SHA-256 of the `jti` of the access token that a refresh gave last, until it is used for the first time. */
  unseen_hash: string | null;
  /** Of a partner's user: who signed them in, and the page that it is good on; see `PartnerPage`. */
  partner_id: string | null;
  origin: string | null;
  is_framed: boolean | null;
}

interface RefreshTokensTable {
  /** SHA-256 of the token's `jti`; the token itself is nowhere. */
  hash: string;
  sign_in_id: string;
  /** Seconds since 1970, the token's `iat`. */
  issued_at: number;
  replaced_at: Date | null;
  successor_hash: string | null;
}

/** The newest link of each person; an older one is overwritten. */
interface PasswordResetsTable {
  /** SHA-256 of the token in the mail. */
  hash: string;
  user_id: string;
  expires_at: Date;
}

/** What encrypts the drafts that a person leaves behind on a computer. */
interface VaultKeysTable {
  user_id: string;
  /** 256 bits, base64url. */
  key: string;
}

/** One row of `users`. */
export type UserRow = Selectable<UsersTable>;

/** People and their sign-ins. */
export interface AccountTables {
  users: UsersTable;
  sign_ins: SignInsTable;
  refresh_tokens: RefreshTokensTable;
  password_resets: PasswordResetsTable;
  vault_keys: VaultKeysTable;
}

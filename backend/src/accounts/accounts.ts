import type { Kysely } from 'kysely';
import type { Config } from '../config.js';
import type { Database } from '../db.js';
import { signingSecret } from './secret.js';
import { SignIns } from './sign-ins.js';
import { Tokens } from './tokens.js';

/** What the routes of accounts and the socket share. */
export interface Accounts {
  config: Config;
  db: Kysely<Database>;
  signIns: SignIns;
}

/** Reads or makes the signing key and opens the sign-ins. */
export async function openAccounts(config: Config, db: Kysely<Database>): Promise<Accounts> {
  const tokens = new Tokens(await signingSecret(config), config);
  return { config, db, signIns: new SignIns(db, tokens, config) };
}

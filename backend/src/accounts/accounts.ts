import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Config } from '../config.js';
import type { Database, OpenDatabase } from '../db.js';
import { openPost, type Post } from '../mail.js';
import { limitAttempts, type Limits } from './attempts.js';
import { authRoutes } from './auth-routes.js';
import { passwordRoutes } from './password-routes.js';
import { signingSecret } from './secret.js';
import { sessionRoutes } from './session-routes.js';
import { SignIns } from './sign-ins.js';
import { Tokens } from './tokens.js';
import { userRoutes } from './user-routes.js';

/** What the routes of accounts and the socket share. */
export interface Accounts {
  config: Config;
  db: Kysely<Database>;
  signIns: SignIns;
  limits: Limits;
  post: Post;
}

/** Reads or makes the signing key and opens the sign-ins and the way out for mail. */
export async function openAccounts(
  app: FastifyInstance,
  { config, database }: { config: Config; database: OpenDatabase },
): Promise<Accounts> {
  const { db, processes } = database;
  const tokens = new Tokens(await signingSecret(config), config);
  const signIns = new SignIns(db, tokens, config, processes);
  const limits = limitAttempts(app, db, config.authAttemptsPerMinute);
  const post = openPost(config, app.log);
  app.addHook('onClose', () => post.close());
  return { config, db, signIns, limits, post };
}

/** Sign-ins and people: /api/auth/* and /api/users. */
export async function accountRoutes(instance: FastifyInstance, accounts: Accounts): Promise<void> {
  for (const routes of [authRoutes, passwordRoutes, sessionRoutes, userRoutes]) {
    await instance.register(routes, accounts);
  }
}

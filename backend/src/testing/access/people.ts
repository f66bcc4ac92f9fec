import { userSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { randomUUID } from 'node:crypto';
import { fromPage, makePartner, tokenFor, type TestPartner } from '../../partners/testing/partner.js';
import { call, register, signIn, type SignedIn } from '../client.js';
import type { TestServer } from '../server.js';

/** Everybody who can stand in front of the server. */
export const ROLES = [
  ...(['nobody', 'clinician', 'admin', 'partner', 'deactivated', 'signed-out'] as const),
  // Whoever a partner signed in, while somebody of the role `partner` signs in with a password.
  'user of a partner',
] as const;
export type Role = (typeof ROLES)[number];

/** Those whom the server knows. */
export const ACTIVE: readonly Role[] = ['clinician', 'admin', 'partner', 'user of a partner'];

/** Somebody who makes a request; nobody has no account. */
export interface Actor {
  role: Role;
  person: SignedIn;
  token: string | undefined;
}

/** Makes people of each role; `end` makes the token of a deactivated or signed-out person worthless. */
export class People {
  readonly #server: TestServer;
  #admin: SignedIn | undefined;
  #partner: Promise<TestPartner> | undefined;

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** The first administrator, who is only used to prepare. */
  async admin(): Promise<SignedIn> {
    this.#admin ??= await signIn(this.#server);
    return this.#admin;
  }

  /** Somebody new; not ended yet. */
  async make(role: Role): Promise<Actor> {
    if (role === 'user of a partner') {
      const person = await this.#comeFromPartner();
      return { role, person, token: person.access_token };
    }
    const person = await register(this.#server);
    if (role === 'admin' || role === 'partner') {
      const { db } = this.#server.database;
      await db.updateTable('users').set({ role }).where('id', '=', person.user.id).execute();
    }
    return { role, person, token: role === 'nobody' ? undefined : person.access_token };
  }

  async #comeFromPartner(): Promise<SignedIn> {
    this.#partner ??= makePartner(this.#server);
    const access_token = await tokenFor(this.#server, await this.#partner, randomUUID());
    const { body } = await call(this.#server, 'GET /api/auth/me', { token: access_token, headers: fromPage });
    const user = v.parse(userSchema, body);
    return { user, access_token, refresh_token: '', token_type: 'bearer', expires_in: 600 };
  }

  async end({ role, person }: Actor): Promise<void> {
    const { access_token: token } = await this.admin();
    if (role === 'deactivated') {
      const route = `PATCH /api/users/${person.user.id}`;
      await call(this.#server, route, { token, json: { is_active: false } });
    }
    if (role === 'signed-out') {
      const json = { refresh_token: person.refresh_token };
      await call(this.#server, 'POST /api/auth/logout', { json });
    }
  }
}

import { randomUUID } from 'node:crypto';
import type { Role, Snake, User } from '@voiceassist/shared/schemas';
import type { Kysely } from 'kysely';
import type { Database } from '../db.js';
import { ProblemError } from '../problem.js';
import { hashPassword, isCommon } from './passwords.js';
import type { UserRow } from './tables.js';

/** A person as the contract has them. */
export const userWire = (row: UserRow): Snake<User> => ({
  id: row.id,
  email: row.email,
  first_name: row.first_name,
  last_name: row.last_name,
  role: row.role,
  specialty: row.specialty,
  is_active: row.is_active,
  created_at: row.created_at.toISOString(),
  last_login_at: row.last_login_at?.toISOString() ?? null,
  preferences: row.preferences,
});

/** A person to add. */
export interface NewUser {
  email: string;
  password: string;
  first_name: string;
  last_name: string;
  specialty?: string | undefined;
  role?: Role;
}

/** Adds a person; 409 when the address is taken. */
export async function addUser(db: Kysely<Database>, person: NewUser): Promise<UserRow> {
  const row = await db
    .insertInto('users')
    .values({
      id: randomUUID(),
      email: person.email,
      password_hash: await hashPassword(person.password),
      first_name: person.first_name,
      last_name: person.last_name,
      specialty: person.specialty || null,
      role: person.role ?? 'clinician',
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) {
    throw new ProblemError(409, {
      code: 'email_taken',
      detail: 'There is already an account with this address. Sign in, or reset the password.',
      errors: [{ field: 'email', code: 'taken', message: 'There is already an account with this address.' }],
    });
  }
  return row;
}

/** Refuses a password that is easy to guess, with the error at its field. */
export function refuseGuessable(password: string, email?: string): void {
  const guessable = password.toLowerCase() === email?.toLowerCase();
  if (!guessable && !isCommon(password)) return;
  const message = 'Many people use this password, so it is easy to guess. Choose another one.';
  throw new ProblemError(422, { errors: [{ field: 'password', code: 'common', message }] });
}

import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import { addUser, type NewUser } from './accounts/users.js';
import type { Config } from './config.js';
import type { Database } from './db.js';

/** The password of both people of the demonstration. */
export const DEMONSTRATION_PASSWORD = 'try-voiceassist';

/** The people of the demonstration, and what the sign-in page says of them. */
export const DEMONSTRATION_PEOPLE: (Omit<NewUser, 'password'> & { label: string; description: string })[] = [
  {
    email: 'clinician@voiceassist.example',
    first_name: 'Amara',
    last_name: 'Osei',
    role: 'clinician',
    specialty: 'Acute medicine',
    label: 'Clinician',
    description: 'Dr Amara Osei, acute medicine',
  },
  {
    email: 'admin@voiceassist.example',
    first_name: 'Jonas',
    last_name: 'Reyes',
    role: 'admin',
    label: 'Administrator',
    description: 'Jonas Reyes, knowledge base and system',
  },
];

/** Adds the people of the demonstration, and the first administrator where there is none. */
export async function seedPeople(
  config: Config,
  db: Kysely<Database>,
  log: FastifyBaseLogger,
): Promise<void> {
  if (config.demonstration) await seedDemonstration(db);
  const admin = await db.selectFrom('users').select('id').where('role', '=', 'admin').executeTakeFirst();
  if (admin) return;
  if (config.adminEmail === undefined || config.adminPassword === undefined) {
    log.warn(
      'There is no administrator: set ADMIN_EMAIL and ADMIN_PASSWORD and start again to make the first',
    );
    return;
  }
  await addUser(db, {
    email: config.adminEmail.toLowerCase(),
    password: config.adminPassword,
    first_name: 'First',
    last_name: 'Administrator',
    role: 'admin',
  });
}

async function seedDemonstration(db: Kysely<Database>): Promise<void> {
  const rows = await db
    .selectFrom('users')
    .select('email')
    .where(
      'email',
      'in',
      DEMONSTRATION_PEOPLE.map(({ email }) => email),
    )
    .execute();
  const known = new Set(rows.map(({ email }) => email));
  for (const { label: _label, description: _description, ...person } of DEMONSTRATION_PEOPLE) {
    if (!known.has(person.email)) await addUser(db, { ...person, password: DEMONSTRATION_PASSWORD });
  }
}

import { roleSchema, USER_SORTS } from '@voiceassist/shared/schemas';
import { sql, type Kysely } from 'kysely';
import * as v from 'valibot';
import type { Database } from '../db.js';
import { contains } from '../pattern.js';
import type { UserRow } from './tables.js';

const amount = (fallback: string, least: number, most: number) =>
  v.optional(
    v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(least), v.maxValue(most)),
    fallback,
  );

/** What GET /api/users can be asked. */
export const userListSchema = v.object({
  skip: amount('0', 0, 1_000_000_000),
  limit: amount('50', 1, 1000),
  search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
  role: v.optional(roleSchema),
  is_active: v.optional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ),
  sort: v.optional(v.picklist(USER_SORTS, `Sort by ${USER_SORTS.join(', ')}.`), 'name'),
  order: v.optional(v.picklist(['asc', 'desc'], 'Order asc or desc.'), 'asc'),
});
type UserListQuery = v.InferOutput<typeof userListSchema>;

/** What each order compares; letters without regard to their case. */
const COLUMNS = {
  name: [sql`lower(last_name)`, sql`lower(first_name)`],
  email: [sql`email`],
  role: [sql`role`],
  created_at: [sql`created_at`],
  last_login_at: [sql`last_login_at`],
};

/** One page of people and how many there are in all. The users of partners, who cannot sign in, are none of them. */
export async function listUsers(
  db: Kysely<Database>,
  { skip, limit, search, role, is_active, sort, order }: UserListQuery,
): Promise<{ rows: UserRow[]; total: number }> {
  let found = db.selectFrom('users').where('password_hash', 'is not', null);
  if (search !== '') {
    const pattern = contains(search);
    found = found.where(({ or, eb }) =>
      or([eb('email', 'ilike', pattern), eb(sql`first_name || ' ' || last_name`, 'ilike', pattern)]),
    );
  }
  if (role !== undefined) found = found.where('role', '=', role);
  if (is_active !== undefined) found = found.where('is_active', '=', is_active);
  const { total } = await found
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  let sorted = found.selectAll();
  for (const column of COLUMNS[sort]) {
    // Whoever never signed in comes last in both orders.
    sorted = sorted.orderBy(column, (by) => (order === 'desc' ? by.desc() : by.asc()).nullsLast());
  }
  // People who are alike in all that keep their places from one page to the next.
  const rows = await sorted.orderBy('id').offset(skip).limit(limit).execute();
  return { rows, total };
}

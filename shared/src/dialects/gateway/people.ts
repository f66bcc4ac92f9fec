import type { Options } from 'ky';
import * as v from 'valibot';
import type { Page } from '../../api/client.js';
import type { UserQuery } from '../../api/users.js';
import type { Role, User, UserBelongings, UserChanges, UserSort } from '../../schemas/users.js';
import { everyPage, type Caller } from './caller.js';
import { momentOf } from './dates.js';
import { lacking } from './lacking.js';

const personSchema = v.object({
  id: v.string(),
  email: v.string(),
  fullName: v.nullish(v.string()),
  isActive: v.optional(v.boolean(), true),
  isAdmin: v.optional(v.boolean(), false),
  adminRole: v.nullish(v.string()),
  createdAt: v.nullish(v.string()),
  lastLogin: v.nullish(v.string()),
});
type Person = v.InferOutput<typeof personSchema>;

const peopleSchema = v.object({ users: v.array(personSchema), total: v.number() });

/** The gateway's `viewer` is shown as the application's partner. */
function roleOf({ isAdmin, adminRole }: Person): Role {
  if (isAdmin || adminRole === 'admin') return 'admin';
  return adminRole === 'viewer' ? 'partner' : 'clinician';
}
const ADMIN_ROLES: Readonly<Record<Role, string>> = { admin: 'admin', partner: 'viewer', clinician: 'user' };

/** One name in two fields: what stands behind the last space is the last name. */
export function namesOf(fullName: string): { firstName: string; lastName: string } {
  const words = fullName.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return { firstName: words.join(' '), lastName };
}

/** Two names in one field. */
export const fullNameOf = ({
  firstName = '',
  lastName = '',
}: {
  firstName?: string | undefined;
  lastName?: string | undefined;
}): string => `${firstName.trim()} ${lastName.trim()}`.trim();

export function userOf(person: Person): User {
  return {
    ...{ id: person.id, email: person.email, ...namesOf(person.fullName ?? ''), role: roleOf(person) },
    ...{ specialty: null, isActive: person.isActive },
    createdAt: momentOf(person.createdAt) ?? null,
    lastLoginAt: momentOf(person.lastLogin) ?? null,
  };
}

/** Asks for a person. */
export const getPerson = async (client: Caller, path: string, options?: Options): Promise<User> =>
  userOf(await client.get(personSchema, path, options));

const AT_ONCE = 100;
/** So many pages are read to be put into the order that was asked for; of more people the server's own order is shown. */
const MOST_PAGES = 10;

const VALUES: Readonly<Record<UserSort, (user: User) => string>> = {
  name: (user) => `${user.lastName} ${user.firstName}`,
  email: ({ email }) => email,
  role: ({ role }) => role,
  created_at: ({ createdAt }) => createdAt ?? '',
  last_login_at: ({ lastLoginAt }) => lastLoginAt ?? '',
};

/** The people of the gateway. */
export function peopleApi(client: Caller, admin: Caller) {
  const ofPanel = async (query: UserQuery, offset: number, limit: number): Promise<Page<User>> => {
    const { search, role, isActive } = query;
    const { users, total } = await admin.get(peopleSchema, 'admin/panel/users', {
      searchParams: {
        ...{ offset, limit },
        ...(search && { search }),
        ...(isActive !== undefined && { is_active: isActive }),
        ...(role && { is_admin: role === 'admin' }),
      },
    });
    return { items: users.map(userOf), total };
  };
  const patch = async (id: string, changes: UserChanges): Promise<User> => {
    const { role, isActive } = changes;
    const isNamed = changes.firstName !== undefined || changes.lastName !== undefined;
    return getPerson(client, `api/users/${encodeURIComponent(id)}`, {
      method: 'patch',
      json: {
        ...(isNamed && { full_name: fullNameOf(changes) }),
        ...(isActive !== undefined && { is_active: isActive }),
        ...(role && { is_admin: role === 'admin', admin_role: ADMIN_ROLES[role] }),
      },
    });
  };
  return {
    async list(query: UserQuery = {}, signal?: AbortSignal): Promise<Page<User>> {
      const { skip = 0, limit = AT_ONCE, role, sort = 'name', order = 'asc' } = query;
      const found = await everyPage((at) => {
        signal?.throwIfAborted();
        return ofPanel(query, at * AT_ONCE, AT_ONCE);
      }, MOST_PAGES);
      if (!found.isWhole) return ofPanel(query, skip, Math.min(limit, AT_ONCE));
      const value = VALUES[sort];
      const fitting = found.items
        .filter((user) => !role || user.role === role)
        .sort((one, other) => value(one).localeCompare(value(other)) * (order === 'asc' ? 1 : -1));
      return { items: fitting.slice(skip, skip + limit), total: fitting.length };
    },
    get: (id: string): Promise<User> => getPerson(client, `api/users/${encodeURIComponent(id)}`),
    /** One's own name is changed in another place than that of somebody else. */
    async update(id: string, changes: UserChanges): Promise<User> {
      const isProfile = changes.firstName !== undefined && changes.lastName !== undefined;
      if (!isProfile) return patch(id, changes);
      const own = await getPerson(client, 'api/auth/me');
      if (own.id !== id) return patch(id, changes);
      return getPerson(client, 'api/users/me', {
        method: 'put',
        json: { full_name: fullNameOf(changes), email: own.email },
      });
    },
    belongings: (): Promise<UserBelongings> => lacking(),
    delete: async (id: string): Promise<void> => {
      await admin.send(`admin/panel/users/${encodeURIComponent(id)}`, { method: 'delete' });
    },
  };
}

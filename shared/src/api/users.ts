import { toSnake } from '../schemas/case.js';
import {
  userBelongingsSchema,
  userSchema,
  type Role,
  type User,
  type UserBelongings,
  type UserChanges,
  type UserSort,
} from '../schemas/users.js';
import type { Client, Page } from './client.js';

/** Which people to list, in which order. */
export interface UserQuery {
  skip?: number;
  limit?: number;
  /** Part of a name or an address. */
  search?: string;
  role?: Role;
  isActive?: boolean;
  sort?: UserSort;
  order?: 'asc' | 'desc';
}

/** The guide's /api/users endpoints. */
export function usersApi(client: Client) {
  return {
    list: (query: UserQuery = {}, signal?: AbortSignal): Promise<Page<User>> =>
      client.page(userSchema, 'api/users', {
        searchParams: toSnake(query) as Record<string, string | number | boolean>,
        ...(signal && { signal }),
      }),
    get: (id: string): Promise<User> => client.json(userSchema, `api/users/${encodeURIComponent(id)}`),
    update: (id: string, changes: UserChanges): Promise<User> =>
      client.json(userSchema, `api/users/${encodeURIComponent(id)}`, {
        method: 'patch',
        json: toSnake(changes),
      }),
    /** What goes with the person when the account is deleted. */
    belongings: (id: string): Promise<UserBelongings> =>
      client.json(userBelongingsSchema, `api/users/${encodeURIComponent(id)}/belongings`),
    delete: (id: string) => client.nothing(`api/users/${encodeURIComponent(id)}`, { method: 'delete' }),
  };
}

import { toSnake } from '../schemas/case.js';
import { userSchema, type User, type UserChanges } from '../schemas/users.js';
import type { Client, Page } from './client.js';

/** The guide's /api/users endpoints. */
export function usersApi(client: Client) {
  return {
    list: (searchParams: { skip?: number; limit?: number; search?: string } = {}): Promise<Page<User>> =>
      client.page(userSchema, 'api/users', { searchParams }),
    get: (id: string): Promise<User> => client.json(userSchema, `api/users/${encodeURIComponent(id)}`),
    update: (id: string, changes: UserChanges): Promise<User> =>
      client.json(userSchema, `api/users/${encodeURIComponent(id)}`, {
        method: 'patch',
        json: toSnake(changes),
      }),
    delete: (id: string) => client.nothing(`api/users/${encodeURIComponent(id)}`, { method: 'delete' }),
  };
}

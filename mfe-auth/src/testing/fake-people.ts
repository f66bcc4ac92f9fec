import type { Snake, User, UserBelongings } from '@voiceassist/shared/schemas';
import { FakeServer, json, nothing, person, problem, type Call } from './fake-server.js';

const byName = ({ last_name, first_name }: Snake<User>) => `${last_name} ${first_name}`;

const COLUMNS: Record<string, (user: Snake<User>) => string> = {
  name: byName,
  email: ({ email }) => email,
  role: ({ role }) => role,
  created_at: ({ created_at }) => created_at ?? '',
  last_login_at: ({ last_login_at }) => last_login_at ?? '',
};

/** So many people with different names. */
export const crowd = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    person({
      first_name: 'Robin',
      last_name: `Young ${String(at + 1).padStart(3, '0')}`,
      email: `robin${at + 1}@hospital.example`,
    }),
  );

/** A server with people, and the administrator who looks at them first among them. */
export class FakePeople extends FakeServer {
  people: Snake<User>[];
  belongings: UserBelongings = { conversations: 3, messages: 41, files: 2, documents: 5 };
  capabilities = ['accounts', 'preferences'];
  readonly own: Snake<User>;

  constructor(others: Snake<User>[]) {
    super((call) => this.#answer(call));
    this.own = person({ first_name: 'Ada', last_name: 'Marsh', role: 'admin' });
    this.people = [this.own, ...others];
  }

  #answer({ method, path, query, body }: Call): Response | undefined {
    if (path === '/api/capabilities') return json({ capabilities: this.capabilities });
    if (path === '/api/users') return this.#list(query);
    const [, id, more] = /^\/api\/users\/([^/]+)(\/belongings)?$/.exec(path) ?? [];
    const found = this.people.find((each) => each.id === id);
    if (!found) return problem(404);
    if (more) return json(this.belongings);
    if (method === 'DELETE') {
      this.people = this.people.filter((each) => each !== found);
      return nothing();
    }
    return method === 'PATCH' ? json(Object.assign(found, body)) : json(found);
  }

  #list(query: URLSearchParams): Response {
    const [search, role, active] = ['search', 'role', 'is_active'].map((name) => query.get(name));
    const column = COLUMNS[query.get('sort') ?? 'name'] ?? byName;
    const found = this.people
      .filter(({ first_name, last_name, email }) =>
        `${first_name} ${last_name} ${email}`.toLowerCase().includes((search ?? '').toLowerCase()),
      )
      .filter((each) => !role || each.role === role)
      .filter((each) => !active || String(each.is_active) === active)
      .sort((one, other) => column(one).localeCompare(column(other)));
    if (query.get('order') === 'desc') found.reverse();
    const skip = Number(query.get('skip'));
    return json(found.slice(skip, skip + Number(query.get('limit'))), {
      headers: { 'X-Total-Count': String(found.length) },
    });
  }
}

import type { DeviceSession, Snake, User } from '@voiceassist/shared/schemas';
import { FakeServer, json, nothing, person, problem, type Call } from './fake-server.js';

const MINUTE = 60_000;
let made = 0;

/** A sign-in on a device, last used so many minutes ago. */
export function deviceSession(
  facts: Partial<Snake<DeviceSession>> = {},
  minutesAgo = 2,
): Snake<DeviceSession> {
  made += 1;
  return {
    id: `session-${made}`,
    browser: 'Firefox',
    system: 'Windows',
    created_at: '2026-03-12T09:30:00Z',
    last_used_at: new Date(Date.now() - minutesAgo * MINUTE).toISOString(),
    is_current: false,
    ...facts,
  };
}

/** A server with one person's account. */
export class FakeAccount extends FakeServer {
  capabilities = ['accounts', 'preferences'];
  idleSeconds: number | undefined = 900;
  password = 'the-old-password';
  sessions = [
    deviceSession({ browser: 'Chromium', system: 'Linux', is_current: true }, 0),
    deviceSession(),
    deviceSession({ browser: null, system: null }, 3 * 24 * 60),
  ];
  readonly own: Snake<User> = person({
    first_name: 'Noor',
    last_name: 'Haddad',
    specialty: 'Emergency medicine',
  });

  constructor() {
    super((call) => this.#answer(call));
  }

  #answer({ method, path, body }: Call): Response | undefined {
    if (path === '/api/capabilities') {
      return json({ capabilities: this.capabilities, idle_seconds: this.idleSeconds });
    }
    if (path === '/api/auth/sessions') {
      if (method === 'GET') return json(this.sessions);
      this.sessions = [];
      return nothing();
    }
    if (path.startsWith('/api/auth/sessions/')) {
      const ended = path.split('/').at(-1);
      this.sessions = this.sessions.filter(({ id }) => id !== ended);
      return nothing();
    }
    if (path === '/api/auth/change-password') return this.#changePassword(body);
    if (path === `/api/users/${this.own.id}`) return json(Object.assign(this.own, body));
    return undefined;
  }

  #changePassword({ current_password, password }: Record<string, unknown>): Response {
    if (current_password !== this.password) {
      const errors = [{ field: 'current_password', code: 'wrong', message: 'Not the password.' }];
      return problem(422, { errors });
    }
    this.password = String(password);
    this.sessions = this.sessions.filter(({ is_current }) => is_current);
    return nothing();
  }
}

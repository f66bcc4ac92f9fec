import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { plainDate, type Traps } from './formats.js';
import type { Person, State } from './state.js';

const HOUR_MS = 3_600_000;

/** A person as the gateway tells of them. */
export const toldOf = (traps: Traps, person: Person) => ({
  ...{ id: person.id, email: person.email, full_name: person.fullName, is_active: person.isActive },
  ...{ is_admin: person.adminRole === 'admin', admin_role: person.adminRole, nextcloud_user_id: null },
  created_at: plainDate(traps, person.createdAt),
  last_login: person.lastLogin ? plainDate(traps, person.lastLogin) : null,
});

/** Fields that are missing, as FastAPI says it. */
export function missing(body: unknown, ...names: string[]) {
  const given = (body ?? {}) as Record<string, unknown>;
  const detail = names
    .filter((name) => given[name] === undefined || given[name] === '')
    .map((name) => ({ type: 'missing', loc: ['body', name], msg: 'Field required', input: null }));
  return detail.length ? { detail } : undefined;
}

/** Whoever calls, or an answer that says that nobody does. */
export function callerOf(state: State, request: FastifyRequest, reply: FastifyReply): Person | undefined {
  const owner = state.owner(request.headers.authorization?.replace(/^Bearer /, ''));
  if (!owner) void reply.code(401).send({ detail: 'Could not validate credentials' });
  return owner;
}

/** Accounts and signing in. */
export function accountRoutes(app: FastifyInstance, state: State, traps: Traps): void {
  const signedIn = (person: Person) => {
    person.lastLogin = new Date();
    const { access, refresh } = state.issue(person, traps.tokenSeconds);
    return {
      ...{ access_token: access, refresh_token: refresh, token_type: 'bearer' },
      ...{ expires_in: traps.tokenSeconds, refresh_expires_in: 3600, role: person.adminRole },
    };
  };
  app.post('/api/auth/register', (request, reply) => {
    const wrong = missing(request.body, 'email', 'password', 'full_name');
    if (wrong) return reply.code(422).send(wrong);
    const { email, password, full_name: fullName } = request.body as Record<string, string>;
    if (state.people.some((each) => each.email === email))
      return reply.code(400).send({ detail: 'Email already registered' });
    const created: Person = {
      ...{ id: randomUUID(), email: email ?? '', password: password ?? '', fullName: fullName ?? '' },
      ...{ isActive: true, adminRole: 'user', createdAt: new Date(), backupCodes: [], heldBackUntil: 0 },
    };
    state.people.push(created);
    return reply.code(201).send(toldOf(traps, created));
  });
  app.post('/api/auth/login', (request, reply) => {
    const { email, password } = request.body as Record<string, string>;
    const found = state.people.find((each) => each.email === email && each.password === password);
    if (!found) return reply.code(401).send({ detail: 'Incorrect email or password' });
    if (!found.isActive) return reply.code(403).send({ detail: 'User account is inactive' });
    if (found.secondFactor)
      return reply.send({
        requires_2fa: true,
        user_id: found.id,
        message: 'Two-factor authentication required',
      });
    return reply.send(signedIn(found));
  });
  app.post('/api/auth/2fa/verify-login', (request, reply) => {
    const {
      user_id: id,
      code = '',
      is_backup_code: isBackup,
    } = request.body as {
      user_id: string;
      code: string;
      is_backup_code: boolean;
    };
    const found = state.people.find((each) => each.id === id);
    const isRight = isBackup ? found?.backupCodes.includes(code) : found?.secondFactor === code;
    if (!found || !isRight) return reply.code(400).send({ detail: 'Invalid verification code' });
    found.backupCodes = found.backupCodes.filter((each) => each !== code);
    return reply.send(signedIn(found));
  });
  app.post('/api/auth/refresh', (request, reply) => {
    const { refresh_token: name } = request.body as { refresh_token: string };
    const token = state.token(name, 'refresh');
    const owner = token && state.people.find(({ id }) => id === token.userId);
    if (!owner?.isActive) return reply.code(401).send({ detail: 'Invalid refresh token' });
    if (owner.adminRole !== token?.role) return reply.code(403).send({ detail: 'Role has changed' });
    state.tokens.delete(name);
    return reply.send(signedIn(owner));
  });
  app.post('/api/auth/logout', (request, reply) => {
    const owner = callerOf(state, request, reply);
    if (!owner) return reply;
    for (const [name, { userId }] of state.tokens) if (userId === owner.id) state.tokens.delete(name);
    return reply.send({ message: 'Successfully logged out' });
  });
  app.get('/api/auth/me', (request, reply) => {
    const owner = callerOf(state, request, reply);
    return owner ? reply.send(toldOf(traps, owner)) : reply;
  });
  app.put('/api/users/me', (request, reply) => {
    const owner = callerOf(state, request, reply);
    if (!owner) return reply;
    const { full_name: fullName, email } = request.body as Record<string, string>;
    owner.fullName = fullName ?? owner.fullName;
    owner.email = email ?? owner.email;
    return reply.send(toldOf(traps, owner));
  });
  app.post('/api/users/me/change-password', (request, reply) => {
    const owner = callerOf(state, request, reply);
    if (!owner) return reply;
    const wrong = missing(request.body, 'old_password', 'new_password');
    if (wrong) return reply.code(422).send(wrong);
    const { old_password: before, new_password: after } = request.body as Record<string, string>;
    if (owner.password !== before) return reply.code(400).send({ detail: 'Incorrect password' });
    owner.password = after ?? '';
    if (traps.holdsBack) owner.heldBackUntil = Date.now() + HOUR_MS;
    return reply.send({ message: 'Password changed' });
  });
}

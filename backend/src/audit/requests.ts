import type { AuditAction } from '@voiceassist/shared/schemas';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditEvent, AuditLog } from './audit-log.js';

/** What an answered request adds to the audit log; handlers say what the route alone does not know. */
interface Audited {
  /** One entry each; none for a request that is not worth one. */
  actions: AuditAction[];
  /** Who it was, where no token says so. */
  actorId: string | undefined;
  /** The things that were touched; the id in the path unless a handler knows better. */
  targetIds: (string | undefined)[];
  /** The request could be read; before that nobody attempted anything. */
  isReadable: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    audit: AuditLog;
  }
  interface FastifyRequest {
    audited: Audited;
  }
  interface FastifyContextConfig {
    /** What the audit log calls a request to this route. */
    audit?: AuditAction;
  }
}

/** Writes an entry for every request to a route that declares `audit`, before its answer is sent. */
export function auditRequests(app: FastifyInstance, log: AuditLog): void {
  app.decorate('audit', log);
  app.decorateRequest('audited');
  app.addHook('onRequest', async (request) => {
    const { audit } = request.routeOptions.config;
    const { id } = (request.params ?? {}) as { id?: string };
    request.audited = {
      actions: audit ? [audit] : [],
      actorId: undefined,
      targetIds: [id],
      isReadable: false,
    };
  });
  app.addHook('preHandler', async (request) => {
    request.audited.isReadable = true;
  });
  app.addHook('onSend', async (request, reply) => {
    const events = eventsOf(request, reply.statusCode);
    if (events.length === 0) return;
    // An entry that cannot be written turns the answer into an error, and that one is not to be tried again.
    request.audited.actions = [];
    await Promise.all(events.map((event) => log.record(event)));
  });
  app.addHook('onClose', () => log.close());
}

const FORBIDDEN = 403;

/** Too often is not recorded: the log would grow with every try. */
const TOO_OFTEN = 429;

function eventsOf(request: FastifyRequest, status: number): AuditEvent[] {
  const { audited, user } = request as Partial<FastifyRequest>;
  const actorId = user?.id ?? audited?.actorId;
  const isAttempt = audited?.isReadable || (status === FORBIDDEN && actorId !== undefined);
  if (!audited || !isAttempt || status === TOO_OFTEN) return [];
  const isForAdmins = request.routeOptions.url?.startsWith('/api/admin/') ?? false;
  const isRefusedAdmin = status === FORBIDDEN && isForAdmins && audited.actions.length === 0;
  const actions: AuditAction[] = isRefusedAdmin ? ['admin.access'] : audited.actions;
  const outcome = status < 400 ? 'done' : status < 500 ? 'refused' : 'failed';
  return actions.flatMap((action) =>
    audited.targetIds.map((targetId) => ({ action, outcome, actorId, targetId, requestId: request.id })),
  );
}

/** A new role is an entry of its own. */
export function userChangeActions(changes: object): AuditAction[] {
  const { role, ...others } = changes as { role?: unknown };
  if (role === undefined) return ['user.change'];
  return Object.keys(others).length > 0 ? ['user.role', 'user.change'] : ['user.role'];
}

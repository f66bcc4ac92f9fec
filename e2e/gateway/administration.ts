import { randomUUID } from 'node:crypto';
import { parseFile } from '../../backend/src/knowledge/parse/parse.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf, missing, toldOf } from './account.js';
import { enveloped, failed, plainDate, zonedDate, type Traps } from './formats.js';
import type { Person, State } from './state.js';

type Query = Record<string, string | undefined>;

/** People, documents, integrations and the state of the system. */
export function administrationRoutes(app: FastifyInstance, state: State, traps: Traps): void {
  const admin = (request: FastifyRequest, reply: FastifyReply): Person | undefined => {
    const owner = callerOf(state, request, reply);
    if (!owner || owner.adminRole === 'admin') return owner;
    void reply.code(403).send({ detail: 'Admin privileges required' });
    return undefined;
  };
  const route = (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    act: (request: FastifyRequest, reply: FastifyReply) => unknown,
  ) =>
    app.route({
      ...{ method, url },
      handler: async (request, reply) =>
        admin(request, reply) ? ((await act(request, reply)) ?? reply) : reply,
    });
  const text500 = (reply: FastifyReply) => reply.code(500).type('text/plain').send('Internal Server Error');
  const told = (data: unknown) => enveloped(traps, data);

  route('GET', '/api/admin/panel/users', ({ query }) => {
    const { offset = '0', limit = '50', search = '', is_active: active, is_admin: isAdmin } = query as Query;
    const fitting = state.people.filter(
      (each) =>
        `${each.fullName} ${each.email}`.toLowerCase().includes(search.toLowerCase()) &&
        (active === undefined || each.isActive === (active === 'true')) &&
        (isAdmin === undefined || (each.adminRole === 'admin') === (isAdmin === 'true')),
    );
    const users = fitting.slice(Number(offset), Number(offset) + Number(limit));
    return told({
      users: users.map((each) => toldOf(traps, each)),
      total: fitting.length,
      offset: Number(offset),
      limit: Number(limit),
    });
  });
  route('PATCH', '/api/users/:id', ({ params, body }, reply) => {
    const found = state.people.find(({ id }) => id === (params as { id: string }).id);
    if (!found) return text500(reply);
    const {
      is_active: isActive,
      admin_role: role,
      full_name: fullName,
    } = body as {
      is_active?: boolean;
      admin_role?: Person['adminRole'];
      full_name?: string;
    };
    found.isActive = isActive ?? found.isActive;
    found.adminRole = role ?? found.adminRole;
    found.fullName = fullName ?? found.fullName;
    return told(toldOf(traps, found));
  });
  route('DELETE', '/api/admin/panel/users/:id', ({ params }, reply) => {
    const at = state.people.findIndex(({ id }) => id === (params as { id: string }).id);
    if (at < 0) return text500(reply);
    state.people.splice(at, 1);
    return told({ message: 'User deleted' });
  });
  route('GET', '/api/admin/panel/summary', () =>
    told({
      total_users: state.people.length,
      active_users: state.people.filter(({ isActive }) => isActive).length,
      admin_users: state.people.filter(({ adminRole }) => adminRole === 'admin').length,
      timestamp: zonedDate(traps),
    }),
  );
  route('GET', '/api/admin/system/resources', () =>
    told({
      ...{ disk_total_gb: 100, disk_used_gb: 40, disk_free_gb: 60, disk_usage_percent: 40 },
      ...{ memory_total_gb: 16, memory_used_gb: 4, memory_free_gb: 12, memory_usage_percent: 25 },
      ...{
        cpu_count: 4,
        cpu_usage_percent: 12.5,
        load_average_1m: 0.5,
        load_average_5m: 0.4,
        load_average_15m: 0.3,
      },
      timestamp: zonedDate(traps),
    }),
  );
  route('GET', '/api/admin/system/health', () =>
    told({
      ...{ status: 'healthy', uptime_seconds: 60, services: { redis: 'healthy', database: 'healthy' } },
      last_checked_at: zonedDate(traps),
    }),
  );

  const documentOf = ({ id, title, sourceType, uploadedAt, sentences }: State['documents'][number]) => ({
    ...{ document_id: id, title, source_type: sourceType, upload_date: plainDate(traps, uploadedAt) },
    chunks_indexed: sentences.length,
  });
  route('GET', '/api/admin/kb/documents', ({ query }) => {
    const { skip = '0', limit = '50', source_type: type } = query as Query;
    const fitting = state.documents.filter(({ sourceType }) => !type || sourceType === type);
    const shown = fitting.slice(Number(skip), Number(skip) + Number(limit));
    return told({ documents: shown.map(documentOf), total: fitting.length });
  });
  route('POST', '/api/admin/kb/documents', async (request, reply) => {
    const { title, source_type: sourceType = '' } = request.query as Query;
    const file = await request.file();
    if (!file || !title || !/\.(txt|pdf)$/i.test(file.filename))
      return reply.code(400).send({ detail: 'Unsupported file' });
    const read = await parseFile(await file.toBuffer(), file.filename).catch(() => undefined);
    if (!read) return text500(reply);
    const sentences = read.text
      .split(/(?<=\.)\s+/)
      .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
      .filter(Boolean);
    const created = { id: randomUUID(), title, sourceType, uploadedAt: new Date(), sentences };
    state.documents.push(created);
    return told({
      document_id: created.id,
      title,
      status: 'indexed',
      chunks_indexed: sentences.length,
      message: 'Indexed',
    });
  });
  route('GET', '/api/admin/kb/documents/:id', ({ params }, reply) => {
    const found = state.documents.find(({ id }) => id === (params as { id: string }).id);
    return found
      ? told(documentOf(found))
      : reply.code(404).send({ detail: failed(traps, 'NOT_FOUND', 'Document not found') });
  });
  route('DELETE', '/api/admin/kb/documents/:id', ({ params }, reply) => {
    const at = state.documents.findIndex(({ id }) => id === (params as { id: string }).id);
    if (at < 0) return reply.code(404).send({ detail: failed(traps, 'NOT_FOUND', 'Document not found') });
    state.documents.splice(at, 1);
    return told({ document_id: (params as { id: string }).id, message: 'Deleted' });
  });

  route('GET', '/api/integrations/calendar/events', ({ query }) => {
    if (traps.calendarFails) return failed(traps, 'INTERNAL_ERROR', 'Failed to list events');
    const { start_date: from = '', end_date: to } = query as Query;
    const events = state.events.filter(({ start, end }) => end >= from && (!to || start < to));
    return told({ events, count: events.length });
  });
  route('POST', '/api/integrations/calendar/events', ({ body }, reply) => {
    const wrong = missing(body, 'summary', 'start', 'end');
    if (wrong) return reply.code(422).send(wrong);
    const { start, end, ...said } = body as Record<string, string>;
    // A day without a time becomes its first moment.
    const at = (moment = '') => (moment.includes('T') ? moment.replace('Z', '+00:00') : `${moment}T00:00:00`);
    const event = {
      uid: randomUUID(),
      ...said,
      start: at(start),
      end: at(end),
      organizer: null,
      attendees: [],
    };
    state.events.push(event);
    return told({ event_uid: event.uid, status: 'created' });
  });
  route('POST', '/api/integrations/files/index', ({ body }, reply) => {
    const { file_path: path = '', source_type: sourceType = '' } = body as Record<string, string>;
    if (!path.endsWith('.txt')) {
      const said = failed(traps, 'NOT_FOUND', `No file at ${path}`);
      return traps.errorsWithOk ? said : reply.code(404).send(said);
    }
    const created = {
      id: randomUUID(),
      title: path,
      sourceType,
      uploadedAt: new Date(),
      sentences: [`Read from ${path}.`],
    };
    state.documents.push(created);
    return told({ document_id: created.id, chunks_indexed: 1, processing_time_ms: 3, status: 'indexed' });
  });
  route('POST', '/api/integrations/files/scan-and-index', () =>
    told({ files_discovered: 0, files_indexed: 0 }),
  );
}

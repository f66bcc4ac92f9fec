import { connectionCheckSchema, connectionSchema, newConnectionSchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync } from 'fastify';
import type * as v from 'valibot';
import { requireAdmin } from '../../accounts/authorization.js';
import type { Config } from '../../config.js';
import { ProblemError } from '../../problem.js';
import type { ValibotTypeProvider } from '../../validation.js';
import type { Connection, Connections } from '../connections.js';
import { problemOf } from '../source-error.js';
import { asked } from './answers.js';

const tags = ['integrations'];
const onRequest = requireAdmin;
const changes = { audit: 'integration.change' } as const;
/** Each asks another server, with a password that may be wrong. */
const rateLimit = { max: 20, timeWindow: 60_000 };

/** Where Nextcloud is: /api/integrations/connection. */
export const connectionRoutes: FastifyPluginAsync<{ connections: Connections; config: Config }> = async (
  instance,
  { connections, config },
) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();

  const wire = async () => {
    const known = await connections.described();
    return {
      kind: known ? ('nextcloud' as const) : ('local' as const),
      url: known?.url,
      calendar_url: known?.calendarUrl,
      username: known?.username,
      is_fixed: connections.isFixed,
      local_folder: config.localFilesDir,
    };
  };

  app.get(
    '/api/integrations/connection',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Where files and appointments come from',
        response: { 200: connectionSchema },
      },
    },
    wire,
  );

  app.put(
    '/api/integrations/connection',
    {
      onRequest,
      config: { ...changes, rateLimit },
      schema: {
        tags,
        summary: 'Connect Nextcloud; kept only when its files can be read',
        body: newConnectionSchema,
        response: { 200: connectionSchema },
      },
    },
    async (request) => {
      if (connections.isFixed) throw fixed();
      const connection = await complete(connections, request.body);
      const problem = problemOf((await connections.check(connection)).files);
      if (problem) throw new ProblemError(422, problem);
      await connections.save(connection);
      return wire();
    },
  );

  app.delete(
    '/api/integrations/connection',
    {
      onRequest,
      config: changes,
      schema: { tags, summary: 'Disconnect Nextcloud, and forget its password' },
    },
    async (_request, reply) => {
      if (connections.isFixed) throw fixed();
      await connections.remove();
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/integrations/connection/check',
    {
      onRequest,
      config: { rateLimit },
      schema: {
        tags,
        summary: 'How the files and the calendar answer now',
        response: { 200: connectionCheckSchema },
      },
    },
    async () => {
      const connection = await connections.current().catch((error: unknown) => ({ error }));
      if (!connection) {
        await asked(connections.files().then((source) => source.list('/')));
        return { files: null, calendar: null };
      }
      if ('error' in connection) {
        const problem = problemOf(connection.error) ?? null;
        return { files: problem, calendar: problem };
      }
      const { files, calendar } = await connections.check(connection);
      return { files: problemOf(files) ?? null, calendar: problemOf(calendar) ?? null };
    },
  );
};

/** With the password that is kept, which was given for these addresses and this user alone. */
async function complete(
  connections: Connections,
  given: v.InferOutput<typeof newConnectionSchema>,
): Promise<Connection> {
  const url = given.url.replace(/\/+$/, '');
  const calendarUrl = given.calendar_url?.replace(/\/+$/, '') || undefined;
  const { username, password } = given;
  if (password !== undefined) return { url, calendarUrl, username, password };
  const known = await connections.current().catch(() => undefined);
  const isSame = known?.url === url && known.calendarUrl === calendarUrl && known.username === username;
  if (known && isSame) return known;
  throw new ProblemError(422, { errors: [{ field: 'password', message: 'Enter the app password.' }] });
}

const fixed = (): ProblemError =>
  new ProblemError(409, {
    detail: 'The connection is set by the environment of the server. Nothing was changed.',
  });

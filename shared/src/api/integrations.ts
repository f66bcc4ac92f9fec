import * as v from 'valibot';
import { toSnake } from '../schemas/case.js';
import {
  calendarEventSchema,
  connectionCheckSchema,
  connectionSchema,
  followingSchema,
  remoteFileSchema,
  sourceRunSchema,
  type CalendarEvent,
  type Connection,
  type ConnectionCheck,
  type Following,
  type NewCalendarEvent,
  type NewConnection,
  type NewFollowing,
  type RemoteFile,
  type SourceRun,
} from '../schemas/integrations.js';
import { jobStartedSchema } from '../schemas/kb.js';
import type { Client } from './client.js';

/** The guide's /api/integrations endpoints, and what capability `integrations` adds. */
export function integrationsApi(client: Client) {
  const events = v.array(calendarEventSchema);
  const files = v.array(remoteFileSchema);
  return {
    listEvents: (range?: { from: string; to: string }): Promise<CalendarEvent[]> =>
      client.json(events, 'api/integrations/calendar/events', { ...(range && { searchParams: range }) }),
    createEvent: (event: NewCalendarEvent): Promise<CalendarEvent> =>
      client.json(calendarEventSchema, 'api/integrations/calendar/events', {
        method: 'post',
        json: toSnake(event),
      }),
    /** One level of the tree, or every file. */
    discoverFiles: (folder?: string): Promise<RemoteFile[]> =>
      client.json(files, 'api/integrations/files/discover', {
        ...(folder !== undefined && { searchParams: { folder } }),
        timeout: SLOW_MS,
      }),
    /** `sourceType` where the server wants it (it `lacks` `files`). */
    indexFiles: (paths: string[], _sourceType?: string) =>
      client.json(jobStartedSchema, 'api/integrations/files/index', { method: 'post', json: { paths } }),
    /** Has a server look for files by itself that lists none (it `lacks` `files`). */
    scanFiles: (_sourceType: string, _isAnew: boolean): Promise<void> =>
      Promise.reject(new Error('A server of the guide lists its files')),
    connection: (): Promise<Connection> => client.json(connectionSchema, 'api/integrations/connection'),
    /** Takes as long as the other server takes to answer. */
    connect: (connection: NewConnection): Promise<Connection> =>
      client.json(connectionSchema, 'api/integrations/connection', {
        method: 'put',
        json: toSnake(connection),
        timeout: SLOW_MS,
      }),
    disconnect: () => client.nothing('api/integrations/connection', { method: 'delete' }),
    checkConnection: (): Promise<ConnectionCheck> =>
      client.json(connectionCheckSchema, 'api/integrations/connection/check', {
        method: 'post',
        timeout: SLOW_MS,
      }),
    following: (): Promise<Following> => client.json(followingSchema, 'api/integrations/files/following'),
    follow: (following: NewFollowing): Promise<Following> =>
      client.json(followingSchema, 'api/integrations/files/following', {
        method: 'put',
        json: toSnake(following),
      }),
    runs: (): Promise<SourceRun[]> => client.json(v.array(sourceRunSchema), 'api/integrations/files/runs'),
    startRun: (confirmGone = false) =>
      client.json(jobStartedSchema, 'api/integrations/files/runs', {
        method: 'post',
        json: { confirm_gone: confirmGone },
      }),
  };
}

/** The other server may be asked for many folders, or not answer for a while. */
const SLOW_MS = 60_000;

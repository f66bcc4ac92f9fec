import * as v from 'valibot';
import { toSnake } from '../schemas/case.js';
import {
  calendarEventSchema,
  remoteFileSchema,
  type CalendarEvent,
  type NewCalendarEvent,
  type RemoteFile,
} from '../schemas/integrations.js';
import { jobStartedSchema } from '../schemas/kb.js';
import type { Client } from './client.js';

/** The guide's /api/integrations endpoints. */
export function integrationsApi(client: Client) {
  return {
    listEvents: (): Promise<CalendarEvent[]> =>
      client.json(v.array(calendarEventSchema), 'api/integrations/calendar/events'),
    createEvent: (event: NewCalendarEvent): Promise<CalendarEvent> =>
      client.json(calendarEventSchema, 'api/integrations/calendar/events', {
        method: 'post',
        json: toSnake(event),
      }),
    discoverFiles: (): Promise<RemoteFile[]> =>
      client.json(v.array(remoteFileSchema), 'api/integrations/files/discover'),
    indexFiles: (paths: string[]) =>
      client.json(jobStartedSchema, 'api/integrations/files/index', { method: 'post', json: { paths } }),
  };
}

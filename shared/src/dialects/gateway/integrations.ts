import * as v from 'valibot';
import type { CalendarEvent, NewCalendarEvent } from '../../schemas/integrations.js';
import type { Caller } from './caller.js';
import { momentOf } from './dates.js';
import { lacking } from './lacking.js';

const eventSchema = v.object({
  uid: v.nullish(v.string()),
  summary: v.nullish(v.string()),
  description: v.nullish(v.string()),
  start: v.nullish(v.string()),
  end: v.nullish(v.string()),
  location: v.nullish(v.string()),
});
const eventsSchema = v.object({ events: v.array(eventSchema) });
const createdSchema = v.object({ eventUid: v.string() });

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
/** A day that was given to the gateway comes back as its first moment, without a zone. */
const dayOf = (text: string) => /^(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?$/.exec(text)?.[1];

/** Nothing of an event that does not say when it begins. */
function eventOf(event: v.InferOutput<typeof eventSchema>, at: number): CalendarEvent[] {
  const [from = '', to = from] = [event.start ?? '', event.end ?? undefined];
  const [firstDay, lastDay] = [dayOf(from), dayOf(to)];
  const allDay = firstDay !== undefined && lastDay !== undefined;
  const start = allDay ? firstDay : momentOf(from);
  if (!start) return [];
  const end = (allDay ? lastDay : momentOf(to)) ?? start;
  return [
    {
      ...{ id: event.uid || `event-${at}`, title: event.summary ?? '' },
      ...{ start, end, allDay, recurring: false },
      ...(event.description && { description: event.description }),
      ...(event.location && { location: event.location }),
    },
  ];
}

/** The gateway's calendar and files. */
export function integrationsApi(client: Caller) {
  return {
    async listEvents(range?: { from: string; to: string }): Promise<CalendarEvent[]> {
      const { events } = await client.get(eventsSchema, 'api/integrations/calendar/events', {
        ...(range && { searchParams: { start_date: range.from, end_date: range.to } }),
        timeout: SLOW_MS,
      });
      return events
        .flatMap(eventOf)
        .filter(({ start, end }) => !range || (end >= range.from && start < range.to))
        .sort((one, other) => (one.start < other.start ? -1 : 1));
    },
    async createEvent(event: NewCalendarEvent): Promise<CalendarEvent> {
      const { title, start, end, description, location } = event;
      const { eventUid } = await client.get(createdSchema, 'api/integrations/calendar/events', {
        method: 'post',
        json: {
          ...{ summary: title, start, end },
          ...(description && { description }),
          ...(location && { location }),
        },
        timeout: SLOW_MS,
      });
      return { ...{ id: eventUid, title, start, end }, allDay: isDay(start), recurring: false };
    },
    /** Reads single files, one after the other; it is done when this resolves. */
    async indexFiles(paths: string[], sourceType = 'guideline'): Promise<{ jobId: string }> {
      for (const path of paths) {
        await client.send('api/integrations/files/index', {
          method: 'post',
          json: { file_path: path, source_type: sourceType },
          timeout: false,
        });
      }
      return { jobId: '' };
    },
    /** Has the server look for files, and read what it finds; it is done when this resolves. */
    async scanFiles(sourceType: string, isAnew: boolean): Promise<void> {
      await client.send('api/integrations/files/scan-and-index', {
        method: 'post',
        searchParams: { source_type: sourceType, force_reindex: isAnew },
        timeout: false,
      });
    },
    ...{ discoverFiles: lacking, connection: lacking, connect: lacking, disconnect: lacking },
    ...{ checkConnection: lacking, following: lacking, follow: lacking, runs: lacking, startRun: lacking },
  };
}

/** The gateway asks another server. */
const SLOW_MS = 60_000;

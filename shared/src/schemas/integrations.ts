import * as v from 'valibot';
import type { Camel } from './case.js';

export const calendarEventSchema = v.object({
  id: v.string(),
  title: v.string(),
  start: v.string(),
  end: v.string(),
  description: v.nullish(v.string()),
  location: v.nullish(v.string()),
});
/** An appointment; `start` and `end` are ISO 8601. */
export type CalendarEvent = Camel<v.InferOutput<typeof calendarEventSchema>>;

/** POST /api/integrations/calendar/events. */
export const newCalendarEventSchema = v.omit(calendarEventSchema, ['id']);
export type NewCalendarEvent = Camel<v.InferInput<typeof newCalendarEventSchema>>;

export const remoteFileSchema = v.object({
  path: v.string(),
  name: v.string(),
  size_bytes: v.nullish(v.number()),
  content_type: v.nullish(v.string()),
  modified_at: v.nullish(v.string()),
  indexed: v.optional(v.boolean(), false),
});
/** A file that the Nextcloud integration found. */
export type RemoteFile = Camel<v.InferOutput<typeof remoteFileSchema>>;

/** POST /api/integrations/files/index. */
export const indexFilesSchema = v.object({ paths: v.pipe(v.array(v.string()), v.minLength(1)) });

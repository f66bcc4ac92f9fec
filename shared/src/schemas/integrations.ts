import * as v from 'valibot';
import type { Camel } from './case.js';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));

/** How often an appointment comes again. */
export const REPEATS = ['daily', 'weekly', 'monthly', 'yearly'] as const;

export const calendarEventSchema = v.object({
  id: v.string(),
  title: v.string(),
  start: v.string(),
  end: v.string(),
  description: v.nullish(v.string()),
  location: v.nullish(v.string()),
  /** Then `start` and `end` are days, and `end` is the day after the last one. An addition to the guide, as what follows. */
  all_day: v.optional(v.boolean(), false),
  /** It comes again: one entry for each time in the range that was asked for. */
  recurring: v.optional(v.boolean(), false),
  /** The name of the calendar that it stands in, where there are several. */
  calendar: v.nullish(v.string()),
});
/** An appointment; `start` and `end` are ISO 8601. */
export type CalendarEvent = Camel<v.InferOutput<typeof calendarEventSchema>>;

/** GET /api/integrations/calendar/events, query: ISO 8601; the next thirty days when it is absent, and 366 days at most. */
export const calendarQuerySchema = v.object({
  from: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  to: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});

/** POST /api/integrations/calendar/events. */
export const newCalendarEventSchema = v.object({
  title: v.pipe(text(300), v.minLength(1, 'Give it a title.')),
  /** A moment, or a day when it lasts all day. */
  start: v.pipe(v.string(), v.maxLength(40)),
  end: v.pipe(v.string(), v.maxLength(40)),
  description: v.nullish(text(5000)),
  location: v.nullish(text(300)),
  all_day: v.optional(v.boolean(), false),
  /** The IANA name of the time zone that it keeps when the clocks change. */
  time_zone: v.nullish(v.pipe(v.string(), v.maxLength(60))),
  repeats: v.nullish(v.picklist(REPEATS)),
  /** The last day on which it may come again. */
  repeats_until: v.nullish(v.pipe(v.string(), v.isoDate())),
});
export type NewCalendarEvent = Camel<v.InferInput<typeof newCalendarEventSchema>>;

export const remoteFileSchema = v.object({
  /** From the root of the source, beginning with a slash. */
  path: v.string(),
  name: v.string(),
  size_bytes: v.nullish(v.number()),
  content_type: v.nullish(v.string()),
  modified_at: v.nullish(v.string()),
  indexed: v.optional(v.boolean(), false),
  /** Only when a folder was asked for. An addition to the guide, as what follows. */
  is_folder: v.optional(v.boolean(), false),
  /** Its kind can be indexed. */
  is_readable: v.optional(v.boolean(), true),
  /** The document that it became. */
  document_id: v.nullish(v.string()),
});
/** A file that the Nextcloud integration found. */
export type RemoteFile = Camel<v.InferOutput<typeof remoteFileSchema>>;

/** GET /api/integrations/files/discover, query: one level of the tree; every file when it is absent. */
export const discoverQuerySchema = v.object({ folder: v.optional(path) });

/** POST /api/integrations/files/index. Folders are an addition: what comes into them later is indexed too. */
export const indexFilesSchema = v.object({ paths: v.pipe(v.array(path), v.minLength(1), v.maxLength(1000)) });

/** Why a source cannot be used. */
export const SOURCE_PROBLEMS = [
  'wrong_password',
  'forbidden',
  'unknown_host',
  'unreachable',
  'timeout',
  'certificate',
  'redirect',
  'not_dav',
  'not_found',
  'server_error',
  'unreadable',
  'too_large',
  'sealed',
] as const;
const problem = v.nullish(
  v.object({
    /** One of SOURCE_PROBLEMS, or one that a later server knows. */
    code: v.string(),
    /** In words for a person. */
    detail: v.string(),
  }),
);

/** GET /api/integrations/connection, an addition to the guide. The password never leaves the server. */
export const connectionSchema = v.object({
  /** `local`: a folder and a calendar of the server stand in for Nextcloud. */
  kind: v.picklist(['nextcloud', 'local']),
  url: v.nullish(v.string()),
  calendar_url: v.nullish(v.string()),
  username: v.nullish(v.string()),
  /** Set by the environment of the server: it cannot be changed here. */
  is_fixed: v.boolean(),
  /** The folder that stands in. */
  local_folder: v.string(),
});
export type Connection = Camel<v.InferOutput<typeof connectionSchema>>;

const address = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(500),
  v.check(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'Enter an address that begins with https://.',
  ),
  v.check(
    (value) => !URL.canParse(value) || new URL(value).username === '',
    'Leave the name out of the address.',
  ),
);

/** PUT /api/integrations/connection: looked at first, and kept only when it can be used. */
export const newConnectionSchema = v.object({
  url: address,
  /** Where the calendars are, when they are not at the same address. */
  calendar_url: v.nullish(address),
  username: v.pipe(text(200), v.minLength(1, 'Enter the user name.')),
  /** Absent: the one that is kept, for the same addresses and user. */
  password: v.optional(v.pipe(v.string(), v.minLength(1, 'Enter the app password.'), v.maxLength(500))),
});
export type NewConnection = Camel<v.InferInput<typeof newConnectionSchema>>;

/** POST /api/integrations/connection/check: how the files and the calendar answer now; no problem is none. */
export const connectionCheckSchema = v.object({ files: problem, calendar: problem });
export type ConnectionCheck = Camel<v.InferOutput<typeof connectionCheckSchema>>;

/** What becomes of a document whose file is gone at the source. */
export const WHEN_GONE = ['delete', 'keep'] as const;

/** GET /api/integrations/files/following, an addition to the guide. */
export const followingSchema = v.object({
  /** What is indexed again and again: files, and folders with everything in them. */
  paths: v.array(v.object({ path: v.string(), is_folder: v.boolean() })),
  /** A cron expression in the server's time zone; nothing: only when somebody asks. */
  schedule: v.nullish(v.string()),
  when_gone: v.picklist(WHEN_GONE),
  source_type: v.string(),
  specialty: v.string(),
  next_run_at: v.nullish(v.string()),
});
export type Following = Camel<v.InferOutput<typeof followingSchema>>;

/** PUT /api/integrations/files/following. */
export const newFollowingSchema = v.object({
  paths: v.pipe(v.array(v.object({ path, is_folder: v.boolean() })), v.maxLength(1000)),
  schedule: v.nullish(text(100)),
  when_gone: v.picklist(WHEN_GONE),
  source_type: v.pipe(text(50), v.minLength(1)),
  specialty: v.pipe(text(50), v.minLength(1)),
});
export type NewFollowing = Camel<v.InferInput<typeof newFollowingSchema>>;

/** One look at everything that is followed; GET /api/integrations/files/runs gives the latest ones, newest first. */
export const sourceRunSchema = v.object({
  id: v.string(),
  job_id: v.nullish(v.string()),
  status: v.picklist(['running', 'done', 'failed', 'interrupted', 'cancelled']),
  started_at: v.string(),
  finished_at: v.nullish(v.string()),
  /** Nobody: the schedule did. */
  requested_by_name: v.nullish(v.string()),
  found: v.number(),
  added: v.number(),
  changed: v.number(),
  unchanged: v.number(),
  gone: v.number(),
  failed: v.number(),
  /** Files that are gone whose documents were kept, since they were suspiciously many at once. */
  held_back: v.number(),
  problem,
  /** The first hundred that failed, each in words for a person. */
  failures: v.array(v.object({ path: v.string(), reason: v.string() })),
});
export type SourceRun = Camel<v.InferOutput<typeof sourceRunSchema>>;

/** POST /api/integrations/files/runs. */
export const newRunSchema = v.object({
  /** Deletes the documents that a run held back. */
  confirm_gone: v.optional(v.boolean(), false),
});

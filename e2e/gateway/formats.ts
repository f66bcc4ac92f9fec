// How the gateway writes things, each oddity to be switched off.

/** What of the gateway's oddities is on; all that people meet every day unless a test says otherwise. */
export interface Traps {
  /** Dates of users have no zone, and those of frames and of the panel have two. */
  oddDates: boolean;
  /** An address without its last slash is answered with 307. */
  redirects: boolean;
  /** Integrations answer errors with 200. */
  errorsWithOk: boolean;
  /** What is not there, and what went wrong, is text with status 500, without the headers that let another site read it. */
  textErrors: boolean;
  /** The stored answer has another id than the streamed one. */
  otherAnswerIds: boolean;
  /** Every call is refused for a while after a change of the password. */
  holdsBack: boolean;
  /** An answer that streamed whole ends in an error over its citations, where the question says "broken citations". */
  brokenCitations: boolean;
  /** Nextcloud is not there: the calendar answers that it failed, with 200. */
  calendarFails: boolean;
  /** Milliseconds between the pieces of an answer. */
  chunkMs: number;
  /** Seconds for which an access token is good. */
  tokenSeconds: number;
}

export const ALL_TRAPS: Traps = {
  oddDates: true,
  redirects: true,
  errorsWithOk: true,
  textErrors: true,
  otherAnswerIds: true,
  holdsBack: true,
  brokenCitations: true,
  calendarFails: false,
  chunkMs: 20,
  tokenSeconds: 300,
};

/** The date of a user, and of a document. */
export const plainDate = (traps: Traps, date = new Date()): string =>
  traps.oddDates ? date.toISOString().replace('Z', '000') : date.toISOString();

/** The date of a frame, and of the panel. */
export const zonedDate = (traps: Traps, date = new Date()): string =>
  traps.oddDates ? date.toISOString().replace('Z', '000+00:00Z') : date.toISOString();

/** What most of the administration and the conversations answer. */
export const enveloped = (traps: Traps, data: unknown) => ({
  success: true,
  data,
  error: null,
  metadata: { version: '2.0.0' },
  timestamp: zonedDate(traps),
});

/** An envelope that says that it failed. */
export const failed = (traps: Traps, code: string, message: string) => ({
  success: false,
  data: null,
  error: { code, message, details: null, field: null },
  metadata: { version: '2.0.0' },
  timestamp: zonedDate(traps),
});

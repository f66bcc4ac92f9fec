import { randomUUID } from 'node:crypto';
import {
  createCalendarObject,
  fetchCalendarObjects,
  fetchCalendars,
  fetchHomeUrl,
  fetchPrincipalUrl,
  type DAVCalendar,
} from 'tsdav';
import type { Calendar } from './calendar.js';
import { davFetch, type Access, type Fetch } from './dav-fetch.js';
import { eventsIn, newBudget, newIcalendar, type Budget, type NewEvent } from './icalendar.js';
import { firstOf } from './local-calendar.js';
import { SourceError } from './source-error.js';

/** Somebody with more calendars than these has most of them from others. */
const MOST_CALENDARS = 20;

/** The calendars of a user at a CalDAV server, such as Nextcloud. */
export class CalDavCalendar implements Calendar {
  readonly #url: string;
  readonly #fetch: Fetch;
  #known: Promise<DAVCalendar[]> | undefined;

  /** `access.url` is any address that says who is asked for: the server's root for CalDAV. */
  constructor(access: Access, milliseconds?: number) {
    this.#url = access.url.replace(/\/*$/, '/');
    this.#fetch = davFetch(access, milliseconds);
  }

  /** Rejects when there is no calendar that can be read. */
  async check(): Promise<void> {
    await this.#calendars();
  }

  async list(from: Date, to: Date) {
    const calendars = await this.#calendars();
    const budget = newBudget();
    const timeRange = { start: from.toISOString(), end: to.toISOString() };
    const lists = await Promise.all(
      calendars.map(async (calendar) => {
        const urlFilter = (url: string) => url !== calendar.url;
        const objects = await fetchCalendarObjects({ calendar, timeRange, urlFilter, fetch: this.#fetch });
        return objects
          .flatMap(({ data }) => readable(data, from, to, budget))
          .map((event) => ({ ...event, calendar: nameOf(calendar, calendars) }));
      }),
    );
    return lists.flat();
  }

  async create(event: NewEvent) {
    const calendars = await this.#calendars();
    // Nextcloud's own for everybody; others name theirs as they like.
    const calendar = calendars.find(({ url }) => url.endsWith('/personal/')) ?? calendars[0];
    if (!calendar) throw new SourceError('not_found');
    const id = randomUUID();
    const { icalendar } = newIcalendar(id, event);
    await createCalendarObject({
      calendar,
      iCalString: icalendar,
      filename: `${id}.ics`,
      headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
      fetch: this.#fetch,
    });
    return { ...firstOf(icalendar, event), calendar: nameOf(calendar, calendars) };
  }

  #calendars(): Promise<DAVCalendar[]> {
    this.#known ??= this.#find();
    return this.#known;
  }

  async #find(): Promise<DAVCalendar[]> {
    const account = { accountType: 'caldav' as const, serverUrl: this.#url, rootUrl: this.#url };
    const options = { fetch: this.#fetch };
    try {
      const principalUrl = await fetchPrincipalUrl({ account, ...options });
      const homeUrl = await fetchHomeUrl({ account: { ...account, principalUrl }, ...options });
      const calendars = await fetchCalendars({ account: { ...account, principalUrl, homeUrl }, ...options });
      return calendars
        .filter(({ components }) => !components?.length || components.includes('VEVENT'))
        .slice(0, MOST_CALENDARS);
    } catch (error) {
      // The library's own words for an answer that names no calendars.
      throw error instanceof SourceError ? error : new SourceError('not_dav', error);
    }
  }
}

/** The times of an appointment; one that cannot be read does not hide the others. */
function readable(data: unknown, from: Date, to: Date, budget: Budget) {
  try {
    return eventsIn(String(data), from, to, budget);
  } catch {
    return [];
  }
}

/** A calendar's name, where there are several. */
function nameOf({ displayName }: DAVCalendar, calendars: DAVCalendar[]): string | null {
  return calendars.length > 1 && typeof displayName === 'string' ? displayName : null;
}

import type { CalendarEvent, NewCalendarEvent, Snake } from '@voiceassist/shared/schemas';
import ICAL from 'ical.js';
import { tzlib_get_ical_block as zoneBlock } from 'timezones-ical-library';

type Event = Snake<CalendarEvent>;
export type NewEvent = Snake<NewCalendarEvent> & { all_day: boolean };

/** Times that are counted through from each appointment's beginning, and those of all appointments of a list. */
const MOST_TIMES = 20_000;
const MOST_TIMES_OF_ALL = 200_000;

/** What is left of the times that a list may take. */
export interface Budget {
  left: number;
}

export const newBudget = (): Budget => ({ left: MOST_TIMES_OF_ALL });

/** The times of an iCalendar object between two moments, each as an entry of its own; throws when it is none. */
export function eventsIn(icalendar: string, from: Date, to: Date, budget = newBudget()): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(icalendar));
  addZones(calendar);
  const all = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const mains = all.filter((event) => !event.isRecurrenceException());
  return mains.flatMap((main) => {
    for (const other of all)
      if (other.isRecurrenceException() && other.uid === main.uid) main.relateException(other);
    return main.isRecurring() ? timesOf(main, from, to, budget) : single(main, from, to);
  });
}

function single(event: ICAL.Event, from: Date, to: Date): Event[] {
  const { startDate: start, endDate: end } = event;
  return lies(start, end, from, to) ? [wire(event, event.uid, start, end, false)] : [];
}

function timesOf(main: ICAL.Event, from: Date, to: Date, budget: Budget): Event[] {
  const found: Event[] = [];
  const times = main.iterator();
  for (let count = 0; count < MOST_TIMES && budget.left > 0; count += 1, budget.left -= 1) {
    const next = times.next();
    if (!next || next.toJSDate() >= to) break;
    const { item, startDate, endDate, recurrenceId } = main.getOccurrenceDetails(next);
    if (lies(startDate, endDate, from, to)) {
      found.push(wire(item, `${main.uid}/${recurrenceId.toString()}`, startDate, endDate, true));
    }
  }
  return found;
}

/** What lasts no time at all lies where it is. */
function lies(start: ICAL.Time, end: ICAL.Time, from: Date, to: Date): boolean {
  const [begins, ends] = [start.toJSDate(), end.toJSDate()];
  return begins < to && (ends > from || (begins >= from && begins.getTime() === ends.getTime()));
}

function wire(event: ICAL.Event, id: string, start: ICAL.Time, end: ICAL.Time, recurring: boolean): Event {
  const written = (time: ICAL.Time) =>
    start.isDate ? time.toString().slice(0, 10) : time.toJSDate().toISOString();
  return {
    id,
    title: event.summary ?? '',
    start: written(start),
    end: written(end),
    description: event.description ?? null,
    location: event.location ?? null,
    all_day: start.isDate,
    recurring,
  };
}

/** Many servers leave out the rules of the time zones that they name. */
function addZones(calendar: ICAL.Component): void {
  const names = new Set<string>();
  for (const event of calendar.getAllSubcomponents('vevent')) {
    for (const property of event.getAllProperties()) {
      const name: unknown = property.getParameter('tzid');
      if (typeof name === 'string') names.add(name);
    }
  }
  for (const name of names) {
    const zone = calendar.getTimeZoneByID(name) ? undefined : zoneOf(name);
    if (zone) calendar.addSubcomponent(zone);
  }
}

function zoneOf(name: string): ICAL.Component | undefined {
  const [block] = [zoneBlock(name)].flat();
  return block?.startsWith('BEGIN:VTIMEZONE') ? new ICAL.Component(ICAL.parse(block)) : undefined;
}

/** A new appointment as iCalendar, and when it lies: without an end when it comes for ever. */
export function newIcalendar(
  id: string,
  given: NewEvent,
): { icalendar: string; startsAt: Date; endsAt: Date | null } {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//VoiceAssist//EN');
  const component = new ICAL.Component('vevent');
  const event = new ICAL.Event(component);
  event.uid = id;
  event.summary = given.title;
  if (given.description) event.description = given.description;
  if (given.location) event.location = given.location;
  component.updatePropertyWithValue('dtstamp', ICAL.Time.now());
  // Only what comes again needs to know when the clocks change.
  const zone = given.repeats && !given.all_day && given.time_zone ? zoneOf(given.time_zone) : undefined;
  if (zone) calendar.addSubcomponent(zone);
  const timezone = zone && new ICAL.Timezone(zone);
  event.startDate = timeOf(given.start, given.all_day, timezone);
  event.endDate = timeOf(given.end, given.all_day, timezone);
  const until = given.repeats_until ? new Date(`${given.repeats_until}T23:59:59Z`) : undefined;
  if (given.repeats) {
    const end =
      until &&
      (given.all_day
        ? ICAL.Time.fromDateString(given.repeats_until ?? '')
        : ICAL.Time.fromJSDate(until, true));
    component.updatePropertyWithValue(
      'rrule',
      new ICAL.Recur({ freq: given.repeats.toUpperCase() as 'DAILY', ...(end && { until: end }) }),
    );
  }
  calendar.addSubcomponent(component);
  const [startsAt, ends] = [new Date(given.start), new Date(given.end)];
  const last = until ? new Date(until.getTime() + ends.getTime() - startsAt.getTime()) : ends;
  return { icalendar: calendar.toString(), startsAt, endsAt: given.repeats && !until ? null : last };
}

function timeOf(value: string, isDay: boolean, zone: ICAL.Timezone | undefined): ICAL.Time {
  if (isDay) return ICAL.Time.fromDateString(value);
  const time = ICAL.Time.fromJSDate(new Date(value), true);
  return zone ? time.convertToZone(zone) : time;
}

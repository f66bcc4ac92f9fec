import { formatLocale } from '@voiceassist/shared';
import type { CalendarEvent } from '@voiceassist/shared/schemas';

/** A day with the appointments that begin on it. */
export interface EventDay {
  /** Its midnight in this browser's time zone. */
  day: Date;
  events: CalendarEvent[];
}

/** A day of the wire or a moment, in this browser's time zone. */
export function momentOf(value: string): Date {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  return day ? new Date(Number(year), Number(month) - 1, Number(day)) : new Date(value);
}

const midnight = (date: Date): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** Appointments by the day that they begin on; what began before `from` stands at its first day. */
export function byDay(events: readonly CalendarEvent[], from: Date): EventDay[] {
  const days = new Map<number, EventDay>();
  for (const event of events) {
    const start = midnight(momentOf(event.start));
    const day = start < from ? midnight(from) : start;
    const known = days.get(day.getTime()) ?? { day, events: [] };
    known.events.push(event);
    days.set(day.getTime(), known);
  }
  const starts = ({ start }: CalendarEvent) => momentOf(start).getTime();
  for (const { events: all } of days.values())
    all.sort((one, other) => Number(other.allDay) - Number(one.allDay) || starts(one) - starts(other));
  return [...days.values()].sort((one, other) => one.day.getTime() - other.day.getTime());
}

/** The last day of an appointment, when it is another one than its first. */
export function lastDay({ start, end, allDay }: CalendarEvent): Date | undefined {
  const until = momentOf(end);
  // The wire names the day after the last.
  const last = midnight(allDay ? new Date(until.getTime() - 3_600_000) : new Date(until.getTime() - 1));
  return last.getTime() > midnight(momentOf(start)).getTime() ? last : undefined;
}

/** From when until when, on its first day, e.g. "09:00 – 10:30". */
export function hours({ start, end }: CalendarEvent): string {
  const format = new Intl.DateTimeFormat(formatLocale(), { hour: '2-digit', minute: '2-digit' });
  return format.formatRange(momentOf(start), momentOf(end));
}

/** A day in words, e.g. "Monday 3 March". */
export const dayName = (day: Date): string =>
  new Intl.DateTimeFormat(formatLocale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(day);

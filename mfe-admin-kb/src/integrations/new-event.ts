import type { NewCalendarEvent } from '@voiceassist/shared/schemas';

/** A day as a date field has it. */
export function dayField(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}

const momentIn = (day: string, time: string): string => new Date(`${day}T${time}`).toISOString();

/** The appointment that a form describes, in this browser's time zone; a day or a time that is missing is no day. */
export function newEventOf(data: FormData): NewCalendarEvent {
  const [
    title = '',
    startDay = '',
    startTime = '',
    endDay = '',
    endTime = '',
    location,
    description,
    repeats,
    until,
  ] = [
    ...[
      'title',
      'start-day',
      'start-time',
      'end-day',
      'end-time',
      'location',
      'description',
      'repeats',
      'until',
    ],
  ].map((name) => String(data.get(name) ?? ''));
  const allDay = data.get('all-day') === 'on';
  const last = new Date(`${endDay}T12:00`);
  last.setDate(last.getDate() + 1);
  return {
    title,
    start: allDay ? startDay : momentIn(startDay, startTime),
    // The wire names the day after the last.
    end: allDay ? dayField(last) : momentIn(endDay, endTime),
    allDay,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(location && { location }),
    ...(description && { description }),
    ...(repeats && { repeats: repeats as NonNullable<NewCalendarEvent['repeats']> }),
    ...(repeats && until && { repeatsUntil: until }),
  };
}

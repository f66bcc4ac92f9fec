import type { CalendarEvent, Snake } from '@voiceassist/shared/schemas';
import { ProblemError } from '../problem.js';
import type { NewEvent } from './icalendar.js';

/** A calendar that appointments are read from and put into; rejects with a `SourceError`. */
export interface Calendar {
  /** What lies between two moments, in no order. */
  list(from: Date, to: Date): Promise<Snake<CalendarEvent>[]>;
  create(event: NewEvent, createdBy: string): Promise<Snake<CalendarEvent>>;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const YEAR_MILLISECONDS = 366 * 86_400_000;

/** An appointment that can be; anything else is refused with 422. */
export function checkedEvent(event: NewEvent): NewEvent {
  const form = event.all_day ? DAY : MOMENT;
  const errors: { field: string; message: string }[] = (['start', 'end'] as const)
    .filter((field) => !form.test(event[field]) || Number.isNaN(Date.parse(event[field])))
    .map((field) => ({ field, message: event.all_day ? 'Enter a day.' : 'Enter a day and a time.' }));
  const length = Date.parse(event.end) - Date.parse(event.start);
  if (errors.length === 0 && !(length > 0 && length <= YEAR_MILLISECONDS))
    errors.push({ field: 'end', message: 'The end must be after the start, within a year.' });
  if (event.repeats_until && event.repeats_until < event.start.slice(0, 10))
    errors.push({ field: 'repeats_until', message: 'The last day must not be before the first.' });
  if (errors.length > 0) throw new ProblemError(422, { errors });
  return event;
}

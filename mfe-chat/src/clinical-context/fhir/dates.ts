const DAY_MS = 86_400_000;

/** Whether a date of FHIR lies before or after a day, as far as it says: -1, 0 or 1. */
function compare(date: string, today: Date): number {
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const [year = '', month, dayOfMonth] = day.map((part) => String(part).padStart(2, '0'));
  const here = `${year}-${month}-${dayOfMonth}`.slice(0, date.length);
  const there = date.slice(0, 10);
  return there === here ? 0 : there < here ? -1 : 1;
}

const isDate = (date: string) => /^\d{4}(-\d{2}(-\d{2})?)?(T|$)/.test(date);

/** The day, month or year has ended. */
export const isPast = (date: string, today: Date): boolean => isDate(date) && compare(date, today) < 0;

/** The day is not yet here, wherever on Earth it was written. */
export const isFuture = (date: string, today: Date): boolean =>
  isDate(date) && compare(date, new Date(today.getTime() + DAY_MS)) > 0;

/** More than a year ago. */
export const isOld = (date: string, today: Date): boolean =>
  isDate(date) && compare(date, new Date(today.getFullYear() - 1, today.getMonth(), today.getDate())) < 0;

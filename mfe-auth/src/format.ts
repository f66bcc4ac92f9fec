import { formatLocale } from '@voiceassist/shared';
import { msg, str } from '@lit/localize';

/** A formatter for the language on the screen, made once for each. */
function inLocale<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const locale = formatLocale();
    const formatter = made.get(locale) ?? make(locale);
    made.set(locale, formatter);
    return formatter;
  };
}

const counts = inLocale((locale) => new Intl.NumberFormat(locale));
const clock = inLocale((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const day = inLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const moment = inLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
);
const ago = inLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** A whole number with its thousands apart, e.g. "1,284". */
export function formatCount(count: number): string {
  return counts().format(count);
}

/** From one number to another, e.g. "26–50". */
export function formatRange(first: number, last: number): string {
  return first === last ? formatCount(first) : counts().formatRange(first, last);
}

/** A day, with the time when it is today's, e.g. "Today, 10:04", "12 Mar 2026". */
export function formatDay(date: Date, now = new Date()): string {
  return date.toDateString() === now.toDateString()
    ? msg(str`Today, ${clock().format(date)}`)
    : day().format(date);
}

/** A day and a time, e.g. "12 Mar 2026, 10:04". */
export function formatMoment(date: Date): string {
  return moment().format(date);
}

/** How long ago, in the largest unit that fits, e.g. "2 minutes ago". */
export function formatAgo(date: Date, now = new Date()): string {
  const seconds = Math.min(0, (date.getTime() - now.getTime()) / 1000);
  if (seconds > -60) return msg('just now');
  if (seconds > -3600) return ago().format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return ago().format(Math.round(seconds / 3600), 'hour');
  return ago().format(Math.round(seconds / 86_400), 'day');
}

/** A length of time, in minutes where they are whole, e.g. "15 minutes". */
export function formatDuration(seconds: number): string {
  const [amount, unit] = seconds % 60 ? [seconds, 'second'] : [seconds / 60, 'minute'];
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}

import { msg, str } from '@lit/localize';
import { activeLocale, directionOf, formatLocale } from '@voiceassist/shared';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Formatters are dear to make: each is kept, by its locale and its kind. */
function kept<T>(make: (locale: string, kind: string) => T): (kind?: string) => T {
  const formatters = new Map<string, T>();
  return (kind = '') => {
    const locale = formatLocale();
    const key = `${locale} ${kind}`;
    const formatter = formatters.get(key) ?? make(locale, kind);
    formatters.set(key, formatter);
    return formatter;
  };
}

const counts = kept((locale) => new Intl.NumberFormat(locale));
const shares = kept(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
);
const twos = kept((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
const points = kept((locale) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }));
const lists = kept((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));
const ago = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const clock = kept((locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }));
const day = kept(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
);
const moments = kept(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const sizes = [0, 1].map((digits) =>
  kept(
    (locale, unit) =>
      new Intl.NumberFormat(locale, {
        maximumFractionDigits: digits,
        ...(unit && { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short' }),
      }),
  ),
);

/**
 * A name, a figure or another's words as one piece of a sentence: by Unicode's isolating marks, where text that runs
 * the other way would otherwise tear it apart.
 */
export function isolated(text: string): string {
  const meets = directionOf(activeLocale()) === 'rtl' || RIGHT_TO_LEFT.test(text);
  return meets ? `\u2068${text}\u2069` : text;
}

/** A whole number with its thousands apart, e.g. "1,284". */
export function formatCount(count: number): string {
  return counts().format(count);
}

/** A share from 0 to 1, e.g. "93%". */
export function formatShare(share: number): string {
  return shares().format(share);
}

/** A number with up to two digits behind the point, e.g. "1.54". */
export function formatTwo(value: number): string {
  return twos().format(value);
}

/** A change with its sign, e.g. "+4". */
export function formatPoints(change: number): string {
  return points().format(change);
}

/** Several things in a sentence, e.g. "a, b and c". */
export function formatList(things: string[]): string {
  return lists().format(things);
}

/** Bytes as people read them (1 MB = 1024 kB, as servers set their limits), e.g. "310 kB", "1.2 MB". */
export function formatSize(bytes: number): string {
  return inUnit(bytes, unitOf(bytes), true);
}

/** Progress in bytes with one unit for both figures, e.g. "5.6" of "9.8 MB". */
export function formatProgress(bytes: number, total: number): { part: string; whole: string } {
  const step = unitOf(total);
  return { part: inUnit(Math.min(bytes, total), step, false), whole: inUnit(total, step, true) };
}

/** How long ago, in the largest unit that fits, e.g. "2 minutes ago". */
export function formatAgo(date: Date, now = new Date()): string {
  const seconds = Math.min(0, (date.getTime() - now.getTime()) / 1000);
  if (seconds > -60) return msg('just now');
  if (seconds > -3600) return isolated(ago().format(Math.round(seconds / 60), 'minute'));
  if (seconds > -86_400) return isolated(ago().format(Math.round(seconds / 3600), 'hour'));
  return isolated(ago().format(Math.round(seconds / 86_400), 'day'));
}

/** A day, with the time when it is today's, e.g. "Today, 10:04", "12 Mar 2026". */
export function formatDay(date: Date, now = new Date()): string {
  if (date.toDateString() !== now.toDateString()) return isolated(day().format(date));
  const time = isolated(clock().format(date));
  return msg(str`Today, ${time}`);
}

/** A day with the time to the second, e.g. "12 Mar 2026, 10:04:09". */
export function formatMoment(date: Date): string {
  return isolated(moments().format(date));
}

/** A wire word as a label, e.g. "emergency medicine" → "Emergency medicine". */
export function formatLabel(word: string): string {
  return word.charAt(0).toLocaleUpperCase(formatLocale()) + word.slice(1);
}

function unitOf(bytes: number): number {
  const step = bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(1024)) : 0;
  return Math.min(step, UNITS.length - 1);
}

function inUnit(bytes: number, step: number, withUnit: boolean): string {
  const amount = bytes / 1024 ** step;
  const formatter = sizes[step > 1 && amount < 100 ? 1 : 0];
  return isolated(formatter?.(withUnit ? UNITS[step] : '').format(amount) ?? '');
}

// The interface speaks British English; every figure and date goes through Intl with this one language.
const LANGUAGE = 'en-GB';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

const counts = new Intl.NumberFormat(LANGUAGE);
const ago = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const clock = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });

/** A whole number with its thousands apart, e.g. "1,284". */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A count with its noun, e.g. "1 passage", "1,284 documents". */
export function formatQuantity(count: number, noun: string): string {
  return `${counts.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes as people read them (1 MB = 1024 kB, as servers set their limits), e.g. "310 kB", "1.2 MB". */
export function formatSize(bytes: number): string {
  const step = unitOf(bytes);
  return inUnit(bytes, step, true);
}

/** Progress in bytes with one unit for both figures, e.g. "5.6 of 9.8 MB". */
export function formatSizeOf(bytes: number, total: number): string {
  const step = unitOf(total);
  return `${inUnit(Math.min(bytes, total), step, false)} of ${inUnit(total, step, true)}`;
}

/** How long ago, in the largest unit that fits, e.g. "2 minutes ago". */
export function formatAgo(date: Date, now = new Date()): string {
  const seconds = Math.min(0, (date.getTime() - now.getTime()) / 1000);
  if (seconds > -60) return 'just now';
  if (seconds > -3600) return ago.format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return ago.format(Math.round(seconds / 3600), 'hour');
  return ago.format(Math.round(seconds / 86_400), 'day');
}

/** A day, with the time when it is today's, e.g. "Today, 10:04", "12 Mar 2026". */
export function formatDay(date: Date, now = new Date()): string {
  return date.toDateString() === now.toDateString() ? `Today, ${clock.format(date)}` : day.format(date);
}

/** A wire word as a label, e.g. "emergency medicine" → "Emergency medicine". */
export function formatLabel(word: string): string {
  return word.charAt(0).toLocaleUpperCase(LANGUAGE) + word.slice(1);
}

function unitOf(bytes: number): number {
  const step = bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(1024)) : 0;
  return Math.min(step, UNITS.length - 1);
}

function inUnit(bytes: number, step: number, withUnit: boolean): string {
  const amount = bytes / 1024 ** step;
  return new Intl.NumberFormat(LANGUAGE, {
    ...(withUnit && { style: 'unit', unit: UNITS[step] ?? 'byte', unitDisplay: step ? 'short' : 'long' }),
    maximumFractionDigits: step > 1 && amount < 100 ? 1 : 0,
  }).format(amount);
}

import { formatLocale } from '@voiceassist/shared';

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

const dates = (options: Intl.DateTimeFormatOptions) => {
  const format = inLocale((locale) => new Intl.DateTimeFormat(locale, options));
  // An answer that is being written shows the same time again with every repaint.
  let last: { time: number; by: Intl.DateTimeFormat; text: string } | undefined;
  return (date: Date | string): string => {
    const time = new Date(date).getTime();
    if (Number.isNaN(time)) return '';
    const by = format();
    if (last?.time !== time || last.by !== by) last = { time, by, text: by.format(time) };
    return last.text;
  };
};

const counts = inLocale((locale) => new Intl.NumberFormat(locale));

/** A whole number with its thousands apart, e.g. "1,284". */
export const formatCount = (count: number): string => counts().format(count);

/** The time of day, e.g. "09:41"; of an unreadable date nothing, as with all dates here. */
export const formatTime = dates({ hour: '2-digit', minute: '2-digit' });

/** A day of this week, e.g. "Mon". */
export const formatWeekday = dates({ weekday: 'short' });

/** A day, e.g. "12 Mar 2026". */
export const formatDay = dates({ day: 'numeric', month: 'short', year: 'numeric' });

/** A day with its month in full, e.g. "12 March 2026". */
export const formatLongDay = dates({ dateStyle: 'long' });

/** A day with its weekday, e.g. "Thursday 12 March 2026". */
export const formatFullDay = dates({ dateStyle: 'full' });

/** A day and the time of day, e.g. "12 March 2026 at 09:41". */
export const formatDateTime = dates({ dateStyle: 'long', timeStyle: 'short' });

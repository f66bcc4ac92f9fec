import { msg } from '@lit/localize';
import { activeLocale, directionOf, formatLocale } from '@voiceassist/shared';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Bytes as people read them (1 MB = 1024 kB, as servers set their limits), e.g. "310 kB", "1.2 MB". */
export function formatSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log(bytes || 1) / Math.log(1024))));
  const unit = UNITS[step] ?? 'byte';
  const size = bytes / 1024 ** step;
  const format = new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: step > 1 && size < 100 ? 1 : 0,
  });
  return isolated(format.format(size));
}

/** What kind of file a name stands for, e.g. "PDF". */
export function kindOf(filename: string): string {
  const [, extension] = /\.([a-z0-9]{1,5})$/i.exec(filename) ?? [];
  return extension ? isolated(extension.toUpperCase()) : msg('File');
}

/** One piece of a sentence, which text that runs the other way would otherwise tear apart. */
const isolated = (text: string): string =>
  directionOf(activeLocale()) === 'rtl' ? `\u2068${text}\u2069` : text;

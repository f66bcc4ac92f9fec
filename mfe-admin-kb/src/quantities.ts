import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import { formatCount } from './format.js';

/** So many documents, e.g. "1 document", "1,284 documents". */
export function documents(count: number): string {
  const figure = formatCount(count);
  return plural(count, { one: msg(str`${figure} document`), other: msg(str`${figure} documents`) });
}

/** So many passages, e.g. "1 passage", "96,310 passages". */
export function passages(count: number): string {
  const figure = formatCount(count);
  return plural(count, { one: msg(str`${figure} passage`), other: msg(str`${figure} passages`) });
}

/** So many files, e.g. "1 file", "4 files". */
export function files(count: number): string {
  const figure = formatCount(count);
  return plural(count, { one: msg(str`${figure} file`), other: msg(str`${figure} files`) });
}

import { msg, str } from '@lit/localize';
import { formatLocale } from '@voiceassist/shared';
import { MAX_ATTACHMENTS } from './attachment.js';
import { formatSize } from './file-size.js';

/** Why a file was not taken. */
export type RefusalReason = 'folder' | 'empty' | 'twice' | 'too-large' | 'too-many';

/** A file that was not taken. */
export interface Refusal {
  readonly name: string;
  readonly reason: RefusalReason;
}

/** More than so many names make a sentence that nobody reads. */
const MOST_NAMES = 5;

/** What was not taken and why: a sentence for each reason. */
export function refusalTexts(refusals: readonly Refusal[], maxBytes: number | undefined): string[] {
  const reasons = new Map<RefusalReason, string[]>();
  for (const { name, reason } of refusals) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  return [...reasons].map(([reason, names]) => sentence(reason, listed(names), maxBytes));
}

function sentence(reason: RefusalReason, names: string, maxBytes: number | undefined): string {
  const most = formatCount(MAX_ATTACHMENTS);
  switch (reason) {
    case 'folder':
      return msg(str`Not attached: ${names}. A folder cannot be attached; choose the files in it.`);
    case 'empty':
      return msg(str`Not attached: ${names}. There is nothing in it.`);
    case 'twice':
      return msg(str`Not attached again: ${names}. It is attached already.`);
    case 'too-large':
      return msg(str`Not attached: ${names}. A file may have ${formatSize(maxBytes ?? 0)} at most.`);
    case 'too-many':
      return msg(
        str`Not attached: ${names}. A message takes ${most} files; send these first, or remove some.`,
      );
  }
}

const formatCount = (count: number): string => new Intl.NumberFormat(formatLocale()).format(count);

function listed(names: readonly string[]): string {
  // Isolated: a name of the other direction must not tear the sentence apart.
  const shown = names.slice(0, MOST_NAMES).map((name) => `\u2068${name}\u2069`);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, msg(str`${formatCount(rest)} more`)] : shown;
  return new Intl.ListFormat(formatLocale()).format(all);
}

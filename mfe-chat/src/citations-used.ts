import { msg, str } from '@lit/localize';
import type { Citation } from '@voiceassist/shared/schemas';
import type { ConversationMessage } from './conversation.js';
import { formatDay } from './format.js';
import { sourceTypeName } from './vocabulary.js';

/** A marker such as [1] or [2, 3] that is neither escaped nor the words of a link. */
const MARKER = /(?<!\\)\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/g;

const numbersOf = (list: string): number[] => list.split(',').map(Number);

/** The citations that the text of an answer mentions, in order of number, and those that it does not. */
export function citationsUsed({ content, citations }: Pick<ConversationMessage, 'content' | 'citations'>): {
  used: Citation[];
  unused: Citation[];
} {
  const mentioned = new Set([...content.matchAll(MARKER)].flatMap(([, list = '']) => numbersOf(list)));
  const sorted = [...citations].sort((one, other) => one.number - other.number);
  return {
    used: sorted.filter(({ number }) => mentioned.has(number)),
    unused: sorted.filter(({ number }) => !mentioned.has(number)),
  };
}

/** A text with every marker that has no source marked as unverified. */
export function withUnverified({
  content,
  citations,
}: Pick<ConversationMessage, 'content' | 'citations'>): string {
  const known = new Set(citations.map(({ number }) => number));
  return content.replace(MARKER, (_marker, list: string) =>
    numbersOf(list)
      .map((number) => (known.has(number) ? `[${number}]` : msg(str`[${number}, unverified]`)))
      .join(''),
  );
}

/** Where a citation stands, in words: kind, version, section, date, as far as they are known. */
export function placeOf({ sourceType, version, section, updatedAt }: Citation): string[] {
  const day = formatDay(updatedAt ?? '');
  return [
    sourceTypeName(sourceType ?? ''),
    version && msg(str`version ${version}`),
    section,
    day && msg(str`updated ${day}`),
  ].filter((fact): fact is string => Boolean(fact));
}

/** Whether an address of a source can be opened. */
export function isWebAddress(address: string | null | undefined): address is string {
  return /^https?:\/\//i.test(address ?? '');
}

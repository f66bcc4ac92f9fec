import { msg, str } from '@lit/localize';
import type { Citation } from '@voiceassist/shared/schemas';
import type { ConversationMessage } from './conversation.js';
import { formatDay } from './format.js';
import { sourceTypeName } from './vocabulary.js';

/** The citations that the text of an answer mentions, in order of number, and those that it does not. */
export function citationsUsed({ content, citations }: Pick<ConversationMessage, 'content' | 'citations'>): {
  used: Citation[];
  unused: Citation[];
} {
  const mentioned = new Set(
    [...content.matchAll(/(?<!\\)\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/g)].flatMap(([, list = '']) =>
      list.split(',').map(Number),
    ),
  );
  const sorted = [...citations].sort((one, other) => one.number - other.number);
  return {
    used: sorted.filter(({ number }) => mentioned.has(number)),
    unused: sorted.filter(({ number }) => !mentioned.has(number)),
  };
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

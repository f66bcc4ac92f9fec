import type { Citation } from '@voiceassist/shared/schemas';
import type { ConversationMessage } from './conversation.js';

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

/** Where a citation stands, in words: kind, version, section, date. */
export function placeOf({ sourceType, version, section, updatedAt }: Citation): string {
  const kind = sourceType ? sourceType.charAt(0).toUpperCase() + sourceType.slice(1) : '';
  const date =
    updatedAt &&
    `updated ${new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(updatedAt))}`;
  return [kind, version && `version ${version}`, section, date].filter(Boolean).join(', ');
}

import { msg, str } from '@lit/localize';
import type { Citation } from '@voiceassist/shared/schemas';
import type { ConversationMessage } from './conversation.js';
import { formatDay } from './format.js';
import { sourceTypeName } from './vocabulary.js';

/** A marker such as [1] or [2, 3] that is neither escaped nor the words of a link. */
const MARKER = /(?<!\\)\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/g;

const numbersOf = (list: string): number[] => list.split(',').map(Number);

type Cited = Pick<ConversationMessage, 'content' | 'citations'>;

/** The citations that the text of an answer mentions, in order of appearance, and those that it does not. */
export function citationsUsed({ content, citations }: Cited): { used: Citation[]; unused: Citation[] } {
  const mentioned = [...new Set([...content.matchAll(MARKER)].flatMap(([, list = '']) => numbersOf(list)))];
  return {
    used: mentioned.flatMap((mention) => citations.find(({ number }) => number === mention) ?? []),
    unused: citations
      .filter(({ number }) => !mentioned.includes(number))
      .sort((one, other) => one.number - other.number),
  };
}

/**
 * The number that each citation is shown under, by the server's: those in the text from 1 in order of appearance, whatever
 * a server calls them, and the others behind them. A number without a citation is none of them: it stays as it was written.
 */
export function shownNumbers(answer: Cited): ReadonlyMap<number, number> {
  const { used, unused } = citationsUsed(answer);
  return new Map([...used, ...unused].map(({ number }, at) => [number, at + 1]));
}

/** A text with the numbers as they are shown, and every marker that has no source marked as unverified. */
export function withShownNumbers(answer: Cited): string {
  const shown = shownNumbers(answer);
  return answer.content.replace(MARKER, (_marker, list: string) =>
    numbersOf(list)
      .map((number) => {
        const known = shown.get(number);
        return known === undefined ? msg(str`[${number}, unverified]`) : `[${known}]`;
      })
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

import { msg } from '@lit/localize';
import type { ConversationMessage } from './conversation.js';
import { formatFullDay } from './format.js';

/** A calendar day on the wall of whoever reads; nothing for a date that nobody can read. */
function dayOf(date: string | number): string {
  const day = new Date(date);
  return Number.isNaN(day.getTime()) ? '' : day.toDateString();
}

/** Whether a message begins another day than what is before it; the first one does so unless it is of today. */
export function beginsDay(
  messages: readonly ConversationMessage[],
  index: number,
  now = Date.now(),
): boolean {
  const day = dayOf(messages[index]?.createdAt ?? '');
  if (day === '') return false;
  // A server may not say when an answer was written.
  for (let at = index - 1; at >= 0; at -= 1) {
    const before = dayOf(messages[at]?.createdAt ?? '');
    if (before !== '') return before !== day;
  }
  return day !== dayOf(now);
}

/** A day in words, e.g. "Yesterday" or "Thursday 12 March 2026". */
export function dayWords(createdAt: string, now = new Date()): string {
  const day = dayOf(createdAt);
  if (day === dayOf(now.getTime())) return msg('Today');
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return day === dayOf(yesterday.getTime()) ? msg('Yesterday') : formatFullDay(createdAt);
}

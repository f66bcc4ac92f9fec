import { msg, str } from '@lit/localize';
import type { Citation } from '@voiceassist/shared/schemas';
import { citationsUsed, isWebAddress, withShownNumbers } from './citations-used.js';
import type { Conversation, ConversationMessage } from './conversation.js';
import { endedText, noneOf } from './status-texts.js';

export type ExportFormat = 'markdown' | 'json';

/** A conversation as text; in Markdown every answer carries its references. */
export function exportConversation({ title, messages }: Conversation, format: ExportFormat): string {
  if (format === 'json') {
    const plain = messages.map(({ role, content, createdAt, citations, status }) => ({
      role,
      content,
      createdAt,
      status,
      citations,
    }));
    return JSON.stringify({ title: title ?? null, messages: plain }, null, 2);
  }
  // As the head line has it: a server names a conversation by its first question, and tells of that at the next opening.
  const question = messages.find(({ role }) => role === 'user')?.content.replace(/\s+/g, ' ');
  const name = title || question || msg('Conversation');
  return [`# ${name}`, ...messages.map(messageInMarkdown)].join('\n\n') + '\n';
}

/** A message in Markdown; an answer with its numbered references, and those that it does not use behind them. */
export function messageInMarkdown(message: ConversationMessage): string {
  if (message.role === 'user') return `## ${message.content.replace(/\s+/g, ' ')}`;
  const { used, unused } = citationsUsed(message);
  return [
    message.status === 'not_found' ? `${noneOf(message.searched)}.` : '',
    withShownNumbers(message),
    endedText(message.status)?.join(' '),
    ...listed(msg('References'), used, (at) => `${at + 1}. `),
    ...listed(msg('More sources, not used in this answer'), unused, () => '- '),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function listed(heading: string, citations: readonly Citation[], mark: (at: number) => string) {
  if (!citations.length) return [];
  return [`### ${heading}`, citations.map((citation, at) => mark(at) + reference(citation)).join('\n')];
}

function reference({ title, section, version, quote, sourceUrl }: Citation): string {
  const where = [title, section, version && msg(str`version ${version}`)].filter(Boolean).join(', ');
  const words = quote.replace(/\s+/g, ' ');
  const address = isWebAddress(sourceUrl) ? ` <${sourceUrl}>` : '';
  return msg(str`${where}: “${words}”`) + address;
}

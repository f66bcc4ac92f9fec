import { msg, str } from '@lit/localize';
import type { Citation } from '@voiceassist/shared/schemas';
import type { Conversation, ConversationMessage } from './conversation.js';

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
  return [`# ${title ?? msg('Conversation')}`, ...messages.map(messageInMarkdown)].join('\n\n') + '\n';
}

/** A message in Markdown; an answer with its numbered references. */
export function messageInMarkdown({ role, content, citations }: ConversationMessage): string {
  if (role === 'user') return `## ${content.replace(/\s+/g, ' ')}`;
  const references = citations.map(reference).join('\n');
  return references ? `${content}\n\n### ${msg('References')}\n\n${references}` : content;
}

function reference({ number, title, section, version, quote }: Citation): string {
  const where = [title, section, version && msg(str`version ${version}`)].filter(Boolean).join(', ');
  const words = quote.replace(/\s+/g, ' ');
  return msg(str`${number}. ${where}: “${words}”`);
}

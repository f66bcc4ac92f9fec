import type { Api } from '@voiceassist/shared';
import type { ExportKind } from './action-events.js';
import type { Conversation } from '../conversation.js';
import { shown } from '../history.js';
import { exportConversation } from '../export.js';
import { printConversation } from './print.js';

const FILES = {
  markdown: { ending: 'md', type: 'text/markdown' },
  json: { ending: 'json', type: 'application/json' },
};

type History = Pick<Api['conversations'], 'messages'>;

/** Saves or prints the whole conversation, also what this page has not shown yet. */
export async function takeAway(
  kind: ExportKind,
  conversation: Conversation,
  history: History,
): Promise<void> {
  const whole = await wholeOf(conversation, history);
  if (kind === 'print') printConversation(whole);
  else save(exportConversation(whole, kind), FILES[kind]);
}

/** A server may have sent only the newest messages: those before them are fetched. */
async function wholeOf(conversation: Conversation, history: History): Promise<Conversation> {
  const { sessionId, capabilities, messages } = conversation;
  const earlier = [];
  let before = messages[0]?.id;
  let hasMore = capabilities.includes('history') && before !== undefined;
  while (hasMore && sessionId !== undefined) {
    const page = await history.messages(sessionId, before);
    earlier.unshift(...page.messages.map((message) => shown(message)));
    before = page.messages[0]?.id;
    hasMore = page.hasMore && before !== undefined;
  }
  return { ...conversation, messages: [...earlier, ...messages] };
}

/** The name says nothing of what was talked about. */
function save(text: string, { ending, type }: { ending: string; type: string }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = `conversation-${new Date().toISOString().slice(0, 10)}.${ending}`;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

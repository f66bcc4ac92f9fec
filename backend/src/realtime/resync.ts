import type { Answering } from './answering.js';
import type { ServerFrame } from './frames.js';
import type { MessageStore } from './message-store.js';
import { fittingOneFrame, messageWire } from './message-wire.js';

/** The messages of a conversation as they are now, with what there is of the answer that is being written. */
export async function resyncFrame(
  conversationId: string,
  store: MessageStore,
  answering: Answering,
): Promise<ServerFrame> {
  const { rows } = await store.page(conversationId);
  const current = answering.current(conversationId);
  const messages = rows.map((row) =>
    messageWire(
      row.id === current?.id
        ? { ...row, content: current.facts.content, citations: current.facts.citations }
        : row,
    ),
  );
  return { type: 'session.resync', session_id: conversationId, messages: fittingOneFrame(messages) };
}

import {
  conversationPageSchema,
  conversationSchema,
  feedbackSchema,
  messagePageSchema,
  ticketSchema,
  type Conversation,
  type Feedback,
} from '../schemas/realtime.js';
import type { Client } from './client.js';

/** Conversations over HTTP (capabilities `history`, `feedback` and `ticket`). */
export function conversationsApi(client: Client) {
  const one = (id: string) => `api/realtime/sessions/${encodeURIComponent(id)}`;
  const feedbackOn = (id: string) => `api/realtime/messages/${encodeURIComponent(id)}/feedback`;
  return {
    list: (searchParams: { query?: string; cursor?: string } = {}, signal?: AbortSignal) =>
      client.json(conversationPageSchema, 'api/realtime/sessions', {
        searchParams,
        ...(signal && { signal }),
      }),
    messages: (id: string, before?: string) =>
      client.json(messagePageSchema, `${one(id)}/messages`, { searchParams: { before } }),
    /** Whether questions of its newest messages were asked with a clinical context: the list does not tell of every one. */
    isCase: async (id: string): Promise<boolean> => {
      const { messages } = await client.json(messagePageSchema, `${one(id)}/messages`);
      return messages.some(({ clinicalContext }) => clinicalContext);
    },
    rename: (id: string, title: string): Promise<Conversation> =>
      client.json(conversationSchema, one(id), { method: 'patch', json: { title } }),
    delete: (id: string) => client.nothing(one(id), { method: 'delete' }),
    /** Says what its reader thinks of an answer; gives it as it is kept. */
    giveFeedback: (messageId: string, feedback: Feedback): Promise<Feedback> =>
      client.json(feedbackSchema, feedbackOn(messageId), { method: 'post', json: feedback }),
    withdrawFeedback: (messageId: string) => client.nothing(feedbackOn(messageId), { method: 'delete' }),
    ticket: () =>
      client.json(ticketSchema, 'api/realtime/ticket', { method: 'post', fetch: client.harmless }),
  };
}

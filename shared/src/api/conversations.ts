import {
  conversationPageSchema,
  conversationSchema,
  messagePageSchema,
  ticketSchema,
  type Conversation,
} from '../schemas/realtime.js';
import type { Client } from './client.js';

/** Conversations over HTTP (capabilities `history` and `ticket`). */
export function conversationsApi(client: Client) {
  const one = (id: string) => `api/realtime/sessions/${encodeURIComponent(id)}`;
  return {
    list: (searchParams: { query?: string; cursor?: string } = {}, signal?: AbortSignal) =>
      client.json(conversationPageSchema, 'api/realtime/sessions', {
        searchParams,
        ...(signal && { signal }),
      }),
    messages: (id: string, before?: string) =>
      client.json(messagePageSchema, `${one(id)}/messages`, { searchParams: { before } }),
    rename: (id: string, title: string): Promise<Conversation> =>
      client.json(conversationSchema, one(id), { method: 'patch', json: { title } }),
    delete: (id: string) => client.nothing(one(id), { method: 'delete' }),
    ticket: () => client.json(ticketSchema, 'api/realtime/ticket', { method: 'post' }),
  };
}

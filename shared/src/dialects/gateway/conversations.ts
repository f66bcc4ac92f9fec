import * as v from 'valibot';
import { ApiError, isApiError, isConnectionError } from '../../api/errors.js';
import type { Conversation, Feedback, Message } from '../../schemas/realtime.js';
import { everyPage, signalled, unknownForm, type Caller } from './caller.js';
import { keptContext } from './clinical-contexts.js';
import { momentOf } from './dates.js';
import { lacking } from './lacking.js';
import { messagesOf } from './messages.js';

const conversationSchema = v.object({
  id: v.string(),
  title: v.nullish(v.string()),
  archived: v.optional(v.boolean(), false),
  messageCount: v.nullish(v.number()),
  createdAt: v.nullish(v.string()),
  updatedAt: v.nullish(v.string()),
});
const listSchema = v.object({ items: v.array(conversationSchema), total: v.number() });
const messagesSchema = v.union([
  v.array(v.unknown()),
  v.object({ items: v.array(v.unknown()), total: v.optional(v.number()) }),
  v.object({ messages: v.array(v.unknown()), total: v.optional(v.number()) }),
]);

function conversationOf(wire: v.InferOutput<typeof conversationSchema>): Conversation {
  const createdAt = momentOf(wire.createdAt) ?? new Date(0).toISOString();
  return {
    ...{ id: wire.id, title: wire.title ?? '', sourceCount: 0, createdAt },
    ...{ updatedAt: momentOf(wire.updatedAt) ?? createdAt, messageCount: wire.messageCount ?? null },
  };
}

const AT_ONCE = 100;
/** So many pages are looked through for what is searched, and for the messages of one conversation. */
const MOST_PAGES = 20;

/** The conversations of the gateway. */
export function conversationsApi(client: Caller) {
  const one = (id: string) => `api/conversations/${encodeURIComponent(id)}`;
  const page = async (at: number, pageSize: number, signal?: AbortSignal) => {
    const { items, total } = await client.get(listSchema, 'api/conversations', {
      searchParams: { page: at, pageSize },
      ...signalled(signal),
    });
    return {
      items: items.filter(({ archived }) => !archived).map(conversationOf),
      total,
      count: items.length,
    };
  };
  const isThere = async (id: string): Promise<boolean> => {
    const { items, isWhole } = await everyPage((at) => page(at + 1, AT_ONCE), MOST_PAGES);
    return !isWhole || items.some((each) => each.id === id);
  };
  /** What is not there is answered with an error of the server; whether that is why, the list says. */
  const ofOne = async <T>(id: string, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      const isBroken = (isApiError(error) && error.status >= 500) || isConnectionError(error);
      if (!isBroken || (await isThere(id).catch(() => true))) throw error;
      throw new ApiError(404, { type: 'about:blank', title: 'The server answered 404.', status: 404 });
    }
  };
  const somePage = async (id: string, page: number) => {
    const found = await client.get(messagesSchema, `${one(id)}/messages`, {
      searchParams: { page, pageSize: AT_ONCE },
    });
    if (Array.isArray(found)) return { items: found };
    return { items: 'items' in found ? found.items : found.messages, total: found.total };
  };
  /**
   * Every message of one. How the gateway pages them was not seen: a page that brings nothing new is the end, unless the
   * server has said that there are more, and then its answer is not understood.
   */
  const all = async (id: string): Promise<Message[]> => {
    const found = new Map<string, Message>();
    let told = 0;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { items, total } = await ofOne(id, () => somePage(id, page));
      const before = found.size;
      for (const message of messagesOf(items)) found.set(message.id, message);
      told += items.length;
      if (total !== undefined && told >= total) break;
      if (found.size > before) continue;
      if (total !== undefined && items.length) throw unknownForm();
      break;
    }
    return [...found.values()];
  };
  return {
    async list({ query = '', cursor }: { query?: string; cursor?: string } = {}, signal?: AbortSignal) {
      const at = Number(cursor ?? 1);
      if (!query) {
        const { items, total } = await page(at, AT_ONCE, signal);
        const hasMore = at * AT_ONCE < total;
        return { conversations: items, ...(hasMore && { nextCursor: String(at + 1) }) };
      }
      // The gateway does not search: titles are looked through here.
      const { items } = await everyPage((each) => page(each + 1, AT_ONCE, signal), MOST_PAGES);
      const words = query.toLowerCase();
      return { conversations: items.filter(({ title }) => title.toLowerCase().includes(words)) };
    },
    isCase: async (id: string): Promise<boolean> => (await keptContext(client, id)) !== undefined,
    messages: async (id: string) => ({ messages: await all(id), hasMore: false }),
    rename: async (id: string, title: string): Promise<Conversation> =>
      conversationOf(
        await ofOne(id, () => client.get(conversationSchema, one(id), { method: 'patch', json: { title } })),
      ),
    async delete(id: string): Promise<void> {
      await ofOne(id, () => client.send(one(id), { method: 'delete' }));
    },
    giveFeedback: (): Promise<Feedback> => lacking(),
    withdrawFeedback: (): Promise<void> => lacking(),
    ticket: (): Promise<{ ticket: string; expiresIn: number }> => lacking(),
    /** Begins one, as the gateway wants it before anything is stored; gives its id. */
    begin: async (title: string): Promise<string> =>
      (await client.get(conversationSchema, 'api/conversations', { method: 'post', json: { title } })).id,
    /** All that is stored of one, under the names that the gateway gives. */
    stored: all,
  };
}

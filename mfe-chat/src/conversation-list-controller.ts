import { describeError, isApiError, type Api, type ErrorDescription } from '@voiceassist/shared';
import type { Conversation } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where conversations come from. */
interface ConversationSource {
  readonly conversations: Pick<Api['conversations'], 'list' | 'rename' | 'delete'>;
}

/** The list of conversations: searched and paged on the server. What is shown stays until something newer is there. */
export class ConversationListController implements ReactiveController {
  /** Nothing before the first answer. */
  conversations: readonly Conversation[] | undefined;
  /** The search whose results are shown. */
  query = '';
  cursor: string | undefined;
  loading = false;
  /** False when the server keeps no list (it lacks the capability `history`). */
  isKept = true;

  #error: unknown;
  #wanted = '';
  #repeat = (): void => undefined;
  #request: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly source: () => ConversationSource | undefined,
  ) {
    host.addController(this);
  }

  /** Why the newest are not there, in the language of the moment. */
  get failure(): ErrorDescription | undefined {
    return this.#error === undefined ? undefined : describeError(this.#error);
  }

  hostDisconnected(): void {
    // A move in the document is not the end.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.#request?.abort();
    });
  }

  /** Looks for words in titles and messages; no words bring everything back. */
  search(query: string): void {
    this.#wanted = query.trim();
    this.refresh();
  }

  /** Asks again for the newest; further pages that were opened stay. */
  refresh(): void {
    this.#repeat = () => this.refresh();
    void this.#ask(undefined, (page) => {
      const older = this.query === this.#wanted ? (this.conversations ?? []) : [];
      const rest = older.length > page.conversations.length ? without(older, page.conversations) : [];
      // Entries beyond the first page keep the cursor behind the last of them.
      if (rest.length === 0 || !page.nextCursor) this.cursor = page.nextCursor ?? undefined;
      return page.nextCursor ? [...page.conversations, ...rest] : page.conversations;
    });
  }

  /** Adds the next page. */
  more(): void {
    const { cursor } = this;
    if (cursor === undefined) return;
    this.#repeat = () => this.more();
    void this.#ask(cursor, (page) => {
      this.cursor = page.nextCursor ?? undefined;
      const shown = this.conversations ?? [];
      return [...shown, ...without(page.conversations, shown)];
    });
  }

  /** Does again what failed. */
  retry(): void {
    this.#repeat();
  }

  /** Gives a conversation another title; rejects when the server does not take it. */
  async rename(id: string, title: string): Promise<void> {
    const renamed = await this.source()?.conversations.rename(id, title);
    if (!renamed) return;
    this.#set({
      conversations: this.conversations?.map((each) =>
        each.id === id ? { ...each, title: renamed.title } : each,
      ),
    });
    this.refresh();
  }

  /** Deletes a conversation for good; rejects when it is still there. */
  async delete(id: string): Promise<void> {
    try {
      await this.source()?.conversations.delete(id);
    } catch (error) {
      // Somebody else, or another tab, was faster.
      if (!isApiError(error) || error.status !== 404) throw error;
    }
    this.#set({ conversations: this.conversations?.filter((each) => each.id !== id) });
    this.refresh();
  }

  async #ask(cursor: string | undefined, change: (page: Page) => readonly Conversation[]): Promise<void> {
    const source = this.source();
    if (!source) return;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.#set({ loading: true });
    const query = this.#wanted;
    try {
      const search = { ...(query && { query }), ...(cursor && { cursor }) };
      const page = await source.conversations.list(search, request.signal);
      if (request.signal.aborted) return;
      const conversations = change(page);
      this.#error = undefined;
      this.#set({ conversations, query, loading: false, isKept: true });
    } catch (error) {
      if (request.signal.aborted) return;
      const isKept = !(isApiError(error) && error.status === 404);
      this.#error = isKept ? error : undefined;
      this.#set({ loading: false, isKept });
    }
  }

  #set(change: Partial<Pick<this, 'conversations' | 'query' | 'loading' | 'isKept'>>): void {
    Object.assign(this, change);
    this.host.requestUpdate();
  }
}

type Page = Awaited<ReturnType<ConversationSource['conversations']['list']>>;

function without(list: readonly Conversation[], others: readonly Conversation[]): readonly Conversation[] {
  const ids = new Set(others.map(({ id }) => id));
  return list.filter(({ id }) => !ids.has(id));
}

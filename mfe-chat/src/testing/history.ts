import { ContextProvider } from '@lit/context';
import { apiContext, type Api } from '@voiceassist/shared';
import type { Conversation } from '@voiceassist/shared/schemas';
import { LitElement } from 'lit';

type Page = Awaited<ReturnType<Api['conversations']['list']>>;

/** A server's list of conversations: it searches titles and pages like the real one. */
export class FakeHistory {
  /** What was asked, in order. */
  readonly asked: { query?: string; cursor?: string }[] = [];
  /** Thrown in place of the next answers while it is set. */
  failure: Error | undefined;
  /** Thrown in place of every change while it is set. */
  refusal: Error | undefined;
  /** What was changed, in order. */
  readonly changes: string[] = [];
  pageSize = 30;
  /** The conversations that were asked in with a clinical context. */
  readonly cases = new Set<string>();

  constructor(public conversations: Conversation[] = []) {}

  /** The part of the API that the list uses. */
  get api(): Api {
    const list = (search: { query?: string; cursor?: string } = {}) => this.#list(search);
    const rename = (id: string, title: string) => this.#rename(id, title);
    const isCase = (id: string) => Promise.resolve(this.cases.has(id));
    return {
      conversations: { list, rename, isCase, delete: (id: string) => this.#delete(id) },
    } as unknown as Api;
  }

  #rename(id: string, title: string): Promise<Conversation> {
    this.changes.push(`rename ${id} to ${title}`);
    if (this.refusal) return Promise.reject(this.refusal);
    this.conversations = this.conversations.map((each) => (each.id === id ? { ...each, title } : each));
    const renamed = this.conversations.find((each) => each.id === id);
    return renamed ? Promise.resolve(renamed) : Promise.reject(new Error('gone'));
  }

  #delete(id: string): Promise<void> {
    this.changes.push(`delete ${id}`);
    if (this.refusal) return Promise.reject(this.refusal);
    this.conversations = this.conversations.filter((each) => each.id !== id);
    return Promise.resolve();
  }

  #list(search: { query?: string; cursor?: string }): Promise<Page> {
    this.asked.push(search);
    if (this.failure) return Promise.reject(this.failure);
    const words = (search.query ?? '').toLowerCase();
    const found = this.conversations.filter(({ title }) => title.toLowerCase().includes(words));
    const start = Number(search.cursor ?? 0);
    const end = start + this.pageSize;
    const nextCursor = end < found.length ? String(end) : null;
    return Promise.resolve({ conversations: found.slice(start, end), nextCursor });
  }
}

/** A conversation that was last changed so many days ago. */
export function conversation(title: string, daysAgo = 0, changes: Partial<Conversation> = {}): Conversation {
  const changed = new Date();
  changed.setDate(changed.getDate() - daysAgo);
  return {
    id: title.toLowerCase().replace(/\W+/g, '-'),
    title,
    mode: 'quick_consult',
    createdAt: changed.toISOString(),
    updatedAt: changed.toISOString(),
    sourceCount: 2,
    ...changes,
  };
}

/** Gives what is in it the API, as the portal does. */
export class ApiHost extends LitElement {
  readonly #provider = new ContextProvider(this, { context: apiContext });

  provide(api: Api): void {
    this.#provider.setValue(api);
  }

  protected override createRenderRoot(): this {
    return this;
  }
}

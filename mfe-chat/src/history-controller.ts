import { isApiError, type Api } from '@voiceassist/shared';
import type { Message } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Conversation } from './conversation.js';
import type { Earlier } from './message-list.js';

/** Where earlier messages come from, and where they go. */
interface Surroundings {
  conversation(): Conversation;
  api(): { readonly conversations: Pick<Api['conversations'], 'messages'> } | undefined;
  prepend(messages: readonly Message[]): void;
}

/** Brings the messages before the first one here, page by page, from a server that keeps them. */
export class HistoryController implements ReactiveController {
  /** The message before which there is none. */
  #first: string | undefined;
  #isNew = true;
  #status: 'idle' | 'loading' | 'failed' = 'idle';
  /** Answers to what was asked for another conversation are dropped. */
  #round = 0;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly surroundings: Surroundings,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move in the document is not the end.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.reset(true);
    });
  }

  /** Another conversation is opened; one that begins here is here as a whole. */
  reset(isNew: boolean): void {
    this.#round += 1;
    this.#isNew = isNew;
    this.#first = undefined;
    this.#status = 'idle';
  }

  /** Whether there are messages before the first one here, and what becomes of them. */
  get earlier(): Earlier {
    const { capabilities, messages } = this.surroundings.conversation();
    const [first] = messages;
    if (this.#isNew || !first || first.id === this.#first || !capabilities.includes('history')) return 'none';
    return this.#status === 'idle' ? 'some' : this.#status;
  }

  /** Brings one page more. */
  async load(): Promise<void> {
    const { sessionId, messages } = this.surroundings.conversation();
    const api = this.surroundings.api();
    const [first] = messages;
    if (!api || !sessionId || !first || this.#status === 'loading') return;
    const round = this.#round;
    this.#set('loading');
    try {
      const page = await api.conversations.messages(sessionId, first.id);
      if (round !== this.#round) return;
      this.surroundings.prepend(page.messages);
      if (!page.hasMore || !page.messages.length)
        this.#first = this.surroundings.conversation().messages[0]?.id;
      this.#set('idle');
    } catch (error) {
      if (round !== this.#round) return;
      // A server without this call, or without this message, has none before it.
      const hasNone = isApiError(error) && error.status === 404;
      if (hasNone) this.#first = first.id;
      this.#set(hasNone ? 'idle' : 'failed');
    }
  }

  #set(status: 'idle' | 'loading' | 'failed'): void {
    this.#status = status;
    this.host.requestUpdate();
  }
}

import { ContextProvider } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { Access } from '../connection.js';
import type { ConversationController } from '../conversation-controller.js';
import type { ExportEvent, FeedbackEvent, AskAgainEvent } from './action-events.js';
import { capabilitiesContext } from './capabilities-context.js';

/** What the actions of an answer work with. */
interface Surroundings {
  readonly conversation: ConversationController;
  access(): Access | undefined;
  /** Sends a question. */
  ask(question: string): void;
}

/** Does what is asked for below an answer, and tells what the server offers for it. */
export class ActionsController implements ReactiveController {
  readonly #capabilities;

  constructor(
    host: LitElement,
    private readonly surroundings: Surroundings,
  ) {
    this.#capabilities = new ContextProvider(host, { context: capabilitiesContext, initialValue: [] });
    host.addController(this);
    host.addEventListener('va-feedback', (event) => event.respondWith(this.#judge(event)));
    host.addEventListener('va-export', (event) => event.respondWith(this.#export(event)));
    host.addEventListener('va-ask-again', (event) => this.#askAgain(event));
  }

  hostUpdate(): void {
    this.#capabilities.setValue(this.surroundings.conversation.state.capabilities);
  }

  async #judge({ messageId, feedback }: FeedbackEvent): Promise<void> {
    const { conversation } = this.surroundings;
    const { conversations } = this.#api;
    const kept = feedback
      ? await conversations.giveFeedback(messageId, feedback)
      : await conversations.withdrawFeedback(messageId).then(() => undefined);
    conversation.judge(messageId, kept);
  }

  async #export({ kind }: ExportEvent): Promise<void> {
    const { takeAway } = await import('./take-away.js');
    await takeAway(kind, this.surroundings.conversation.state, this.#api.conversations);
  }

  #askAgain({ answerId }: AskAgainEvent): void {
    const { messages } = this.surroundings.conversation.state;
    const before = messages.slice(
      0,
      messages.findIndex(({ id }) => id === answerId),
    );
    const question = before.findLast(({ role }) => role === 'user');
    if (question) this.surroundings.ask(question.content);
  }

  get #api() {
    const access = this.surroundings.access();
    if (!access) throw new Error('There is no conversation to act on');
    return access.api;
  }
}

import { ContextProvider } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { Access } from '../connection.js';
import type { ConversationController } from '../conversation-controller.js';
import type { ConversationMessage } from '../conversation.js';
import type { PrintedPage } from './print.js';
import type { ExportEvent, FeedbackEvent, AskAgainEvent } from './action-events.js';
import { capabilitiesContext } from './capabilities-context.js';

/** What the actions of an answer work with. */
interface Surroundings {
  readonly conversation: ConversationController;
  access(): Access | undefined;
  /** Sends a question with its files. */
  ask(question: Pick<ConversationMessage, 'content' | 'attachments'>): void;
  /** What the browser prints in the place of the page; nothing where the page stays as it is. */
  page(): PrintedPage | undefined;
}

/** Does what is asked for below an answer, and tells what the server offers for it. */
export class ActionsController implements ReactiveController {
  readonly #capabilities;
  #pagePrint: Promise<unknown> | undefined;

  constructor(
    private readonly host: LitElement,
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

  hostUpdated(): void {
    const { page } = this.surroundings;
    // A sheet must be laid out at once when the browser asks for it: what does that is fetched with the first answer.
    if (page()?.conversation.messages.some(({ role }) => role === 'assistant')) {
      this.#pagePrint ??= import('./print.js').then(
        ({ PagePrint }) => new PagePrint(this.host, page),
        () => (this.#pagePrint = undefined),
      );
    }
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
    if (question) this.surroundings.ask(question);
  }

  get #api() {
    const access = this.surroundings.access();
    if (!access) throw new Error('There is no conversation to act on');
    return access.api;
  }
}

import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import {
  StreamController,
  apiContext,
  configContext,
  controls,
  sessionContext,
  tokens,
  vaultContext,
} from '@voiceassist/shared';
import { MODES, type Mode } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { chatStyles } from './chat.css.js';
import type { ComposerSendEvent, Composer } from './composer.js';
import { connect, sessionAccess, tokenAccess, type Access, type GetToken } from './connection.js';
import { ConversationController } from './conversation-controller.js';
import {
  streamingAnswer,
  unsentQuestions,
  type ConnectionStatus,
  type ConversationEvent,
  type ConversationMessage,
} from './conversation.js';
import { DraftController } from './draft-controller.js';
import { renderEmptyState, type Suggestion } from './empty-state.js';
import {
  ChatErrorEvent,
  CitationOpenEvent,
  ConnectionChangeEvent,
  MessageCompleteEvent,
  MessageSendEvent,
  MessageSentEvent,
  ReadyEvent,
  SessionStartEvent,
  type RetryMessageEvent,
} from './events.js';
import { exportConversation, type ExportFormat } from './export.js';
import type { MessageList } from './message-list.js';
import { CitationCloseEvent, type CitationSelectEvent } from './panel-events.js';
import { PassageController } from './passage-controller.js';
import { closedText, modeText, statusText } from './status-texts.js';

const DOTS: Record<ConnectionStatus, string> = {
  connecting: 'dot wait',
  connected: 'dot',
  reconnecting: 'dot wait',
  offline: 'dot off',
  closed: 'dot off',
};

/**
 * A conversation with cited answers. In the portal it takes its access from contexts; on any other page from `api-url`
 * and `getToken`.
 * @element va-chat
 * @slot start - At the beginning of the head line.
 * @fires va-ready - Connected for the first time.
 * @fires va-session-start - The server has named the conversation.
 * @fires va-message-send - A message is about to be sent; can be cancelled.
 * @fires va-message-sent - A message has arrived at the server.
 * @fires va-message-complete - An answer has ended.
 * @fires va-citation-open - A source is opened.
 * @fires va-connection-change - The connection has changed.
 * @fires va-error - Something went wrong.
 * @example <va-chat api-url="https://api.example.org"></va-chat>
 */
export class Chat extends LitElement {
  static override styles = [tokens, controls, chatStyles];

  /** Base address of the API; in the portal it comes from the configuration. */
  @property({ attribute: 'api-url' }) apiUrl = '';
  /** Base address of the socket; derived from `api-url` when absent. */
  @property({ attribute: 'ws-url' }) wsUrl = '';
  @property() mode: Mode = 'quick_consult';
  /** Conversation to continue; a new one when absent. */
  @property({ attribute: 'session-id' }) sessionId?: string | undefined;
  /** Sent when the conversation starts. */
  @property({ attribute: false }) clinicalContext?: Record<string, unknown>;
  /** Gives a short-lived token; without it the portal's session is used. */
  @property({ attribute: false }) getToken?: GetToken;
  /** `light` or `dark`; anything else follows the page. */
  @property({ reflect: true }) theme = 'auto';
  @property() placeholder = '';
  /** Questions of the empty state; the server's own when absent. */
  @property({ attribute: false }) suggestions?: readonly Suggestion[];
  /** A source is open beside the answer. */
  @property({ type: Boolean, reflect: true, attribute: 'source-open' }) sourceOpen = false;

  @state() private open: { messageId: string; number: number } | undefined;
  @state() private pending: string | undefined;

  @query('va-composer') private readonly composer!: Composer | null;
  @query('va-message-list') private readonly list!: MessageList;

  readonly #api = new ContextConsumer(this, { context: apiContext, callback: () => this.requestUpdate() });
  readonly #session = new ContextConsumer(this, { context: sessionContext });
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #user = new StreamController(this, () => this.#session.value?.user$);
  readonly #vault = new ContextConsumer(this, { context: vaultContext });
  readonly #conversation = new ConversationController(this);
  readonly #passage = new PassageController(this);
  readonly #drafts = new DraftController(
    this,
    () => this.#vault.value,
    () => this.composer,
  );
  #access: Access | undefined;
  #isReady = false;

  constructor() {
    super();
    this.#conversation.onEvent = (event) => this.#onConversation(event);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // After a removal the conversation begins anew; after a move it goes on.
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('mode') && !MODES.includes(this.mode)) {
      console.warn(`<va-chat> does not know the mode "${this.mode}"; it uses quick_consult.`);
      this.mode = 'quick_consult';
    }
    this.#drafts.setOwner(this.#user.value?.id);
    const isOther = changed.has('sessionId') && this.sessionId !== this.#conversation.state.sessionId;
    if (this.isConnected && (isOther || !this.#conversation.isOpen)) this.#open();
    else if (changed.has('sessionId')) this.#drafts.rename(this.sessionId);
    this.sourceOpen = this.#openAnswer() !== undefined;
  }

  protected override render(): TemplateResult {
    const { messages, connection, closedReason, error } = this.#conversation.state;
    return html`
      <div class="layout ${this.sourceOpen ? 'with-source' : ''}">
        <section class="thread" aria-label=${msg('Chat')} @keydown=${this.#onKeydown}>
          ${this.#renderHead()}
          <va-message-list
            .messages=${messages}
            .open=${this.open}
            @va-citation-open=${this.#onCitationOpen}
            @va-retry-message=${this.#onRetry}
          >
            ${error ? this.#renderProblem(error) : this.#renderEmpty()}
          </va-message-list>
          ${closedReason ? this.#renderProblem(closedText(closedReason)) : ''}
          ${error && messages.length ? this.#renderProblem(error) : ''}
          <va-composer
            placeholder=${this.placeholder || (messages.length ? msg('Ask a follow-up') : '')}
            ?streaming=${streamingAnswer(this.#conversation.state) !== undefined}
            ?pending=${this.pending !== undefined}
            ?connected=${connection === 'connected' && this.#conversation.state.sessionId !== undefined}
            @va-composer-send=${this.#onSend}
            @va-composer-stop=${this.stop}
            @input=${this.#onInput}
          >
            ${this.#renderDraftNote()}
          </va-composer>
        </section>
        ${this.#renderPanel()}
      </div>
    `;
  }

  #renderHead(): TemplateResult {
    const { title, connection, messages } = this.#conversation.state;
    const name = title || messages[0]?.content;
    return html`
      <div class="head">
        <slot name="start"></slot>
        <h1 dir=${name ? 'auto' : nothing}>
          ${name || msg('New conversation')} <bdi>· ${modeText(this.mode)}</bdi>
        </h1>
        <span class="status" role="status"
          ><span class=${DOTS[connection]}></span>${statusText(connection)}</span
        >
      </div>
    `;
  }

  #renderEmpty(): TemplateResult | '' {
    const { knowledge, connection } = this.#conversation.state;
    if (connection === 'connecting' || this.sessionId !== undefined) return '';
    const suggestions = this.suggestions ?? knowledge?.suggestions ?? [];
    return renderEmptyState(knowledge, suggestions, this.#onSuggestion);
  }

  #renderDraftNote(): TemplateResult {
    const { isBack } = this.#drafts;
    return html`
      <div class="draft">
        <p aria-live="polite">${isBack ? msg('Your draft from before is back.') : ''}</p>
        ${
          isBack
            ? html`<button class="btn sm quiet" @click=${this.#onDiscard}>${msg('Discard')}</button>`
            : ''
        }
      </div>
    `;
  }

  #renderProblem(words: string): TemplateResult {
    return html`<div class="problem" role="alert"><p dir="auto">${words}</p></div>`;
  }

  #renderPanel(): TemplateResult | '' {
    const answer = this.#openAnswer();
    if (!answer || !this.open) return '';
    const { passage, failure, loading } = this.#passage;
    return html`
      <va-citation-panel
        .citations=${answer.citations}
        .number=${this.open.number}
        .passage=${passage}
        .failure=${failure}
        .loading=${loading}
        @va-citation-select=${this.#onCitationSelect}
        @va-citation-close=${this.#closePanel}
        @va-citation-reload=${this.#onCitationReload}
      ></va-citation-panel>
    `;
  }

  /** Sends a message as if it had been typed. */
  sendMessage(text: string): void {
    const content = text.trim();
    if (!content || this.pending !== undefined) return;
    if (!this.dispatchEvent(new MessageSendEvent(content))) return;
    this.pending = this.#conversation.ask(content);
  }

  /** Ends the answer that is being written; what was written stays. */
  stop(): void {
    this.#conversation.stop();
  }

  /** Begins a new conversation. */
  newSession(): void {
    this.sessionId = undefined;
    this.#open();
    this.focusComposer();
  }

  /** Puts the focus where a question is typed. */
  focusComposer(): void {
    void this.updateComplete.then(() => this.composer?.focus());
  }

  /** The conversation as text: Markdown with references, or JSON. */
  exportConversation(format: ExportFormat): string {
    return exportConversation(this.#conversation.state, format);
  }

  #open(): void {
    this.#access = this.#findAccess();
    if (!this.#access) return;
    const access = this.#access;
    this.open = undefined;
    this.pending = undefined;
    this.#isReady = false;
    this.#drafts.open(this.sessionId);
    this.#conversation.open((start) => connect(access, start), {
      mode: this.mode,
      ...(this.sessionId && { sessionId: this.sessionId }),
      ...(this.clinicalContext && { clinicalContext: this.clinicalContext }),
    });
  }

  #findAccess(): Access | undefined {
    const config = this.#config.value;
    const apiUrl = this.apiUrl || config?.apiUrl;
    if (!apiUrl) return undefined;
    const wsUrl = this.wsUrl || (this.apiUrl ? '' : config?.wsUrl) || apiUrl.replace(/^http/, 'ws');
    if (this.getToken) return tokenAccess(this.getToken, apiUrl, wsUrl);
    const api = this.#api.value;
    const session = this.#session.value;
    return api && session && sessionAccess(api, session, wsUrl);
  }

  #openAnswer(): ConversationMessage | undefined {
    const { open } = this;
    if (!open) return undefined;
    const answer = this.#conversation.state.messages.find(({ id }) => id === open.messageId);
    return answer?.citations.some(({ number }) => number === open.number) ? answer : undefined;
  }

  #onConversation(event: ConversationEvent): void {
    const { state } = this.#conversation;
    if (event.type === 'connection') {
      this.dispatchEvent(new ConnectionChangeEvent(event.status));
      if (event.status !== 'connected' && this.pending !== undefined) this.#arrived(this.pending);
    } else if (event.type === 'session.started') {
      if (!this.#isReady) this.dispatchEvent(new ReadyEvent());
      this.#isReady = true;
      this.dispatchEvent(new SessionStartEvent(event.sessionId));
    } else if (event.type === 'message.accepted') {
      this.#arrived(event.clientMessageId);
      this.dispatchEvent(new MessageSentEvent(event.messageId));
    } else if (event.type === 'handed-over') {
      this.#arrived(event.clientMessageId);
      this.dispatchEvent(new MessageSentEvent(event.clientMessageId));
    } else if (event.type === 'message.complete') {
      this.dispatchEvent(new MessageCompleteEvent(event.messageId, event.finishReason ?? 'done'));
    } else if (event.type === 'error') {
      if (event.clientMessageId) this.#arrived(event.clientMessageId);
      this.dispatchEvent(new ChatErrorEvent(event.code ?? 'server', event.message));
    }
    // Words that come are none that somebody typed.
    if (event.type !== 'message.delta') this.#drafts.settle(unsentQuestions(state));
    if (state.sessionId && !this.sessionId && event.type === 'message.accepted')
      this.sessionId = state.sessionId;
  }

  /** The question stands in the conversation, whatever becomes of it: the composer can let go of its words, and of no others. */
  #arrived(clientMessageId: string): void {
    if (this.pending !== clientMessageId) return;
    this.pending = undefined;
    const question = this.#conversation.state.messages.find(
      (each) => each.clientMessageId === clientMessageId,
    );
    if (this.composer?.text.trim() === question?.content) this.composer?.clear();
  }

  #onSend(event: ComposerSendEvent): void {
    this.sendMessage(event.text);
  }

  #onInput(): void {
    this.#drafts.input();
  }

  #onDiscard(): void {
    this.#drafts.discard();
    this.composer?.focus();
  }

  readonly #onSuggestion = (event: Event): void => {
    const { question = '' } = (event.currentTarget as HTMLElement).dataset;
    // A draft stays where it is; the suggestion goes by itself.
    if (!this.composer?.text.trim()) this.composer?.fill(question);
    this.sendMessage(question);
    this.composer?.focus();
  };

  #onRetry(event: RetryMessageEvent): void {
    this.#conversation.retry(event.clientMessageId);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && streamingAnswer(this.#conversation.state)) {
      event.preventDefault();
      this.stop();
    }
  }

  #onCitationOpen({ messageId, citationNumber }: CitationOpenEvent): void {
    this.open = { messageId, number: citationNumber };
    this.#load();
  }

  #onCitationSelect({ number }: CitationSelectEvent): void {
    if (!this.open) return;
    this.open = { ...this.open, number };
    this.#load();
    this.dispatchEvent(new CitationOpenEvent(this.open.messageId, number));
  }

  #onCitationReload(): void {
    this.#load();
  }

  #load(): void {
    const citation = this.#openAnswer()?.citations.find(({ number }) => number === this.open?.number);
    if (citation && this.#access) this.#passage.show(this.#access.api, citation);
  }

  #closePanel(event: Event): void {
    event.stopPropagation();
    const { open } = this;
    this.open = undefined;
    this.dispatchEvent(new CitationCloseEvent());
    if (open) void this.updateComplete.then(() => this.list.focusCitation(open.messageId, open.number));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-chat': Chat;
  }
}

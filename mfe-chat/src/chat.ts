import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { MODES, StreamController, controls, tokens, vaultContext } from '@voiceassist/shared';
import type { Mode } from '@voiceassist/shared/schemas';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { loadMarkdown } from './answer-text.js';
import { AccessController } from './access-controller.js';
import type { EditQuestionEvent } from './actions/action-events.js';
import { ActionsController } from './actions/actions-controller.js';
import { EditQuestion } from './actions/edit-question.js';
import { LateAttachments } from './attachments/late-attachments.js';
import { LateCase } from './clinical-context/late-case.js';
import { renderDraftNote, renderHead, renderProblem } from './chat-parts.js';
import { chatStyles } from './chat.css.js';
import type { ComposerSendEvent } from './composer-events.js';
import type { Composer } from './composer.js';
import type { Access, GetToken } from './connection.js';
import { ConversationController } from './conversation-controller.js';
import { streamingAnswer, type ConversationEvent } from './conversation.js';
import { lastingId } from './delivery/delivery.js';
import type { Outbox } from './delivery/outbox.js';
import { DraftController } from './draft-controller.js';
import { renderEmptyState, type Suggestion } from './empty-state.js';
import {
  ReadyEvent,
  SessionLastingEvent,
  type CitationOpenEvent,
  type ContinueAnswerEvent,
  type RemoveMessageEvent,
  type RetryMessageEvent,
} from './events.js';
import type { ExportFormat } from './export.js';
import { LatePlacement } from './late-placement.js';
import { speak } from './own-locale.js';
import { HistoryController } from './history-controller.js';
import type { MessageList } from './message-list.js';
import { QuestionController } from './question-controller.js';
import { knownValue } from './known-value.js';
import { publicEvent } from './public-event.js';
import { SourceController } from './source-controller.js';
import { closedText } from './status-texts.js';
import { VERSION } from './version.js';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/**
 * A conversation with cited answers. In the portal it takes its access from contexts; on any other page from `api-url`
 * and `getToken`.
 * @element va-chat
 * @slot header - Above the head line.
 * @slot start - At the beginning of the head line.
 * @slot empty - Above the questions to begin with.
 * @slot footer - Below the composer.
 * @slot launcher - What stands on the button of the launcher.
 * @fires {ReadyEvent} va-ready - Connected for the first time.
 * @fires {SessionStartEvent} va-session-start - The server has named the conversation.
 * @fires {SessionLastingEvent} va-session-lasting - The conversation can be opened again by its id.
 * @fires {MessageSendEvent} va-message-send - A message is about to be sent.
 * @fires {MessageSentEvent} va-message-sent - A message has arrived at the server.
 * @fires {MessageCompleteEvent} va-message-complete - An answer has ended.
 * @fires {CitationOpenEvent} va-citation-open - A source is opened.
 * @fires {ConnectionChangeEvent} va-connection-change - The connection has changed.
 * @fires {ChatErrorEvent} va-error - Something went wrong.
 * @fires {LauncherToggleEvent} va-launcher-toggle - The panel of the launcher was opened or closed.
 * @csspart head - The line with the title and the connection.
 * @csspart title - What the conversation is about.
 * @csspart status - How the connection stands.
 * @csspart empty - What stands in the place of messages while there are none.
 * @csspart suggestion - A question to begin with.
 * @csspart log - The messages, scrolling.
 * @csspart question - A question.
 * @csspart answer - An answer, with its references.
 * @csspart citation - The number of a source, in an answer and in its references.
 * @csspart references - The sources of an answer.
 * @csspart jump - The button that leads to the latest message.
 * @csspart problem - A failure that belongs to no message.
 * @csspart composer - The box that a question is typed in.
 * @csspart input - The field in it.
 * @csspart send - The button Send.
 * @csspart stop - The button Stop.
 * @csspart hint - The line below the composer.
 * @csspart source - The panel of a source.
 * @csspart launcher - The button that opens the panel, with `launcher`.
 * @csspart badge - How many answers have ended while the panel was closed.
 * @csspart panel - The panel.
 * @csspart close - The button that closes the panel where it fills the screen.
 * @csspart frame - What holds the frame of the portal, with `isolation="frame"`.
 * @cssprop [--va-launcher-z=2147483000] - How far above the page the launcher is.
 * @cssprop [--va-launcher-offset=1.25rem] - The space between the launcher and the edges of the window.
 * @cssprop [--va-frame-max=max(24rem, 85vh)] - How high a frame grows with what is in it, with `frame-height="auto"`.
 * @example <va-chat api-url="https://api.example.org"></va-chat>
 */
export class Chat extends LitElement {
  static override styles = [tokens, controls, chatStyles];

  /** Which version it is; with a `+`, which build of it for pages that are not the portal. */
  static readonly version: string = VERSION;

  /** Base address of the API; in the portal it comes from the configuration. */
  @property({ attribute: 'api-url' }) apiUrl = '';
  /** Base address of the socket; derived from `api-url` when absent. */
  @property({ attribute: 'ws-url' }) wsUrl = '';
  /** What the API speaks: `guide`, `gateway`, or `auto` to ask it once; in the portal it comes from the configuration. */
  @property() dialect?: string;
  /** A short question, or work on one case with its clinical context. */
  @property() mode: Mode = 'quick_consult';
  /** Conversation to continue; a new one when absent. */
  @property({ attribute: 'session-id' }) sessionId?: string | undefined;
  /** Sent when the conversation starts; in `case_workspace` a banner shows it, and another one is sent at once. */
  @property({ attribute: false }) clinicalContext?: Record<string, unknown>;
  /** Gives a short-lived token; without it the portal's session is used. */
  @property({ attribute: false }) getToken?: GetToken;
  /** The colour scheme; `auto` takes the page's. */
  @property({ reflect: true, useDefault: true }) theme: Theme = 'auto';
  /** The language of the element's words, such as `de`; the page's (`lang`) when absent. In the portal it is the person's. */
  @property() locale = '';
  /** What stands in the empty composer, in the place of the element's own words. */
  @property() placeholder = '';
  /** Questions of the empty state; the server's own when absent. */
  @property({ attribute: false }) suggestions?: readonly Suggestion[];
  /** Floats above the page: a button, and the chat in a panel that it opens. */
  @property({ type: Boolean, reflect: true }) launcher = false;
  /** The panel of the launcher is open. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** At which lower corner of the window the launcher is. */
  @property() position: 'end' | 'start' = 'end';
  /** The name of the launcher, in the place of "Open chat" and "Close chat". */
  @property({ attribute: 'launcher-label' }) launcherLabel = '';
  /** Who leads the conversation: this element, or a frame of the portal, which the page cannot look into. */
  @property({ reflect: true, useDefault: true }) isolation: 'shadow' | 'frame' = 'shadow';
  /** The page of the frame; `frame.html` beside the element's own files when absent. */
  @property({ attribute: 'frame-url' }) frameUrl = '';
  /** Whether a frame has the height that the element is given, or grows with what is in it. */
  @property({ attribute: 'frame-height', reflect: true, useDefault: true }) frameHeight: 'fill' | 'auto' =
    'fill';
  /** A frame tells the page what was asked and answered: in `va-message-send`, and by `exportConversation`. */
  @property({ type: Boolean, attribute: 'share-text' }) shareText = false;
  /**
   * A source is open beside the answer. The element sets it.
   * @readonly
   */
  @property({ type: Boolean, reflect: true, attribute: 'source-open' }) sourceOpen = false;

  @query('va-composer') private readonly composer!: Composer | null;
  @query('va-message-list') private readonly list!: MessageList;

  readonly #portal = new AccessController(this);
  readonly #user = new StreamController(this, () => this.#portal.user$);
  readonly #vault = new ContextConsumer(this, { context: vaultContext });
  readonly #conversation: ConversationController = new ConversationController(this, {
    changed: (event) => this.#onConversation(event),
    go: (sessionId) => (this.sessionId = sessionId),
  });
  readonly #history = new HistoryController(this, {
    conversation: () => this.#conversation.state,
    api: () => this.#access?.api,
    prepend: (messages) => this.#conversation.prepend(messages),
  });
  readonly #source = new SourceController(this, {
    messages: () => this.#conversation.state.messages,
    access: () => this.#access,
    giveBackFocus: ({ messageId, number }) => this.list.focusCitation(messageId, number),
  });
  readonly #drafts = new DraftController(
    this,
    () => this.#vault.value,
    () => this.composer,
  );
  readonly #edit = new EditQuestion(
    this,
    () => this.composer,
    () => {
      this.#attachments.controller?.giveBack();
      this.#onInput();
    },
  );
  readonly #attachments = new LateAttachments(this, () => this.#access);
  readonly #case = new LateCase(
    this,
    () => this.#vault.value,
    () => this.#conversation.restart(this.#case.start),
  );
  readonly #placement = new LatePlacement(this);
  readonly #questions = new QuestionController(this, {
    conversation: this.#conversation,
    drafts: this.#drafts,
    settleFiles: (files) => this.#attachments.controller?.settle(files),
    settleText: (content) => this.#letGo(content),
  });
  #access: Access | undefined;
  #isReady = false;

  constructor() {
    super();
    new ActionsController(this, {
      conversation: this.#conversation,
      access: () => this.#access,
      ask: ({ content, attachments }) => this.#questions.ask(content, attachments),
      // A page of somebody else is printed as it is.
      page: () =>
        this.getToken
          ? undefined
          : { conversation: this.#conversation.state, isWhole: this.#history.earlier === 'none' },
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // After a removal the conversation begins anew; after a move it goes on.
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('mode')) this.mode = knownValue('mode', this.mode, MODES);
    if (changed.has('theme')) this.theme = knownValue('theme', this.theme, THEMES);
    if ((this.locale || changed.get('locale')) && changed.has('locale') && !this.#portal.user$)
      speak(this.locale);
    this.#drafts.setOwner(this.#user.value?.id);
    this.#attachments.controller?.setOwner(this.#user.value?.id);
    this.#case.setOwner(this.#user.value?.id);
    const isOther =
      changed.has('isolation') ||
      (changed.has('sessionId') && this.sessionId !== this.#conversation.state.sessionId);
    if (this.isConnected && (isOther || !this.#conversation.isOpen)) this.#open();
    else if (changed.has('sessionId')) {
      this.#drafts.rename(this.sessionId);
      this.#attachments.controller?.rename(this.sessionId);
      this.#case.rename(this.sessionId);
      this.#conversation.rename(this.sessionId);
    }
    this.sourceOpen = !!this.#source.open;
  }

  protected override update(changed: PropertyValues<this>): void {
    this.#questions.askNext();
    super.update(changed);
  }

  protected override firstUpdated(): void {
    // Behind the first paint: a question can be written before, and the first answer finds it there.
    requestAnimationFrame(() => setTimeout(() => this.#loadMore()));
  }

  #loadMore(): void {
    void loadMarkdown();
    const canStop = () => this.#conversation.state.capabilities.includes('stop');
    import('./keyboard-map-controller.js').then(
      ({ KeyboardMapController }) => new KeyboardMapController(this, canStop),
      // Every shortcut works without the list of them.
      () => undefined,
    );
  }

  protected override render(): TemplateResult | '' {
    return this.#placement.render(() => html`<div class="root">${this.#renderLayout()}</div>`);
  }

  #renderLayout(): TemplateResult {
    const { controller: files } = this.#attachments;
    const { messages, closedReason, error, capabilities } = this.#conversation.state;
    return html`
      <div class="layout ${this.sourceOpen ? 'with-source' : ''}">
        <section class="thread" aria-label=${msg('Chat')} @keydown=${this.#onKeydown}>
          <slot name="header"></slot>
          ${renderHead(this.#conversation.state, this.mode)} ${this.#case.render()}
          <va-message-list
            exportparts="log, jump, question, answer, citation, references"
            .messages=${messages}
            .conversation=${this.#conversation.state.sessionId}
            .earlier=${this.#history.earlier}
            .open=${this.#source.open}
            @va-citation-open=${this.#onCitationOpen}
            @va-retry-message=${this.#onRetry}
            @va-remove-message=${this.#onRemove}
            @va-continue-answer=${this.#onContinue}
            @va-earlier-messages=${this.#onEarlier}
            @va-edit-question=${this.#onEdit}
          >
            ${error ? renderProblem(error) : this.#renderEmpty()}
          </va-message-list>
          ${this.#portal.problem ? renderProblem(this.#portal.problem) : ''}
          ${closedReason ? renderProblem(closedText(closedReason)) : ''}
          ${error && messages.length ? renderProblem(error) : ''}
          <va-composer
            exportparts="composer, input, send, stop, hint"
            placeholder=${this.placeholder || (messages.length ? msg('Ask a follow-up') : '')}
            ?streaming=${capabilities.includes('stop') && !!streamingAnswer(this.#conversation.state)}
            ?pending=${this.#questions.isPending}
            @va-composer-send=${this.#onSend}
            .fileHint=${files?.hint ?? ''}
            ?holding=${files?.isHolding}
            ?dropping=${files?.isDropping}
            @va-composer-stop=${this.stop}
            @input=${this.#onInput}
          >
            ${this.#edit.render() || renderDraftNote(this.#drafts.isBack, this.#onDiscard)}
            ${files?.render() ?? ''}
          </va-composer>
          <slot name="footer"></slot>
        </section>
        ${this.#source.render()}
      </div>
    `;
  }

  #renderEmpty(): TemplateResult | '' {
    const { knowledge, connection } = this.#conversation.state;
    if (connection === 'connecting' || this.sessionId) return '';
    const suggestions = this.suggestions ?? knowledge?.suggestions ?? [];
    return html`<slot name="empty"></slot> ${renderEmptyState(knowledge, suggestions, this.#onSuggestion)}`;
  }

  /**
   * Sends a message as if it had been typed, into the conversation and for the case that are set.
   * @param text - The question.
   */
  sendMessage(text: string): void {
    if (!this.#placement.delays('sendMessage', text)) this.#questions.send(text);
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

  /** How many messages the conversation has; nothing while there may be earlier ones that are not here. */
  get messageCount(): number | undefined {
    const { messages, sessionId } = this.#conversation.state;
    return sessionId && this.#history.earlier === 'none' ? messages.length : undefined;
  }

  /** An answer is being written, or a question is being put where it is not lost. */
  get isAnswering(): boolean {
    return this.#questions.isPending || !!streamingAnswer(this.#conversation.state);
  }

  /** Something was typed or asked that would be lost with the page; in the portal it is kept on the computer. */
  get isUnkept(): boolean {
    return this.#drafts.isUnkept || this.#conversation.isUnkept;
  }

  /**
   * Lets go of what was typed in a conversation that is gone, and not sent.
   * @param sessionId - The conversation that is gone.
   */
  removeDraft(sessionId: string): void {
    this.#drafts.remove(sessionId);
    this.#case.remove(sessionId);
  }

  /** Puts the focus where a question is typed. */
  focusComposer(): void {
    if (!this.#placement.delays('focusComposer')) void this.updateComplete.then(() => this.composer?.focus());
  }

  /**
   * The conversation as text: Markdown with references, or JSON.
   * @param format - What it is written in.
   */
  async exportConversation(format: ExportFormat): Promise<string> {
    const { exportConversation } = await import('./export.js');
    return exportConversation(this.#conversation.state, format);
  }

  /** The question stands in the conversation: the composer can let go of its words, and of no others. */
  #letGo(content: string): void {
    if (this.composer?.text.trim() === content) {
      this.composer.clear();
      this.#edit.end();
    }
    this.#drafts.settle();
  }

  #open(): void {
    this.#access = this.#placement.isHere ? this.#portal.find(this) : undefined;
    if (!this.#access) {
      this.#conversation.close();
      return;
    }
    const access = this.#access;
    this.composer?.endDictation();
    this.#source.reset();
    this.#history.reset(!this.sessionId);
    this.#questions.reset();
    this.#isReady = false;
    this.#edit.end();
    this.#drafts.open(this.sessionId);
    this.#attachments.controller?.open(this.sessionId);
    this.#case.open(this.sessionId);
    const start = { ...this.#case.start, ...(this.sessionId && { sessionId: this.sessionId }) };
    this.#conversation.open((purpose) => this.#portal.connect(access, purpose), start, this.#openOutbox());
  }

  /** Questions are kept where there is somewhere to keep them. */
  #openOutbox(): Promise<Outbox> | undefined {
    const { sessionId } = this;
    const vault = this.#vault.value;
    return vault && import('./delivery/outbox.js').then(({ Outbox }) => new Outbox(sessionId, vault));
  }

  #onConversation(event: ConversationEvent): void {
    const { state } = this.#conversation;
    if (event.type === 'session.started' && !this.#isReady) {
      this.#isReady = true;
      this.dispatchEvent(new ReadyEvent());
    }
    if (event.type === 'session.started' || event.type === 'session.resync') this.#case.hear(state.messages);
    const told = publicEvent(event, state.capabilities);
    if (told) this.dispatchEvent(told);
    const id = lastingId(state);
    if (this.sessionId || !id) return;
    this.sessionId = id;
    this.dispatchEvent(new SessionLastingEvent(id));
  }

  #onSend(event: ComposerSendEvent): void {
    this.#questions.ask(event.text, this.#attachments.controller?.ready);
  }

  #onInput(): void {
    this.#drafts.input();
  }

  readonly #onDiscard = (): void => {
    this.#drafts.discard();
    this.#attachments.controller?.discard();
    this.composer?.focus();
  };

  readonly #onSuggestion = (event: Event): void => {
    const { question = '' } = (event.currentTarget as HTMLElement).dataset;
    // A draft stays where it is; the suggestion goes by itself.
    if (!this.composer?.text.trim()) this.composer?.fill(question);
    this.sendMessage(question);
    this.composer?.focus();
  };

  #onEdit({ question }: EditQuestionEvent): void {
    if (this.#edit.begin(question.content)) this.#attachments.controller?.lend(question.attachments);
  }

  #onEarlier(): void {
    void this.#history.load();
  }

  #onRetry(event: RetryMessageEvent): void {
    this.#conversation.retry(event.clientMessageId);
  }

  #onRemove({ clientMessageId }: RemoveMessageEvent): void {
    this.#conversation.remove(clientMessageId);
    this.focusComposer();
  }

  #onContinue({ messageId }: ContinueAnswerEvent): void {
    this.#conversation.continueAnswer(messageId);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && streamingAnswer(this.#conversation.state)) {
      event.preventDefault();
      this.stop();
    }
  }

  #onCitationOpen(event: CitationOpenEvent): void {
    this.#source.show(event);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-chat': Chat;
  }
}

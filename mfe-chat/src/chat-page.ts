import { LOCALE_STATUS_EVENT, msg } from '@lit/localize';
import { NavigateEvent, PageTitleEvent, WorkController, controls, icon, tokens } from '@voiceassist/shared';
import type { Mode } from '@voiceassist/shared/schemas';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ConversationDeletedEvent } from './changes/change-events.js';
import { chatPageStyles } from './chat-page.css.js';
import type { Chat } from './chat.js';
import { modeChoiceStyles, renderModeChoice } from './clinical-context/mode-choice.js';
import { ModeController } from './clinical-context/mode-controller.js';
import type { ConversationsListedEvent } from './clinical-context/conversations-listed-event.js';
import type { ConversationList } from './conversation-list.js';
import type { SessionLastingEvent } from './events.js';

/**
 * The portal's page of conversations: the list, and the one that the address names.
 * @element va-chat-page
 * @fires va-navigate - The address of a conversation in which something has just been asked.
 * @fires va-page-title - The page's title.
 */
export class ChatPage extends LitElement {
  static override styles = [tokens, controls, chatPageStyles, modeChoiceStyles];

  /** Parameters of the address. */
  @property({ attribute: false }) parameters: { sessionId?: string } = {};

  /** The open conversation; nothing while a new one has no message yet. */
  @state() private current: string | undefined;
  @state() private open = false;

  @query('va-chat') private readonly chat!: Chat;
  @query('va-conversation-list') private readonly list!: ConversationList;
  @query('.opens') private readonly opener!: HTMLButtonElement;

  readonly #modes = new ModeController(this);
  /** The conversation that was begun here. */
  #started: string | undefined;
  /** Something has been asked in it. */
  #isUsed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(LOCALE_STATUS_EVENT, this.#onLocaleStatus);
    this.#sendTitle();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(LOCALE_STATUS_EVENT, this.#onLocaleStatus);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('parameters')) return;
    this.current = this.parameters.sessionId;
    if (this.current !== this.#started) this.#started = undefined;
  }

  protected override render(): TemplateResult {
    const mode = this.#modes.modeOf(this.current);
    return html`
      <div class="page ${this.open ? 'open' : ''}" @click=${this.#onClick} @keydown=${this.#onKeydown}>
        <div class="drawer" id="conversations" @focusout=${this.#onDrawerLeft}>
          <va-conversation-list
            .current=${this.current}
            .countMessages=${this.#countMessages}
            @va-conversation-deleted=${this.#onDeleted}
            @va-conversations-listed=${this.#onListed}
          >
            <button
              slot="end"
              class="btn sm quiet icon closes"
              aria-label=${msg('Close conversations')}
              @click=${this.#close}
            >
              ${icon('close')}
            </button>
          </va-conversation-list>
        </div>
        <div class="backdrop"></div>
        <va-chat
          .sessionId=${this.current}
          .mode=${mode}
          @va-session-lasting=${this.#onSessionLasting}
          @va-message-send=${this.#onMessageSend}
          @va-message-sent=${this.#onMessageSent}
          @va-message-complete=${this.#onMessageComplete}
        >
          <button
            slot="start"
            class="btn sm quiet icon flip opens"
            aria-label=${msg('Conversations')}
            aria-expanded=${this.open}
            aria-controls="conversations"
            @click=${this.#onToggle}
          >
            ${icon('back')}
          </button>
          ${this.current === undefined ? renderModeChoice(mode, this.#onMode) : ''}
        </va-chat>
      </div>
    `;
  }

  protected override firstUpdated(): void {
    const { chat } = this;
    new WorkController(chat, 'busy', () => chat.isAnswering);
    new WorkController(chat, 'unsaved', () => chat.isUnkept);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The first address only shows itself; each later one is somebody's wish.
    const before = changed.get('parameters');
    if (!changed.has('parameters') || before === undefined) return;
    if (this.current !== undefined) return;
    if (before.sessionId !== undefined || this.#isUsed) this.#begin();
    else this.chat.focusComposer();
  }

  #sendTitle(): void {
    this.dispatchEvent(new PageTitleEvent(msg('Chat')));
  }

  readonly #onLocaleStatus = ({ detail }: WindowEventMap[typeof LOCALE_STATUS_EVENT]): void => {
    if (detail.status === 'ready') this.#sendTitle();
  };

  #begin(): void {
    this.#started = undefined;
    this.#isUsed = false;
    this.#modes.choose('quick_consult');
    this.chat.newSession();
    this.chat.focusComposer();
  }

  #onMessageSend(): void {
    this.#isUsed = true;
  }

  #onMessageSent(): void {
    this.list.refresh();
  }

  /** Whoever loads the page anew from now on comes back to this conversation. */
  #onSessionLasting({ sessionId }: SessionLastingEvent): void {
    if (sessionId === this.current) return;
    this.#modes.start(sessionId);
    this.#started = sessionId;
    this.current = sessionId;
    this.dispatchEvent(new NavigateEvent(`/chat/${encodeURIComponent(sessionId)}`, true));
  }

  readonly #onMode = ({ currentTarget }: Event): void => {
    this.#modes.choose((currentTarget as HTMLInputElement).value as Mode);
  };

  #onListed({ conversations }: ConversationsListedEvent): void {
    this.#modes.learn(conversations);
  }

  /** Known of the conversation that is open. */
  readonly #countMessages = (id: string): number | undefined =>
    id === this.current ? this.chat.messageCount : undefined;

  /** What is gone keeps no draft and cannot stay open. */
  #onDeleted({ conversationId }: ConversationDeletedEvent): void {
    this.chat.removeDraft(conversationId);
    if (conversationId === this.current) this.dispatchEvent(new NavigateEvent('/chat', true));
  }

  #onMessageComplete(): void {
    this.list.refresh();
  }

  async #onToggle(): Promise<void> {
    this.open = !this.open;
    await this.updateComplete;
    if (this.open) this.list.focus();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  }

  /** What is beside the drawer closes it, and so does a link in it, which leads to the conversation behind it. */
  #onClick(event: Event): void {
    const path = event.composedPath().filter((target) => target instanceof HTMLElement);
    const isBeside = path[0]?.className === 'backdrop';
    const isLink = path.some((target) => target.localName === 'a') && path.includes(this.list);
    if (this.open && (isBeside || isLink)) this.#close();
  }

  #onDrawerLeft({ relatedTarget }: FocusEvent): void {
    const isInside = (node: EventTarget | null) => node === null || node === this.opener || this.#holds(node);
    if (this.open && !isInside(relatedTarget)) this.open = false;
  }

  #holds(target: EventTarget): boolean {
    return target instanceof Node && this.renderRoot.querySelector('.drawer')?.contains(target) === true;
  }

  #close(): void {
    this.open = false;
    this.opener.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-chat-page': ChatPage;
  }
}

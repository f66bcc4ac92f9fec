import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Announcer } from './announcer.js';
import type { ConversationMessage } from './conversation.js';

/** How far from the end still counts as reading the end. */
const NEAR_END_PX = 48;
/** What stays free above a question at the top of the view. */
const QUESTION_MARGIN_PX = 20;

const ENDS: Partial<Record<ConversationMessage['status'], () => string>> = {
  done: () => msg('Answer complete.'),
  stopped: () => msg('Answer stopped.'),
  not_found: () => msg('No document answers this.'),
  error: () => msg('The answer met an error.'),
  interrupted: () => msg('The answer stopped early.'),
};

/**
 * The messages of a conversation. It follows the end only while the reader is there, and tells a screen reader of an
 * answer in batches of sentences; the log itself is not a live region.
 * @element va-message-list
 * @slot - Shown in the place of messages while there are none.
 */
export class MessageList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: relative;
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        flex: 1;
      }
      .log {
        flex: 1;
        min-block-size: 0;
        overflow: auto;
        overscroll-behavior: contain;
        padding: var(--va-5) var(--va-6) var(--va-8);
      }
      .log:focus-visible {
        outline-offset: -3px;
      }
      va-message {
        display: block;
        max-inline-size: var(--va-measure);
        margin-inline: auto;
      }
      va-message.ask:not(:first-child) {
        margin-block-start: var(--va-8);
        padding-block-start: var(--va-6);
        border-block-start: var(--va-hair);
      }
      :host::after {
        content: '';
        position: absolute;
        inset-inline: 0 1rem;
        inset-block-end: 0;
        block-size: var(--va-6);
        background: linear-gradient(transparent, var(--va-surface));
        pointer-events: none;
      }
      .jump {
        position: absolute;
        z-index: 1;
        inset-block-end: var(--va-2);
        inset-inline-end: max(var(--va-6), calc(50% - var(--va-measure) / 2 - 1rem));
        display: flex;
        align-items: center;
        gap: var(--va-2);
        min-block-size: 2rem;
        padding: 0 var(--va-3);
        border: 1px solid var(--va-line-strong);
        border-radius: 1rem;
        background: var(--va-surface-raised);
        box-shadow: var(--va-shadow-pop);
        font-size: var(--va-text-sm);
        font-weight: 500;
        cursor: pointer;
      }
      @container chat (max-width: 48rem) {
        .log {
          padding: var(--va-4);
        }
      }
    `,
  ];

  @property({ attribute: false }) messages: readonly ConversationMessage[] = [];

  /** The source that is open: its answer and number. */
  @property({ attribute: false }) open: { messageId: string; number: number } | undefined;

  @state() private isAtEnd = true;

  @query('.log') private readonly log!: HTMLElement;
  @query('.said') private readonly said!: HTMLElement;

  /** What the view keeps in sight while the answer grows: its question, the end, or whatever the reader chose. */
  #keeps: 'question' | 'end' | 'place' = 'question';
  #target = 0;
  readonly #announcer = new Announcer((words) => (this.said.textContent = words));
  readonly #growth = new ResizeObserver(() => {
    this.#onScroll();
    this.#follow();
  });
  #observed: Element | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#announcer.stop();
    this.#growth.disconnect();
    this.#observed = undefined;
  }

  protected override render(): TemplateResult {
    const isStreaming = this.messages.at(-1)?.status === 'streaming';
    return html`
      <div
        class="log"
        role="log"
        aria-label=${msg('Conversation')}
        aria-live="off"
        tabindex="0"
        @scroll=${this.#onScroll}
      >
        ${
          this.messages.length
            ? html`<div class="messages">
                ${repeat(
                  this.messages,
                  ({ clientMessageId, id }) => clientMessageId ?? id,
                  (message) => html`
                    <va-message
                      class=${message.role === 'user' ? 'ask' : 'answer'}
                      .message=${message}
                      .openCitation=${this.open?.messageId === message.id ? this.open.number : undefined}
                    ></va-message>
                  `,
                )}
              </div>`
            : html`<slot></slot>`
        }
      </div>
      ${
        this.isAtEnd || !this.messages.length
          ? ''
          : html`<button class="jump" @click=${this.jumpToLatest}>
              ${icon('down', 's')}${isStreaming ? msg('Answer is being written') : msg('Jump to latest')}
            </button>`
      }
      <p class="sr said" aria-live="polite"></p>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const messages = this.renderRoot.querySelector('.messages') ?? undefined;
    if (messages !== this.#observed) {
      this.#growth.disconnect();
      if (messages) this.#growth.observe(messages);
      this.#observed = messages;
    }
    if (!changed.has('messages')) return;
    const last = this.messages.at(-1);
    const before = changed.get('messages');
    const isNewQuestion = last?.role === 'user' && last.status === 'sending' && !before?.includes(last);
    if (isNewQuestion || !this.messages.length) this.#keeps = 'question';
    this.#follow();
    this.#announce(before ?? []);
  }

  /** Goes to the end, and follows it from there. */
  jumpToLatest(): void {
    this.#keeps = 'end';
    this.#follow();
  }

  /** Puts the focus back on the citation that a source was opened from. */
  focusCitation(messageId: string, number: number): void {
    const messages = this.renderRoot.querySelectorAll('va-message');
    const answer = [...messages].find(({ message }) => message?.id === messageId);
    answer?.focusCitation(number);
  }

  /** An answer that is longer than the view is read from its question on: what grows below moves nothing above. */
  #follow(): void {
    const { log } = this;
    const end = log.scrollHeight - log.clientHeight;
    if (this.#keeps !== 'place') {
      const questions = this.renderRoot.querySelectorAll<HTMLElement>('va-message.ask');
      const question = [...questions].at(-1);
      const offset = question ? question.getBoundingClientRect().top - log.getBoundingClientRect().top : 0;
      const top = question ? log.scrollTop + offset - QUESTION_MARGIN_PX : 0;
      this.#target = Math.max(0, this.#keeps === 'end' ? end : Math.min(end, top));
      log.scrollTop = this.#target;
    }
    this.#see();
  }

  #onScroll(): void {
    const { log } = this;
    this.#see();
    if (Math.abs(log.scrollTop - this.#target) > 1) this.#keeps = this.isAtEnd ? 'end' : 'place';
  }

  #see(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  /** Only what happens while the page is open is told; history is not read out. */
  #announce(before: readonly ConversationMessage[]): void {
    const last = this.messages.at(-1);
    if (last?.role !== 'assistant') return;
    const was = before.find(({ id }) => id === last.id)?.status;
    if (last.status === 'streaming') this.#announcer.update(last.id, last.content);
    else if (was === 'streaming') this.#announcer.update(last.id, last.content, ENDS[last.status]?.() ?? '');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-message-list': MessageList;
  }
}

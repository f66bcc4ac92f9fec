import { msg, str } from '@lit/localize';
import { controls, icon, plural } from '@voiceassist/shared';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { Announcer } from './announcer.js';
import type { ConversationMessage } from './conversation.js';
import { beginsDay, dayWords } from './day-separator.js';
import { EarlierMessagesEvent } from './events.js';
import { formatCount } from './format.js';
import type { Message } from './message.js';
import { messageListStyles } from './message-list.css.js';
import { ReadMark } from './read-mark.js';
import { keyOf } from './row-heights.js';
import type { Part } from './row-window.js';
import { RowsController } from './rows-controller.js';
import type { OpenSource } from './source-controller.js';
import { endText } from './status-texts.js';

/** Whether there are messages before the first one here, and what becomes of them. */
export type Earlier = 'none' | 'some' | 'loading' | 'failed';

/**
 * The messages of a conversation, of which only those near the reader are in the document. It follows the end only while
 * the reader is there, and tells a screen reader of an answer in batches of sentences; the log itself is not a live
 * region.
 * @element va-message-list
 * @slot - Shown in the place of messages while there are none.
 * @fires va-earlier-messages - The messages before the first one are needed.
 */
export class MessageList extends LitElement {
  static override styles = [controls, messageListStyles];

  @property({ attribute: false }) messages: readonly ConversationMessage[] = [];

  /** The name of the conversation; how far it was read is remembered under it. */
  @property({ attribute: false }) conversation: string | undefined;

  /** What is known of messages before the first one here. */
  @property({ attribute: false }) earlier: Earlier = 'none';

  /** The source that is open: its answer and number. */
  @property({ attribute: false }) open: OpenSource | undefined;

  @query('.log') readonly log!: HTMLElement;
  @query('.said') private readonly said!: HTMLElement;

  readonly #rows = new RowsController(this);
  readonly #mark = new ReadMark();
  readonly #announcer = new Announcer((words) => (this.said.textContent = words));
  #hadFocusAbove = false;
  #lastQuestion = -1;

  constructor() {
    super();
    this.#rows.onNearBeginning = () => {
      if (this.earlier === 'some') this.#askForEarlier();
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#announcer.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocusAbove = this.shadowRoot?.activeElement?.closest('.earlier') != null;
    this.#lastQuestion = this.messages.findLastIndex(({ role }) => role === 'user');
    const before = changed.has('messages') ? (changed.get('messages') ?? []) : undefined;
    if (before) this.#rows.show(this.messages, before);
    this.#see(before);
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="log"
        part="log"
        role="log"
        aria-label=${msg('Conversation')}
        aria-live="off"
        tabindex="0"
        @scroll=${this.#onScroll}
        @keydown=${this.#onKeydown}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.#onWheel(event), passive: true }}
      >
        ${this.messages.length ? this.#renderMessages() : html`<slot></slot>`}
      </div>
      ${this.#rows.position.isAtEnd || !this.messages.length ? '' : this.#renderJump()}
      <p class="sr said" aria-live="polite"></p>
    `;
  }

  #renderMessages(): TemplateResult {
    return html`
      ${this.earlier === 'none' ? '' : this.#renderEarlier()}
      <div class="messages">
        ${repeat(
          this.#rows.parts,
          (part) => this.#partKey(part),
          (part) => this.#renderPart(part),
        )}
      </div>
    `;
  }

  #renderEarlier(): TemplateResult {
    const hasFailed = this.earlier === 'failed';
    const isLoading = this.earlier === 'loading';
    return html`
      <div class="earlier">
        ${hasFailed ? html`<p role="alert">${msg('Earlier messages could not be loaded. What is here stays.')}</p>` : ''}
        <button class="btn sm quiet" aria-disabled=${isLoading} @click=${this.#askForEarlier}>
          ${isLoading ? msg('Loading earlier messages') : hasFailed ? msg('Retry') : msg('Show earlier messages')}
        </button>
      </div>
    `;
  }

  #partKey(part: Part): string {
    const message = this.messages[part.kind === 'gap' ? part.end - 1 : part.index];
    return part.kind + (message ? keyOf(message) : '');
  }

  #renderPart(part: Part): TemplateResult | '' {
    if (part.kind === 'row') return this.#renderRow(part.index);
    const { heights } = this.#rows;
    const height = heights.offset(part.end) - heights.offset(part.start);
    return html`<div class="gap" ${ref((gap) => setHeight(gap, height))}></div>`;
  }

  #renderRow(index: number): TemplateResult | '' {
    const message = this.messages[index];
    if (!message) return '';
    // What may come before the first one is not known to be of another day.
    const isBeginning = index === 0 && this.earlier === 'none';
    const isDay = (index > 0 || isBeginning) && beginsDay(this.messages, index);
    const isLater = !isBeginning && !isDay;
    return html`
      <div class="row" data-index=${index}>
        ${isDay ? renderDay(message.createdAt, isBeginning) : ''}
        ${keyOf(message) === this.#mark.newFrom ? html`<p class="new">${msg('New')}</p>` : ''}
        <va-message
          exportparts="question, answer, citation, references"
          class="${message.role === 'user' ? 'ask' : 'answer'} ${isLater ? 'later' : ''}"
          .message=${message}
          .position=${index + 1}
          .total=${this.earlier === 'none' ? this.messages.length : -1}
          .isLatest=${index >= this.#lastQuestion}
          .openCitation=${this.open?.messageId === message.id ? this.open.number : undefined}
        ></va-message>
      </div>
    `;
  }

  #renderJump(): TemplateResult {
    const isStreaming = this.messages.some(({ status }) => status === 'streaming');
    const { unread } = this.#mark;
    return html`
      <button class="jump" part="jump" @click=${this.jumpToLatest}>
        ${icon('down', 's')}${isStreaming ? msg('Answer is being written') : msg('Jump to latest')}
        ${unread ? html`<b>${newAnswers(unread)}</b>` : nothing}
      </button>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#hadFocusAbove && !this.shadowRoot?.activeElement) this.log.focus({ preventScroll: true });
    if (changed.has('messages')) this.#announce(changed.get('messages') ?? []);
  }

  /** Goes to the end, and follows it from there. */
  jumpToLatest(): void {
    // The button goes when the end is there.
    this.log.focus({ preventScroll: true });
    void this.#rows.follow();
  }

  /** Puts the focus back on the citation that a source was opened from. */
  async focusCitation(messageId: string, number: number): Promise<void> {
    const index = this.messages.findIndex(({ id }) => id === messageId);
    if (index < 0) return;
    await this.#rows.reveal(index);
    const row = this.renderRoot.querySelector<Message>(`.row[data-index="${index}"] va-message`);
    await row?.updateComplete;
    row?.focusCitation(number);
  }

  /** Who asks is shown the question, and has read what is there; who follows reads what comes. */
  #see(before: readonly ConversationMessage[] | undefined): void {
    const { position } = this.#rows;
    const last = this.messages.at(-1);
    if (before) {
      const isNewQuestion = last?.status === 'queued' && !before.some(({ id }) => id === last.id);
      if (isNewQuestion || !before.length) position.keeps = 'question';
      if (isNewQuestion) this.#mark.asked();
      if (!before.length) this.#mark.open(this.conversation, this.messages);
    }
    const isSeen = position.keeps !== 'place' && document.visibilityState === 'visible';
    this.#mark.update(this.conversation, this.messages, isSeen);
  }

  #onScroll(): void {
    const { position } = this.#rows;
    const was = position.isAtEnd;
    this.#rows.scrolled();
    if (was !== position.isAtEnd) this.requestUpdate();
  }

  /** The browser would travel there, past rows whose heights nobody knows yet. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.target !== this.log || (event.key !== 'Home' && event.key !== 'End')) return;
    event.preventDefault();
    if (event.key === 'Home') this.log.scrollTop = 0;
    else this.jumpToLatest();
  }

  /** Up means reading what is above, before the view has even moved. */
  #onWheel(event: WheelEvent): void {
    if (event.deltaY < 0 && this.log.scrollTop > 0) this.#rows.position.stay();
  }

  readonly #askForEarlier = (): void => {
    if (this.earlier !== 'loading') this.dispatchEvent(new EarlierMessagesEvent());
  };

  /** Only what happens while the page is open is told; history is not read out. */
  #announce(before: readonly ConversationMessage[]): void {
    const last = this.messages.findLast(({ role }) => role === 'assistant');
    if (!last) return;
    if (last.status === 'streaming') this.#announcer.update(last.id, last.content);
    else if (before.findLast(({ id }) => id === last.id)?.status === 'streaming')
      this.#announcer.update(last.id, last.content, endText(last.status));
  }
}

/** A style attribute would be against the rules of a page without inline styles; a property is not. */
function setHeight(gap: Element | undefined, height: number): void {
  if (gap instanceof HTMLElement) gap.style.blockSize = `${height}px`;
}

function renderDay(createdAt: string, isFirst: boolean): TemplateResult {
  return html`<p class="day ${isFirst ? 'first' : ''}">
    <time datetime=${createdAt}>${dayWords(createdAt)}</time>
  </p>`;
}

function newAnswers(count: number): string {
  return plural(count, { one: msg('1 new answer'), other: msg(str`${formatCount(count)} new answers`) });
}

declare global {
  interface HTMLElementTagNameMap {
    'va-message-list': MessageList;
  }
}

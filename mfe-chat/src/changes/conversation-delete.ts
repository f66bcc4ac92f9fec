import { msg, str } from '@lit/localize';
import { controls, plural, type ErrorDescription } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { formatCount } from '../format.js';
import { DeleteEvent, KeepEvent } from './change-events.js';

/** Keeps the direction of words that somebody else wrote from that of the words around them. */
const isolated = (words: string): string => `\u2068${words}\u2069`;

/**
 * Asks before a conversation is deleted, and says what would be lost. Escape and "Keep" keep it.
 * @element va-conversation-delete
 * @fires va-conversation-delete - It is to be deleted.
 * @fires va-conversation-keep - It stays.
 */
export class ConversationDelete extends LitElement {
  static override styles = [
    controls,
    css`
      dialog .bad {
        color: var(--va-danger);
      }
      .btn[aria-disabled='true'] {
        border-color: var(--va-line-strong);
        color: var(--va-text-3);
        cursor: default;
      }
    `,
  ];

  /** What it is called; empty when it has no title. */
  @property({ attribute: false }) name = '';
  /** How many messages it has, where that is known. */
  @property({ attribute: false }) count: number | undefined;
  /** The deletion is on its way. */
  @property({ attribute: false }) busy = false;
  /** Why it could not be deleted. */
  @property({ attribute: false }) failure: ErrorDescription | undefined;

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.keep') private readonly keepButton!: HTMLElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.keepButton.focus();
  }

  protected override render(): TemplateResult {
    const { name, failure } = this;
    return html`
      <dialog
        aria-labelledby="question"
        aria-describedby="consequence"
        @cancel=${this.#onCancel}
        @keydown=${this.#onKeydown}
      >
        <h2 id="question">
          ${name ? msg(str`Delete “${isolated(name)}”?`) : msg('Delete this conversation?')}
        </h2>
        <p id="consequence">${lost(this.count)}</p>
        ${failure ? html`<p class="bad" role="alert">${failure.title} ${failure.detail}</p>` : ''}
        <div class="row">
          <button class="btn danger" aria-disabled=${this.busy} @click=${this.#onDelete}>
            ${this.busy ? msg('Deleting') : msg('Delete')}
          </button>
          <button class="btn keep" @click=${this.#keep}>${msg('Keep')}</button>
        </div>
      </dialog>
    `;
  }

  /** Ends the question; the browser gives the focus back. */
  close(): void {
    this.dialog.close();
  }

  #onCancel(event: Event): void {
    event.preventDefault();
    this.#keep();
  }

  /** Escape is for the dialog alone, not for what the list stands in. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') event.stopPropagation();
  }

  #keep(): void {
    this.dispatchEvent(new KeepEvent());
  }

  #onDelete(): void {
    if (!this.busy) this.dispatchEvent(new DeleteEvent());
  }
}

function lost(count: number | undefined): string {
  if (count === undefined)
    return msg('All its questions and answers go for good. The documents that they are from stay.');
  return plural(count, {
    one: msg('Its one message goes for good. The documents stay.'),
    other: msg(
      str`Its ${formatCount(count)} messages go for good. The documents that the answers are from stay.`,
    ),
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'va-conversation-delete': ConversationDelete;
  }
}

import { msg } from '@lit/localize';
import { controls, type ErrorDescription } from '@voiceassist/shared';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';

/** The person has said yes to the question. */
export class ConfirmEvent extends Event {
  static readonly type = 'va-confirm';

  constructor() {
    super(ConfirmEvent.type);
  }
}

/** The person wants the consequence looked up again. */
export class QuestionRetryEvent extends Event {
  static readonly type = 'va-question-retry';

  constructor() {
    super(QuestionRetryEvent.type);
  }
}

/** The question is over, with yes or without. */
export class QuestionCloseEvent extends Event {
  static readonly type = 'va-question-close';

  constructor() {
    super(QuestionCloseEvent.type);
  }
}

/**
 * Asks before something is done that cannot simply be undone. Escape and "Cancel" leave everything as it is; the
 * browser gives the focus back.
 *
 * @element va-question
 * @fires va-confirm - the person has said yes
 * @fires va-question-retry - the consequence is not known and is to be looked up again
 * @fires va-question-close - the question is over
 */
export class Question extends LitElement {
  static override styles = [
    controls,
    css`
      [role='alert'] {
        color: var(--va-danger);
      }
      .danger[aria-disabled='true'] {
        border-color: var(--va-line-strong);
        color: var(--va-text-3);
      }
      .primary[aria-disabled='true'] {
        opacity: 0.7;
      }
      [aria-disabled='true'] {
        cursor: default;
      }
      .waiting {
        min-block-size: 3rem;
      }
    `,
  ];

  /** The question itself. */
  @property() heading = '';
  /** What happens when the answer is yes; empty while it is not known yet. */
  @property() consequence = '';
  /** What stands in the place of the consequence until it is known. */
  @property() waiting = '';
  /** The word for yes. */
  @property() action = '';
  /** Yes cannot be taken back. */
  @property({ type: Boolean }) danger = false;
  /** It is being done. */
  @property({ type: Boolean }) busy = false;
  /** Why it was not done. */
  @property({ attribute: false }) error: ErrorDescription | undefined;

  @query('#cancel') private cancelButton!: HTMLElement;
  @query('dialog') private dialog!: HTMLDialogElement;

  protected override render(): TemplateResult {
    const { error, consequence } = this;
    return html`<dialog aria-labelledby="question" aria-describedby="consequence" @close=${this.#onClose}>
      <h2 id="question" dir="auto">${this.heading}</h2>
      <p id="consequence" class=${consequence || error ? '' : 'waiting'} aria-live="polite">
        ${consequence || (error ? '' : this.waiting)}
      </p>
      ${error ? html`<p role="alert">${error.title} ${error.detail}</p>` : nothing}
      <div class="row">
        ${error && !consequence ? this.#renderRetry() : nothing}
        <button
          type="button"
          class=${this.danger ? 'btn danger' : 'btn primary'}
          aria-disabled=${this.#isHeld}
          @click=${this.#onConfirm}
        >
          ${this.action}
        </button>
        <button type="button" class="btn" id="cancel" @click=${this.close}>${msg('Cancel')}</button>
      </div>
    </dialog>`;
  }

  #renderRetry(): TemplateResult {
    return html`<button type="button" class="btn" @click=${this.#onRetry}>${msg('Retry')}</button>`;
  }

  get #isHeld(): boolean {
    return this.busy || !this.consequence;
  }

  get isOpen(): boolean {
    return this.dialog.open;
  }

  /** Asks, with the focus on the answer that changes nothing. */
  async ask(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.cancelButton.focus();
  }

  /** Ends the question. */
  close(): void {
    this.dialog.close();
  }

  #onClose(): void {
    this.dispatchEvent(new QuestionCloseEvent());
  }

  #onRetry(): void {
    // The button goes with what it mends.
    this.cancelButton.focus();
    this.dispatchEvent(new QuestionRetryEvent());
  }

  #onConfirm(): void {
    if (!this.#isHeld) this.dispatchEvent(new ConfirmEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-question': Question;
  }
  interface HTMLElementEventMap {
    'va-confirm': ConfirmEvent;
    'va-question-retry': QuestionRetryEvent;
    'va-question-close': QuestionCloseEvent;
  }
}

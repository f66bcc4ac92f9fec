import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

/** The person wants to send what stands in the composer. */
export class ComposerSendEvent extends Event {
  static readonly type = 'va-composer-send';
  constructor(readonly text: string) {
    super(ComposerSendEvent.type, { bubbles: true, composed: true });
  }
}

/** The person wants to end the answer that is being written. */
export class ComposerStopEvent extends Event {
  static readonly type = 'va-composer-stop';
  constructor() {
    super(ComposerStopEvent.type, { bubbles: true, composed: true });
  }
}

/**
 * Where a question is typed. It keeps its text until `clear` is called, so that nothing is lost on the way.
 * @element va-composer
 * @slot - A note above it.
 * @fires va-composer-send - Enter or Send, with text.
 * @fires va-composer-stop - Escape or Stop, while an answer is written.
 */
export class Composer extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        padding: var(--va-1) var(--va-6) var(--va-4);
        background: var(--va-surface);
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
        gap: var(--va-1);
        max-inline-size: calc(var(--va-measure) + 2rem);
        margin-inline: auto;
        padding: 0.4375rem;
        border: 1px solid var(--va-line-control);
        border-radius: var(--va-radius-l);
        background: var(--va-surface);
      }
      form:focus-within {
        outline: 2px solid var(--va-focus);
        outline-offset: 1px;
      }
      textarea {
        inline-size: 100%;
        min-block-size: 2.25rem;
        max-block-size: 12.75rem;
        padding: 0.375rem var(--va-3);
        border: 0;
        background: none;
        resize: none;
        font-size: var(--va-text-read);
        line-height: 1.5rem;
        field-sizing: content;
      }
      textarea:focus-visible {
        outline: 0;
      }
      .go {
        display: flex;
        gap: var(--va-2);
      }
      .btn {
        --va-target: 2.25rem;
      }
      p {
        max-inline-size: 46rem;
        margin: var(--va-2) auto 0;
        font-size: var(--va-text-xs);
        line-height: var(--va-lh-xs);
        color: var(--va-text-3);
        text-align: center;
        text-wrap: balance;
      }
      .kept {
        color: var(--va-warn);
        font-weight: 500;
      }
      @container chat (max-width: 48rem) {
        :host {
          padding: var(--va-1) var(--va-3) var(--va-2);
        }
        form {
          grid-template-columns: 1fr;
        }
        .go {
          justify-content: end;
        }
        .btn {
          --va-target: 2.5rem;
        }
        kbd,
        .keys {
          display: none;
        }
      }
    `,
  ];

  @property() placeholder = '';

  /** An answer is being written. */
  @property({ type: Boolean }) streaming = false;

  /** A question is on its way: its text stays until it has arrived. */
  @property({ type: Boolean }) pending = false;

  /** There is an open connection. */
  @property({ type: Boolean }) connected = false;

  /** What stands in it. */
  @property({ attribute: false }) text = '';

  @state() private wasKept = false;

  @query('textarea') private readonly textarea!: HTMLTextAreaElement;

  protected override render(): TemplateResult {
    const isBlank = this.text.trim() === '';
    return html`
      <slot></slot>
      <form @submit=${this.#onSubmit}>
        <textarea
          aria-label=${msg('Message')}
          aria-describedby="hint"
          rows="1"
          maxlength="32000"
          dir=${this.text ? 'auto' : nothing}
          placeholder=${this.placeholder || msg('Ask about a dose, a pathway or an interaction')}
          ?readonly=${this.pending}
          .value=${this.text}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        ></textarea>
        <div class="go">
          ${
            this.streaming
              ? html`<button type="button" class="btn" @click=${this.#stop}>
                  ${icon('stop')}${msg('Stop')} <kbd aria-hidden="true">${msg('Esc')}</kbd>
                </button>`
              : ''
          }
          <button
            class="btn ${this.streaming ? '' : 'primary'}"
            ?disabled=${isBlank || this.streaming || this.pending}
          >
            ${icon('send')}${msg('Send')}
          </button>
        </div>
      </form>
      ${
        this.wasKept && !this.connected
          ? html`<p class="kept" role="alert">
              ${msg('Not sent: there is no connection. Your text is kept here.')}
            </p>`
          : ''
      }
      <p id="hint">
        <span class="keys">${msg('Shift + Enter starts a new line.')}</span>
        ${msg('Leave out names and record numbers; age, weight, results and medicines are enough.')}
      </p>
    `;
  }

  override focus(): void {
    this.textarea.focus();
  }

  /** Puts a text into the composer, for the person to send. */
  fill(text: string): void {
    this.text = text;
  }

  /** Empties the composer: its text has arrived. */
  clear(): void {
    this.text = '';
  }

  #onInput(): void {
    this.text = this.textarea.value;
    this.wasKept = false;
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    this.#send();
  }

  #onKeydown(event: KeyboardEvent): void {
    // Enter that ends a composition (Japanese, Chinese) belongs to the input method.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  }

  #send(): void {
    const text = this.text.trim();
    if (!text || this.streaming || this.pending) return;
    this.wasKept = !this.connected;
    if (this.connected) this.dispatchEvent(new ComposerSendEvent(text));
  }

  #stop(): void {
    this.dispatchEvent(new ComposerStopEvent());
    this.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-composer': Composer;
  }
  interface HTMLElementEventMap {
    'va-composer-send': ComposerSendEvent;
    'va-composer-stop': ComposerStopEvent;
  }
}

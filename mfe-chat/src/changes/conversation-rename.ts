import { msg } from '@lit/localize';
import { controls, icon, type ErrorDescription } from '@voiceassist/shared';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { KeepEvent, RenameEvent } from './change-events.js';

/** What the server takes. */
const LONGEST = 200;

/**
 * A field in the place of a conversation's title. Enter saves, Escape leaves the title as it was.
 * @element va-conversation-rename
 * @fires va-conversation-rename - The new title is to be saved.
 * @fires va-conversation-keep - The title stays.
 */
export class ConversationRename extends LitElement {
  static override styles = [
    controls,
    css`
      /* as tall as the entry that it stands for */
      form {
        min-block-size: 3.25rem;
        padding: 0.625rem var(--va-1) var(--va-1);
      }
      .line {
        display: flex;
        gap: var(--va-1);
      }
      .in {
        min-inline-size: 0;
        min-block-size: 2rem;
        padding: 0 var(--va-2);
      }
      .in[aria-invalid='true'] {
        border-color: var(--va-danger);
      }
      .btn[aria-disabled='true'] {
        color: var(--va-text-3);
        cursor: default;
      }
      p {
        margin-block-start: var(--va-1);
        color: var(--va-danger);
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
      }
    `,
  ];

  /** The title so far. */
  @property({ attribute: false }) value = '';
  /** The new title is on its way. */
  @property({ attribute: false }) busy = false;
  /** Why it could not be saved. */
  @property({ attribute: false }) failure: ErrorDescription | undefined;

  @state() private isEmpty = false;

  @query('input') private readonly input!: HTMLInputElement;

  protected override firstUpdated(): void {
    this.input.value = this.value;
    this.input.focus();
    this.input.select();
  }

  protected override render(): TemplateResult {
    const isWrong = this.isEmpty || this.failure !== undefined;
    return html`
      <form @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
        <div class="line">
          <input
            class="in"
            aria-label=${msg('Title')}
            aria-invalid=${isWrong}
            aria-describedby=${isWrong ? 'wrong' : nothing}
            dir="auto"
            maxlength=${LONGEST}
            autocomplete="off"
            ?readonly=${this.busy}
            @input=${this.#onInput}
          />
          <button class="btn sm icon" aria-label=${msg('Save title')} aria-disabled=${this.busy}>
            ${icon('check', 's')}
          </button>
          <button
            type="button"
            class="btn sm quiet icon"
            aria-label=${msg('Keep the title')}
            @click=${this.#keep}
          >
            ${icon('close', 's')}
          </button>
        </div>
        ${isWrong ? html`<p id="wrong" role="alert">${this.#wrong()}</p>` : ''}
      </form>
    `;
  }

  #wrong(): string {
    if (this.isEmpty) return msg('Enter a title.');
    return [this.failure?.title, this.failure?.detail].join(' ');
  }

  #onInput(): void {
    this.isEmpty = false;
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    if (this.busy) return;
    const title = this.input.value.trim();
    this.isEmpty = title === '';
    this.input.focus();
    if (title === this.value) this.#keep();
    else if (title) this.dispatchEvent(new RenameEvent(title));
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#keep();
  }

  #keep(): void {
    this.dispatchEvent(new KeepEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-conversation-rename': ConversationRename;
  }
}

import { msg, str } from '@lit/localize';
import { controls, describeError, plural } from '@voiceassist/shared';
import type { DocumentChanges } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { EditConfirmEvent } from '../events.js';
import { formatCount } from '../format.js';
import { SOURCE_TYPES, sourceTypeName, specialties, specialtyName } from '../vocabulary.js';

/**
 * Describes documents anew: what is left as it is stays as it is, in each of them.
 *
 * @element va-edit-dialog
 * @fires va-edit-confirm - they are to be described so
 */
export class EditDialog extends LitElement {
  static override styles = [
    controls,
    css`
      dialog {
        inline-size: 29rem;
      }
      form {
        display: grid;
        gap: var(--va-4);
        margin-block-start: var(--va-4);
      }
      .bad {
        color: var(--va-danger);
      }
    `,
  ];

  /** The changes are on their way. */
  @property({ type: Boolean }) busy = false;
  /** Why they were not made. */
  @property({ attribute: false }) error: unknown;

  @state() private count = 0;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('form') private form!: HTMLFormElement;

  protected override render(): TemplateResult {
    const count = formatCount(this.count);
    return html`<dialog aria-labelledby="heading">
      <h2 id="heading">
        ${plural(this.count, { one: msg('Edit 1 document'), other: msg(str`Edit ${count} documents`) })}
      </h2>
      <form @submit=${this.#onSubmit}>
        ${this.#renderChoice('type', msg('Type'), SOURCE_TYPES, sourceTypeName)}
        ${this.#renderChoice('specialty', msg('Specialty'), specialties(), specialtyName)}
        ${this.error ? this.#renderError() : nothing}
        <div class="row">
          <button type="submit" class="btn primary" aria-disabled=${this.busy}>${msg('Save')}</button>
          <button type="button" class="btn" @click=${this.close}>${msg('Cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #renderChoice(
    id: string,
    label: string,
    words: readonly string[],
    nameOf: (word: string) => string,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select class="in" id=${id} name=${id}>
        <option value="">${msg('Leave as it is')}</option>
        ${words.map((word) => html`<option value=${word}>${nameOf(word)}</option>`)}
      </select>
    </div>`;
  }

  #renderError(): TemplateResult {
    const { title, detail } = describeError(this.error);
    return html`<p class="bad" role="alert">${title} ${detail}</p>`;
  }

  /** Asks for the changes to so many documents. */
  async ask(count: number): Promise<void> {
    this.count = count;
    await this.updateComplete;
    this.form.reset();
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** Ends the question. */
  close(): void {
    this.dialog.close();
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(this.form);
    const [sourceType, specialty] = ['type', 'specialty'].map((name) => String(data.get(name) ?? ''));
    const changes: DocumentChanges = { ...(sourceType && { sourceType }), ...(specialty && { specialty }) };
    if (Object.keys(changes).length) this.dispatchEvent(new EditConfirmEvent(changes));
    else this.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-edit-dialog': EditDialog;
  }
}

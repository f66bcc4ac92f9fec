import { msg, str } from '@lit/localize';
import { controls, describeError, plural } from '@voiceassist/shared';
import type { KbDocument } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { bulkConsequence } from './bulk-actions.js';
import { DeleteConfirmEvent } from '../events.js';
import { formatCount, isolated } from '../format.js';

/**
 * Asks before a document is deleted. Escape and "Keep" keep it; the browser gives the focus back.
 *
 * @element va-delete-dialog
 * @fires va-delete-confirm - the document is to be deleted
 */
export class DeleteDialog extends LitElement {
  static override styles = [
    controls,
    css`
      dialog p {
        overflow-wrap: anywhere;
      }
      dialog .bad {
        color: var(--va-danger);
      }
    `,
  ];

  /** Deletion is on its way. */
  @property({ type: Boolean }) busy = false;
  /** Why the deletion failed. */
  @property({ attribute: false }) error: unknown;

  @state() private document: KbDocument | undefined;
  @state() private count = 1;
  @query('#keep') private keepButton!: HTMLElement;
  @query('dialog') private dialog!: HTMLDialogElement;

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="question" aria-describedby="consequence">
      <h2 id="question">${this.#question}</h2>
      <p id="consequence">${this.#consequence}</p>
      ${this.error ? this.#renderError() : nothing}
      <div class="row">
        <button type="button" class="btn danger" aria-disabled=${this.busy} @click=${this.#onDelete}>
          ${this.busy ? msg('Deleting') : msg('Delete')}
        </button>
        <button type="button" class="btn" id="keep" @click=${this.close}>${msg('Keep')}</button>
      </div>
    </dialog>`;
  }

  #renderError(): TemplateResult {
    const { title, detail } = describeError(this.error);
    return html`<p class="bad" role="alert">${title} ${detail}</p>`;
  }

  get #question(): string {
    if (this.document) return msg(str`Delete “${isolated(this.document.title)}”?`);
    const count = formatCount(this.count);
    return plural(this.count, {
      one: msg('Delete 1 document?'),
      other: msg(str`Delete ${count} documents?`),
    });
  }

  get #consequence(): string {
    if (!this.document) return bulkConsequence(this.count);
    const passages = this.document?.chunkCount ?? 0;
    if (!passages) return msg('None of its text is indexed, so no new answer uses it.');
    const count = formatCount(passages);
    return plural(passages, {
      one: msg(
        str`${count} passage goes with it. Old answers keep their quotes but can no longer open the source.`,
      ),
      other: msg(
        str`${count} passages go with it. Old answers keep their quotes but can no longer open the source.`,
      ),
    });
  }

  /** Asks about a document. */
  async ask(document: KbDocument): Promise<void> {
    this.document = document;
    await this.#open();
  }

  /** Asks about all chosen documents, which are so many. */
  async askAll(count: number): Promise<void> {
    this.document = undefined;
    this.count = count;
    await this.#open();
  }

  async #open(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.keepButton.focus();
  }

  /** Ends the question; the document stays, or has gone. */
  close(): void {
    this.dialog.close();
  }

  #onDelete(): void {
    if (!this.busy) this.dispatchEvent(new DeleteConfirmEvent(this.document));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-delete-dialog': DeleteDialog;
  }
}

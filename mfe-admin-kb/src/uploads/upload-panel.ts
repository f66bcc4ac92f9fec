import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { UploadFields } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { UploadRequestEvent, UploadSendEvent } from '../events.js';
import { formatSize } from '../format.js';
import { files } from '../quantities.js';
import { chosenFields, uploadFields } from './upload-fields.js';
import { isActive, isFinished, type UploadItem } from './upload-item.js';
import { uploadPanel } from './upload-panel.css.js';
import { endedSince, uploadNews, uploadSummary } from './upload-sentence.js';

/**
 * The files that were chosen, what they are sent with, and how far each is; and the place to drop more.
 *
 * @element va-upload-panel
 * @fires va-upload-send - the chosen files are to be sent
 * @fires va-upload-request - cancel, retry or remove, one file or all
 */
export class UploadPanel extends LitElement {
  static override styles = [controls, uploadPanel];

  /** The files, in the order they were chosen. */
  @property({ attribute: false }) items: readonly UploadItem[] = [];
  /** What is preselected. */
  @property({ attribute: false }) fields!: UploadFields;
  /** The largest file that the server takes, in bytes. */
  @property({ type: Number }) maxBytes = 0;
  /** Files are held over the page. */
  @property({ type: Boolean }) dragging = false;

  /** What has ended last, for a screen reader. */
  @state() private ended: readonly UploadItem[] = [];
  @query('h2') private heading!: HTMLElement;
  @query('button[type="submit"]') private submit!: HTMLElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('items');
    const ended = before ? endedSince(before, this.items) : [];
    if (ended.length) this.ended = ended;
    this.toggleAttribute('data-empty', this.items.length === 0);
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <div class="head">
        <div>
          <h2 id="heading" tabindex="-1">${msg('Uploads')}</h2>
          <p class="num">${uploadSummary(this.items)}</p>
        </div>
        ${this.#renderHeadButton()}
      </div>
      ${this.items.some(({ stage }) => stage === 'chosen') ? this.#renderForm() : nothing}
      <ul aria-label=${msg('Files')}>
        ${repeat(
          this.items,
          ({ id }) => id,
          (item) => html`<li><va-upload-row data-id=${item.id} .item=${item}></va-upload-row></li>`,
        )}
      </ul>
      <p class="drop ${this.dragging ? 'over' : ''}">
        <b>${this.dragging ? msg('Let go to choose these files') : msg('Drop files here')}</b>
        <span>${msg('PDF, Word, HTML, Markdown, text.')}</span>
        <span>${msg(str`Up to ${formatSize(this.maxBytes)} each.`)}</span>
      </p>
      <p class="sr" role="status">${uploadNews(this.ended)}</p>
    </section>`;
  }

  #renderHeadButton(): TemplateResult | typeof nothing {
    if (this.items.filter(isActive).length > 1) {
      return html`<button type="button" class="btn sm quiet" @click=${this.#onCancelAll}>
        ${msg('Cancel all')}
      </button>`;
    }
    if (this.items.filter(isFinished).length > 1) {
      return html`<button type="button" class="btn sm quiet" @click=${this.#onClear}>
        ${msg('Clear finished')}
      </button>`;
    }
    return nothing;
  }

  #renderForm(): TemplateResult {
    const chosen = this.items.filter(({ stage }) => stage === 'chosen');
    const bytes = chosen.reduce((sum, { file }) => sum + file.size, 0);
    return html`<form @submit=${this.#onSubmit}>
      ${uploadFields(this.renderRoot, this.fields)}
      <div class="send">
        <span class="num">${files(chosen.length)} · ${formatSize(bytes)}</span>
        <button type="submit" class="btn primary">${msg('Upload')}</button>
      </div>
    </form>`;
  }

  /** Puts the focus where the person goes on: on "Upload" when files are chosen, else on the heading. */
  override focus(): void {
    (this.submit ?? this.heading).focus();
  }

  /** Puts the focus on the file at a place in the list, or on the last one, or on the heading. */
  focusRow(at: number): void {
    const rows = this.renderRoot.querySelectorAll('va-upload-row');
    (rows[Math.min(at, rows.length - 1)] ?? this.heading).focus();
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    this.dispatchEvent(new UploadSendEvent(chosenFields(event.currentTarget as HTMLFormElement)));
    this.heading.focus();
  }

  #onCancelAll(): void {
    this.heading.focus();
    this.dispatchEvent(new UploadRequestEvent('cancel'));
  }

  #onClear(): void {
    this.heading.focus();
    this.dispatchEvent(new UploadRequestEvent('remove'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-upload-panel': UploadPanel;
  }
}

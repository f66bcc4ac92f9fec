import { controls } from '@voiceassist/shared';
import type { UploadFields } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ACCEPTED_KINDS } from './accepted-files.js';
import { UploadRequestEvent, UploadSendEvent } from './events.js';
import { formatLabel, formatQuantity, formatSize } from './format.js';
import { isActive, isFinished, type UploadItem } from './upload-item.js';
import { uploadPanel } from './upload-panel.css.js';
import { uploadNews, uploadSummary } from './upload-sentence.js';
import { SOURCE_TYPES, SPECIALTIES } from './vocabulary.js';

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

  /** What has just ended, for a screen reader. */
  @state() private news = '';
  @query('h2') private heading!: HTMLElement;
  @query('button[type="submit"]') private submit!: HTMLElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('items');
    if (before) this.news = uploadNews(before, this.items) || this.news;
    this.toggleAttribute('data-empty', this.items.length === 0);
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <div class="head">
        <div>
          <h2 id="heading" tabindex="-1">Uploads</h2>
          <p class="num">${uploadSummary(this.items)}</p>
        </div>
        ${this.#renderHeadButton()}
      </div>
      ${this.items.some(({ stage }) => stage === 'chosen') ? this.#renderForm() : nothing}
      <ul aria-label="Files">
        ${repeat(
          this.items,
          ({ id }) => id,
          (item) => html`<li><va-upload-row data-id=${item.id} .item=${item}></va-upload-row></li>`,
        )}
      </ul>
      <p class="drop ${this.dragging ? 'over' : ''}">
        <b>${this.dragging ? 'Let go to choose these files' : 'Drop files here'}</b>
        <span>${ACCEPTED_KINDS}.</span> <span>Up to ${formatSize(this.maxBytes)} each.</span>
      </p>
      <p class="sr" role="status">${this.news}</p>
    </section>`;
  }

  #renderHeadButton(): TemplateResult | typeof nothing {
    if (this.items.filter(isActive).length > 1) {
      return html`<button type="button" class="btn sm quiet" @click=${this.#onCancelAll}>Cancel all</button>`;
    }
    if (this.items.filter(isFinished).length > 1) {
      return html`<button type="button" class="btn sm quiet" @click=${this.#onClear}>Clear finished</button>`;
    }
    return nothing;
  }

  #renderForm(): TemplateResult {
    const chosen = this.items.filter(({ stage }) => stage === 'chosen');
    const bytes = chosen.reduce((sum, { file }) => sum + file.size, 0);
    return html`<form @submit=${this.#onSubmit}>
      ${this.#renderSelect('source-type', 'Type', SOURCE_TYPES, this.fields.sourceType)}
      ${this.#renderSelect('specialty', 'Specialty', SPECIALTIES, this.fields.specialty)}
      <div class="send">
        <span class="num">${formatQuantity(chosen.length, 'file')} · ${formatSize(bytes)}</span>
        <button type="submit" class="btn primary">Upload</button>
      </div>
    </form>`;
  }

  #renderSelect(id: string, label: string, words: readonly string[], chosen: string): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select class="in" id=${id} name=${id}>
        ${words.map((word) => html`<option value=${word} ?selected=${word === chosen}>${formatLabel(word)}</option>`)}
      </select>
    </div>`;
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
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const word = (name: string) => String(data.get(name) ?? '');
    this.dispatchEvent(
      new UploadSendEvent({ sourceType: word('source-type'), specialty: word('specialty') }),
    );
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

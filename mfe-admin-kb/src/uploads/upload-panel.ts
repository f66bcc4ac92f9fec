import { msg, str } from '@lit/localize';
import { controls, icon, plural, type IconName } from '@voiceassist/shared';
import type { UploadFields } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { UploadRequestEvent, UploadSendEvent } from '../events.js';
import { formatCount, formatSize } from '../format.js';
import { Offered } from '../offered.js';
import { files } from '../quantities.js';
import { chosenFields, uploadFields } from './upload-fields.js';
import { isFinished, type UploadItem } from './upload-item.js';
import { uploadPanel } from './upload-panel.css.js';
import { FIRST_SHOWN, shownUploads, uploadCounts } from './shown-uploads.js';
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
  /** Nothing is sent until the person wants it. */
  @property({ type: Boolean }) paused = false;
  /** Files are held over the page. */
  @property({ type: Boolean }) dragging = false;

  /** What has ended last, for a screen reader. */
  @state() private ended: readonly UploadItem[] = [];
  @state() private most = FIRST_SHOWN;
  @query('h2') private heading!: HTMLElement;
  @query('button[type="submit"]') private submit!: HTMLElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('items');
    const ended = before ? endedSince(before, this.items) : [];
    if (ended.length) this.ended = ended;
    this.toggleAttribute('data-empty', this.items.length === 0);
  }

  readonly #offered = new Offered(this);

  protected override render(): TemplateResult {
    const shown = shownUploads(this.items, this.most);
    return html`<section aria-labelledby="heading">
      <div class="head">
        <div>
          <h2 id="heading" tabindex="-1">${msg('Uploads')}</h2>
          <p class="num">
            ${this.paused ? msg(str`Paused · ${uploadSummary(this.items)}`) : uploadSummary(this.items)}
          </p>
        </div>
      </div>
      ${this.#renderControls()}
      <va-duplicate-question
        .items=${this.items.filter(({ stage }) => stage === 'duplicate')}
        @va-duplicate-decision=${this.#onDecision}
      ></va-duplicate-question>
      ${this.items.some(({ stage }) => stage === 'chosen') ? this.#renderForm() : nothing}
      <ul aria-label=${msg('Files')}>
        ${repeat(
          shown,
          ({ id }) => id,
          (item) => html`<li><va-upload-row data-id=${item.id} .item=${item}></va-upload-row></li>`,
        )}
      </ul>
      ${shown.length < this.items.length ? this.#renderMore(this.items.length - shown.length) : nothing}
      <p class="drop ${this.dragging ? 'over' : ''}">
        <b>${this.dragging ? msg('Let go to choose these files') : msg('Drop files here')}</b>
        <span>${msg('Whole folders too, or paste files.')}</span>
        <span
          >${this.#offered.has('formats') ? msg('PDF, Word, HTML, Markdown, text.') : msg('PDF and text.')}</span
        >
        <span>${msg(str`Up to ${formatSize(this.maxBytes)} each.`)}</span>
      </p>
      <p class="sr" role="status">${uploadNews(this.ended)}</p>
    </section>`;
  }

  #renderControls(): TemplateResult | typeof nothing {
    const { active, failed, unsent } = uploadCounts(this.items);
    const finished = this.items.filter(isFinished).length;
    const buttons = [
      this.paused && unsent ? this.#renderControl('resume', msg('Resume'), 'play') : nothing,
      !this.paused && unsent ? this.#renderControl('pause', msg('Pause'), 'pause') : nothing,
      failed > 1
        ? this.#renderControl('retry', msg(str`Retry ${formatCount(failed)} failed`), 'retry')
        : nothing,
      active > 1 ? this.#renderControl('cancel', msg('Cancel all')) : nothing,
      active < 2 && finished > 1 ? this.#renderControl('remove', msg('Clear finished')) : nothing,
    ].filter((button) => button !== nothing);
    return buttons.length ? html`<div class="controls">${buttons}</div>` : nothing;
  }

  #renderControl(action: UploadRequestEvent['action'], label: string, sign?: IconName): TemplateResult {
    return html`<button type="button" class="btn sm quiet" value=${action} @click=${this.#onControl}>
      ${sign ? icon(sign, 's') : nothing}${label}
    </button>`;
  }

  #renderMore(count: number): TemplateResult {
    return html`<p class="more">
      ${plural(count, { one: msg('1 more file'), other: msg(str`${formatCount(count)} more files`) })}
      <button type="button" class="btn sm" @click=${this.#onMore}>${msg('Show more')}</button>
    </p>`;
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

  #onControl(event: Event): void {
    const action = (event.currentTarget as HTMLButtonElement).value as UploadRequestEvent['action'];
    // The pressed button may be about to go.
    this.heading.focus();
    this.dispatchEvent(new UploadRequestEvent(action));
  }

  #onDecision(): void {
    this.heading.focus();
  }

  #onMore(): void {
    this.most += 100;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-upload-panel': UploadPanel;
  }
}

import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { UploadRequestEvent } from '../events.js';
import { isolated } from '../format.js';
import { uploadStages } from './upload-stages.js';
import { isActive, isRetryable, type UploadItem } from './upload-item.js';
import { uploadRow } from './upload-row.css.js';
import { uploadSentence } from './upload-sentence.js';

/**
 * One file on its way: its name, how far it is in words and in four stages, and the button that ends or dismisses it,
 * which stays the same button so that the focus is never lost.
 *
 * @element va-upload-row
 * @fires va-upload-request - cancel, retry or remove
 */
export class UploadRow extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles = [controls, uploadRow];

  /** The file. */
  @property({ attribute: false }) item!: UploadItem;

  @query('.icon') private endButton!: HTMLElement;

  protected override updated(): void {
    // Through the CSSOM: a style attribute, which `styleMap` writes at first, is refused by the portal's CSP.
    const { stage, sentBytes, file } = this.item;
    const share = stage === 'sending' && file.size ? sentBytes / file.size : 0;
    this.style.setProperty('--share', `${Math.round(share * 100)}%`);
  }

  protected override render(): TemplateResult {
    const { item } = this;
    const { name } = item.file;
    return html`
      <span class="name"><bdi title=${name}>${name}</bdi></span>
      ${this.#renderTag()}
      <button type="button" class="btn sm quiet icon" aria-label=${this.#endLabel} @click=${this.#onEnd}>
        ${icon('close', 's')}
      </button>
      <span class="sentence num ${item.stage}">
        ${item.stage === 'ready' ? icon('check', 's') : nothing}${uploadSentence(item)}
      </span>
      ${item.explanation && !isActive(item) ? this.#renderExplanation(item.explanation()) : nothing}
      ${item.explanation && isActive(item) ? html`<p class="aside">${item.explanation()}</p>` : nothing}
      ${this.#renderStages()}
    `;
  }

  get #endLabel(): string {
    const name = isolated(this.item.file.name);
    if (isActive(this.item)) return msg(str`Cancel ${name}`);
    return this.item.stage === 'chosen' ? msg(str`Remove ${name}`) : msg(str`Dismiss ${name}`);
  }

  #renderTag(): TemplateResult | typeof nothing {
    switch (this.item.stage) {
      case 'failed':
        return html`<span class="tag bad">${icon('error', 's')}${msg('Failed')}</span>`;
      case 'refused':
        return html`<span class="tag bad">${icon('error', 's')}${msg('Not sent')}</span>`;
      case 'duplicate':
        return html`<span class="tag warn">${icon('warning', 's')}${msg('Your choice')}</span>`;
      case 'skipped':
        return html`<span class="tag idle">${msg('Skipped')}</span>`;
      case 'cancelled':
        return html`<span class="tag idle">${msg('Cancelled')}</span>`;
      default:
        return nothing;
    }
  }

  #renderExplanation(text: string): TemplateResult {
    const isQuiet = this.item.stage === 'cancelled' || this.item.stage === 'skipped';
    const tone = isQuiet ? 'quiet' : 'bad';
    return html`<div class="explanation ${tone}">
      <p>${text}</p>
      ${
        isRetryable(this.item)
          ? html`<button
              type="button"
              class="btn sm"
              aria-label=${msg(str`Retry ${isolated(this.item.file.name)}`)}
              @click=${this.#onRetry}
            >
              ${msg('Retry')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderStages(): TemplateResult | typeof nothing {
    const stages = uploadStages(this.item);
    if (!stages) return nothing;
    return html`<ol class="stages" aria-label=${msg('Stages')}>
      ${stages.map(
        ({ word, state }) =>
          html`<li class=${state} aria-current=${state === 'now' || state === 'working' ? 'step' : nothing}>
            ${word}
          </li>`,
      )}
    </ol>`;
  }

  #onEnd(): void {
    this.dispatchEvent(new UploadRequestEvent(isActive(this.item) ? 'cancel' : 'remove', this.item.id));
  }

  #onRetry(): void {
    // The pressed button is about to go; the row's other one takes the focus.
    this.endButton.focus();
    this.dispatchEvent(new UploadRequestEvent('retry', this.item.id));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-upload-row': UploadRow;
  }
}

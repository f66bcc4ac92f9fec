import { msg, str } from '@lit/localize';
import { StreamController, controls, icon } from '@voiceassist/shared';
import { timer } from '@voiceassist/shared/rxjs';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ACCEPTED_EXTENSIONS } from '../uploads/accepted-files.js';
import { isWritten } from '../uploads/dropped-files.js';
import type { Summary } from './document-list.js';
import { FilesChosenEvent } from '../events.js';
import { formatAgo } from '../format.js';
import { documents, passages } from '../quantities.js';

/**
 * The heading of the page of documents: how much there is, and the way to add more.
 *
 * @element va-documents-head
 * @fires va-files-chosen - files were picked
 */
export class DocumentsHead extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-3) var(--va-4);
        align-items: end;
      }
      div {
        flex: 1 1 20rem;
      }
      h1 {
        font-size: var(--va-text-xl);
        line-height: var(--va-lh-xl);
        font-weight: 600;
        letter-spacing: -0.018em;
      }
      .btn {
        flex: 0 1 auto;
      }
      @media (max-width: 40rem) {
        :host {
          gap: var(--va-3) var(--va-2);
        }
        div {
          flex-basis: 100%;
        }
        .btn {
          flex-grow: 1;
          padding-inline: var(--va-2);
        }
      }
      p {
        min-block-size: var(--va-lh-md);
        color: var(--va-text-2);
        font-variant-numeric: tabular-nums lining-nums;
      }
    `,
  ];

  /** The figures, once they are known. */
  @property({ attribute: false }) summary: Summary | undefined;

  @query('input:not([webkitdirectory])') private picker!: HTMLInputElement;
  @query('input[webkitdirectory]') private folderPicker!: HTMLInputElement;

  constructor() {
    super();
    // "2 minutes ago" ages.
    new StreamController(this, () => timer(60_000, 60_000));
  }

  protected override render(): TemplateResult {
    return html`
      <div>
        <h1>${msg('Documents')}</h1>
        <p>${this.#figures}</p>
      </div>
      <button type="button" class="btn" @click=${this.#onPickFolder}>${msg('Choose folder')}</button>
      <button type="button" class="btn primary" @click=${this.#onPick}>
        ${icon('upload')}${msg('Upload documents')}
      </button>
      <input type="file" hidden multiple accept=${ACCEPTED_EXTENSIONS.join()} @change=${this.#onPicked} />
      <input type="file" hidden .webkitdirectory=${true} @change=${this.#onPickedFolder} />
    `;
  }

  get #figures(): string {
    if (!this.summary) return '';
    const { totalDocuments, totalChunks, lastChange } = this.summary;
    const figures = [documents(totalDocuments), passages(totalChunks)];
    if (lastChange) figures.push(msg(str`last change ${formatAgo(lastChange)}`));
    return figures.join(' · ');
  }

  #onPick(): void {
    this.picker.click();
  }

  #onPickFolder(): void {
    this.folderPicker.click();
  }

  #onPickedFolder(): void {
    const files = Array.from(this.folderPicker.files ?? []).filter(isWritten);
    this.dispatchEvent(new FilesChosenEvent(files));
    this.folderPicker.value = '';
  }

  #onPicked(): void {
    this.dispatchEvent(new FilesChosenEvent(Array.from(this.picker.files ?? [])));
    // The same file can be chosen again after it was put right.
    this.picker.value = '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-documents-head': DocumentsHead;
  }
}

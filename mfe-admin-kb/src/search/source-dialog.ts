import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, type Api } from '@voiceassist/shared';
import type { FeedbackEntry, Passage } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { markedText } from './marked-text.js';
import { failure } from './view-parts.js';
import { views } from './views.css.js';

type Citation = FeedbackEntry['citations'][number];

/**
 * The passage that an answer quoted, with the quoted words marked.
 *
 * @element va-source-dialog
 */
export class SourceDialog extends LitElement {
  static override styles = [
    controls,
    views,
    css`
      dialog {
        inline-size: 44rem;
        max-inline-size: min(44rem, calc(100vw - 2rem));
        max-block-size: calc(100dvh - 4rem);
      }
      dialog p.path {
        font-size: var(--va-text-sm);
      }
      dialog p.block {
        font-family: var(--va-font-source);
        color: var(--va-text);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      dialog p.heading {
        font-weight: 600;
      }
    `,
  ];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private citation: Citation | undefined;
  @state() private passage: Passage | undefined;
  @state() private error: unknown;

  @query('dialog') private dialog!: HTMLDialogElement;

  protected override render(): TemplateResult {
    const { citation, passage } = this;
    return html`<dialog aria-labelledby="title">
      <h2 id="title" dir="auto">${citation?.title ?? ''}</h2>
      <p class="path" dir="auto">${citation?.section ?? ''}</p>
      ${
        this.error
          ? html`${failure(this.error)}
              <p class="block" dir="auto"><mark>${citation?.quote}</mark></p>`
          : passage
            ? this.#renderBlocks(passage)
            : html`<p role="status">${msg('Loading…')}</p>`
      }
      <div class="row">
        <button type="button" class="btn" @click=${this.#onClose}>${msg('Close')}</button>
      </div>
    </dialog>`;
  }

  #renderBlocks({ blocks }: Passage): TemplateResult {
    const { start = 0, end = 0 } = this.citation ?? {};
    return html`${blocks.map((block) => {
      const from = Math.max(start, block.start) - block.start;
      const to = Math.min(end, block.end) - block.start;
      const marks = from < to ? [{ start: from, end: to }] : [];
      const kind = block.kind === 'heading' ? 'block heading' : 'block';
      return html`<p class=${kind} dir="auto">${markedText(block.text, marks)}</p>`;
    })}${nothing}`;
  }

  /** Shows what an answer quoted. */
  async open(citation: Citation): Promise<void> {
    this.citation = citation;
    this.passage = undefined;
    this.error = undefined;
    await this.updateComplete;
    this.dialog.showModal();
    try {
      this.passage = await this.api?.kb.passage(citation.documentId, citation.start, citation.end);
    } catch (error) {
      this.error = error;
    }
  }

  #onClose(): void {
    this.dialog.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-source-dialog': SourceDialog;
  }
}

import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import { PageTitleEvent, apiContext, controls, describeError, icon, type Api } from '@voiceassist/shared';
import type { DocumentDetail } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { documentStatus } from '../documents/document-status.js';
import { formatCount } from '../format.js';
import { passages } from '../quantities.js';
import { DocumentController } from './document-controller.js';
import { documentPage } from './document-page.css.js';
import { documentFacts, documentStages, documentVersions } from './document-parts.js';
import { Offered } from '../offered.js';

/** Passages that are drawn at first; a formulary has thousands. */
const FIRST_PASSAGES = 25;

/**
 * One document: what it is, how it was read, its versions and files, and its passages as answers find them.
 *
 * @element va-document-page
 * @fires va-page-title
 */
export class DocumentPage extends LitElement {
  static override styles = [controls, documentPage];

  /** The id of the document, from the address. */
  @property({ attribute: false }) parameters: Record<string, string> = {};

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private shown = FIRST_PASSAGES;
  readonly #document = new DocumentController(this, () => ({ api: this.api, id: this.parameters['id'] }));
  #title = '';

  readonly #offered = new Offered(this);

  protected override updated(): void {
    const title = msg('Document');
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new PageTitleEvent(title));
  }

  protected override render(): TemplateResult {
    const { detail, error } = this.#document;
    return html`
      <va-kb-tabs current="documents"></va-kb-tabs>
      <div class="page">
        <a class="back" href="/admin/kb">${icon('back', 's')}${msg('All documents')}</a>
        ${detail ? nothing : html`<h1>${msg('Document')}</h1>`}
        ${error ? this.#renderFailure(error) : nothing}
        ${
          detail
            ? this.#renderDetail(detail)
            : error
              ? nothing
              : html`<p role="status">${msg('Loading the document')}</p>`
        }
      </div>
    `;
  }

  #renderDetail(detail: DocumentDetail): TemplateResult {
    return html`
      <header>
        <h1><bdi>${detail.title}</bdi></h1>
        ${documentStatus(detail)}
        ${
          this.#offered.has('reindex')
            ? html`<button
                type="button"
                class="btn"
                aria-disabled=${this.#document.busy}
                @click=${this.#onReadAgain}
              >
                ${icon('retry', 's')}${detail.status === 'failed' ? msg('Retry') : msg('Reindex')}
              </button>`
            : nothing
        }
      </header>
      ${detail.error ? this.#renderError(detail) : nothing} ${documentFacts(detail)}
      ${
        this.#offered.has('reindex')
          ? html`<section aria-labelledby="stages">
                <h2 id="stages">${msg('Latest indexing')}</h2>
                ${documentStages(detail)}
              </section>
              <section aria-labelledby="versions">
                <h2 id="versions">${msg('Versions and files')}</h2>
                ${documentVersions(detail, this.#onDownload)}
              </section>
              ${this.#renderPassages()}`
          : html`<p>${msg('This server shows no passages, versions and files of a document.')}</p>`
      }
    `;
  }

  #renderError({ error, version, indexedVersion }: DocumentDetail): TemplateResult {
    return html`<div class="fail" role="status">
      <p>
        <bdi>${error}</bdi>
        ${
          indexedVersion && indexedVersion < version
            ? msg(str`Version ${indexedVersion} stays in use.`)
            : nothing
        }
      </p>
    </div>`;
  }

  #renderPassages(): TemplateResult {
    const { passages: all } = this.#document;
    const rest = all.length - this.shown;
    return html`<section aria-labelledby="passages">
      <h2 id="passages">${msg('Passages as indexed')} <span class="num">${passages(all.length)}</span></h2>
      ${all.length ? nothing : html`<p>${msg('No passage is indexed, so no answer uses this document.')}</p>`}
      <ol class="passages">
        ${all.slice(0, this.shown).map(
          ({ headingPath, text }) =>
            html`<li dir="auto">
              ${headingPath.length ? html`<p class="path">${headingPath.join(' › ')}</p>` : nothing}
              <p>${text}</p>
            </li>`,
        )}
      </ol>
      ${
        rest > 0
          ? html`<button type="button" class="btn" @click=${this.#onMore}>
              ${msg(str`Show more, ${formatCount(rest)} left`)}
            </button>`
          : nothing
      }
    </section>`;
  }

  #renderFailure(error: unknown): TemplateResult {
    const { title, detail } = describeError(error);
    return html`<div class="fail" role="alert">
      <p><b>${title}</b> ${detail}</p>
      <button type="button" class="btn sm" @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  #onMore(): void {
    this.shown += 100;
  }

  #onRetry(): void {
    this.#document.refresh();
  }

  #onReadAgain(): void {
    void this.#document.readAgain();
  }

  readonly #onDownload = async (event: Event): Promise<void> => {
    const { value, dataset } = event.currentTarget as HTMLButtonElement;
    const file = await this.#document.original(Number(value));
    if (!file) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = dataset.filename ?? '';
    link.click();
    // The browser has taken the file over by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'va-document-page': DocumentPage;
  }
}

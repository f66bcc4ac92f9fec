import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, icon, type Api } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { TestQuestionDialog } from './test-question-dialog.js';
import { SearchTryController } from './search-try-controller.js';
import { searchTry } from './search-try.css.js';
import { describeReading } from '../reading-words.js';
import { failure } from './view-parts.js';
import { views } from './views.css.js';

/**
 * Asks as answers do, and shows what was found, and why.
 *
 * @element va-search-try
 */
export class SearchTry extends LitElement {
  static override styles = [controls, views, searchTry];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private saved = false;

  @query('input') private input!: HTMLInputElement;
  @query('va-test-question-dialog') private dialog!: TestQuestionDialog;

  readonly #search = new SearchTryController(this, () => this.api);

  protected override render(): TemplateResult {
    const { result, busy, error } = this.#search;
    return html`
      <form role="search" @submit=${this.#onSubmit}>
        <label for="question">${msg('Question')}</label>
        <div class="row">
          <span class="find">
            ${icon('search')}
            <input class="in" type="search" id="question" maxlength="4000" autocomplete="off" dir="auto" />
          </span>
          <button type="submit" class="btn primary" aria-disabled=${busy}>
            ${busy ? msg('Searching') : msg('Search')}
          </button>
        </div>
        <p class="word">
          ${msg('The question goes the very way that a question in the chat goes. It is not kept.')}
        </p>
      </form>
      ${failure(error, describeReading)}
      <div aria-live="polite">${result ? this.#renderResult() : nothing}</div>
      <va-test-question-dialog @va-test-question-saved=${this.#onSaved}></va-test-question-dialog>
    `;
  }

  #renderResult(): TemplateResult | typeof nothing {
    const { result, question } = this.#search;
    if (!result) return nothing;
    return html`
      <va-search-verdict .result=${result}></va-search-verdict>
      <section aria-labelledby="passages">
        <div class="head">
          <h2 id="passages">${msg('Passages in the order that answers use')}</h2>
          ${
            result.passages.length > 0
              ? html`<button type="button" class="btn sm" @click=${this.#onSave}>
                  ${this.saved ? icon('check') : icon('plus')}
                  ${this.saved ? msg('Saved as a test question') : msg('Save as a test question')}
                </button>`
              : nothing
          }
        </div>
        ${
          result.passages.length > 0
            ? html`<ol class="list" aria-labelledby="passages">
                ${result.passages.map(
                  (passage) =>
                    html`<li>
                      <va-explained-passage .passage=${passage} .result=${result}></va-explained-passage>
                    </li>`,
                )}
              </ol>`
            : html`<p class="empty">
                <b>${msg('No passage has any of these words')}</b>
                ${msg('Upload a document about it, then search again.')}
              </p>`
        }
      </section>
      <span class="sr">${question === '' ? '' : msg('Search finished')}</span>
    `;
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    this.saved = false;
    void this.#search.search(this.input.value);
  }

  #onSave(): void {
    const { result, question } = this.#search;
    const documents = new Map(result?.passages.map(({ documentId, title }) => [documentId, title]));
    void this.dialog.open({ question, suggested: [...documents].map(([id, title]) => ({ id, title })) });
  }

  #onSaved(): void {
    this.saved = true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-search-try': SearchTry;
  }
}

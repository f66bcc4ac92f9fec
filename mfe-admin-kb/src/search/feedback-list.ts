import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import { apiContext, controls, icon, type Api } from '@voiceassist/shared';
import type { FeedbackEntry } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PageTurnEvent } from '../events.js';
import { formatDay } from '../format.js';
import { feedbackList } from './feedback-list.css.js';
import { Remote } from './remote.js';
import type { SourceDialog } from './source-dialog.js';
import { missing } from './view-parts.js';
import { views } from './views.css.js';

type Rating = 'up' | 'down' | undefined;

/**
 * What people think of answers, with what those answers quoted.
 *
 * @element va-feedback-list
 */
export class FeedbackList extends LitElement {
  static override styles = [controls, views, feedbackList];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private rating: Rating;
  @state() private skip = 0;
  @query('va-source-dialog') private dialog!: SourceDialog;

  readonly #feedback = new Remote(
    this,
    () => this.api,
    ({ search }) =>
      search.listFeedback({ skip: this.skip, limit: PAGE, ...(this.rating && { rating: this.rating }) }),
  );

  protected override render(): TemplateResult {
    const { value } = this.#feedback;
    return html`
      <div class="head">
        <div>
          <h2 id="feedback">${msg('Feedback')}</h2>
          <p>
            ${msg('What clinicians think of answers, without who they are and without what could name a patient.')}
          </p>
        </div>
        <div class="row" role="group" aria-label=${msg('Which feedback is shown')}>
          ${this.#renderRating(undefined, msg('All'))}${this.#renderRating('down', msg('Not helpful'))}
          ${this.#renderRating('up', msg('Helpful'))}
        </div>
      </div>
      ${missing(this.#feedback)} ${value ? this.#renderEntries(value.items) : nothing}
      ${
        value && value.total > PAGE
          ? html`<va-pager
              .skip=${this.skip}
              .total=${value.total}
              .shown=${value.items.length}
              .step=${PAGE}
              @va-page-turn=${this.#onPage}
            ></va-pager>`
          : nothing
      }
      <va-source-dialog></va-source-dialog>
    `;
  }

  #renderRating(rating: Rating, label: string): TemplateResult {
    return html`<button
      type="button"
      class="btn sm"
      aria-pressed=${this.rating === rating}
      @click=${() => this.#show(rating, 0)}
    >
      ${label}
    </button>`;
  }

  #renderEntries(entries: FeedbackEntry[]): TemplateResult {
    if (entries.length === 0) {
      return html`<p class="empty">
        <b>${msg('No feedback')}</b>
        ${msg('Below each answer in the chat, clinicians can say whether it helped.')}
      </p>`;
    }
    return html`<ul class="list" aria-labelledby="feedback">
      ${repeat(
        entries,
        ({ id }) => id,
        (entry) => html`<li>${this.#renderEntry(entry)}</li>`,
      )}
    </ul>`;
  }

  #renderEntry({ rating, comment, givenAt, question, citations }: FeedbackEntry): TemplateResult {
    return html`
      <p class="facts">
        ${
          rating === 'up'
            ? html`<span class="tag ok">${icon('helpful')}${msg('Helpful')}</span>`
            : html`<span class="tag bad">${icon('helpful')}${msg('Not helpful')}</span>`
        }
        <time datetime=${givenAt}>${formatDay(new Date(givenAt))}</time>
      </p>
      <p class="ask" dir="auto">${question}</p>
      ${comment ? html`<p class="comment" dir="auto">${comment}</p>` : nothing}
      <div class="row">
        ${citations.map(
          (citation) =>
            html`<button type="button" class="btn sm quiet" @click=${() => this.dialog.open(citation)}>
              ${icon('open')}<span dir="auto">${msg(str`Source ${citation.number}: ${citation.title}`)}</span>
            </button>`,
        )}
        ${citations.length === 0 ? html`<span class="word">${msg('The answer quoted nothing.')}</span>` : nothing}
      </div>
    `;
  }

  #show(rating: Rating, skip: number): void {
    this.rating = rating;
    this.skip = skip;
    void this.#feedback.refresh();
  }

  #onPage({ skip }: PageTurnEvent): void {
    this.#show(this.rating, skip);
  }
}

/** As many as the pager counts in. */
const PAGE = 25;

declare global {
  interface HTMLElementTagNameMap {
    'va-feedback-list': FeedbackList;
  }
}

import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import { PageTitleEvent, apiContext, controls, describeError, plural, type Api } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { PageTurnEvent } from '../events.js';
import { formatCount, isolated } from '../format.js';
import type { JobRequestEvent } from './events.js';
import { isActive } from './job-words.js';
import { JobsController } from './jobs-controller.js';
import { jobsPage } from './jobs-page.css.js';
import { describeReading } from '../reading-words.js';
import { listStyles } from '../list.css.js';

/**
 * What is being indexed and what was, with who asked for it.
 *
 * @element va-jobs-page
 * @fires va-page-title
 */
export class JobsPage extends LitElement {
  static override styles = [controls, listStyles, jobsPage];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  /** How the latest request went, in words when they are needed. */
  @state() private notice: (() => string) | undefined;
  @query('section') private section!: HTMLElement;

  readonly #jobs = new JobsController(this, () => this.api);
  #title = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#title = '';
    this.requestUpdate();
  }

  protected override updated(): void {
    const title = msg('Indexing jobs');
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new PageTitleEvent(title));
  }

  protected override render(): TemplateResult {
    return html`
      <va-kb-tabs current="jobs"></va-kb-tabs>
      <div class="page">
        <h1>${msg('Indexing jobs')}</h1>
        <p class="head">${this.#renderSummary()}</p>
        <section tabindex="-1" aria-label=${msg('List of jobs')}>${this.#renderContent()}</section>
      </div>
      <va-toast .message=${this.notice}></va-toast>
    `;
  }

  #renderSummary(): string {
    const { jobs, skip } = this.#jobs;
    if (!jobs || skip > 0) return '';
    const active = jobs.filter(isActive).length;
    if (active === 0) return msg('Nothing is being indexed.');
    const figure = formatCount(active);
    return plural(active, {
      one: msg(str`${figure} job is not over yet. You can leave this page; it goes on.`),
      other: msg(str`${figure} jobs are not over yet. You can leave this page; they go on.`),
    });
  }

  #renderContent(): TemplateResult {
    const { jobs, error, total, skip, canAct } = this.#jobs;
    if (!jobs)
      return error ? this.#renderFailure() : html`<p class="plain" role="status">${msg('Loading jobs')}</p>`;
    if (total === 0) return this.#renderEmpty();
    return html`
      ${error ? this.#renderNotice() : nothing}
      <va-job-table .jobs=${jobs} .actionable=${canAct} @va-job-request=${this.#onJobRequest}></va-job-table>
      <va-pager
        .skip=${skip}
        .shown=${jobs.length}
        .total=${total}
        @va-page-turn=${this.#onPageTurn}
      ></va-pager>
    `;
  }

  #renderEmpty(): TemplateResult {
    return html`<div class="plain">
      <h2>${msg('No jobs yet')}</h2>
      <p>${msg('Each upload and each reindexing becomes a job, and its progress is shown here.')}</p>
      <a class="btn" href="/admin/kb">${msg('Go to the documents')}</a>
    </div>`;
  }

  #renderFailure(): TemplateResult {
    const { title, detail } = describeReading(this.#jobs.error);
    return html`<div class="plain" role="alert">
      <h2>${msg('The jobs could not be loaded')}</h2>
      <p>${title} ${detail}</p>
      <button type="button" class="btn" @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  #renderNotice(): TemplateResult {
    const { title } = describeReading(this.#jobs.error);
    return html`<div class="notice" role="status">
      <p><b>${title}</b> ${msg('The list below may be out of date; it is asked for again by itself.')}</p>
    </div>`;
  }

  #onRetry(): void {
    this.section.focus();
    this.#jobs.refresh();
  }

  #onPageTurn(event: PageTurnEvent): void {
    event.stopPropagation();
    this.#jobs.show(event.skip);
  }

  async #onJobRequest({ action, job }: JobRequestEvent): Promise<void> {
    const name = isolated(job.title ?? '');
    try {
      await this.#jobs[action](job);
      this.notice =
        action === 'cancel'
          ? () => msg('Cancelled. What is in hand is still finished; what waited is left as it was.')
          : () => msg('A new job reads what was left.');
    } catch (error) {
      this.notice = () => {
        const { title, detail } = describeError(error);
        return msg(str`“${name}” stays as it is. ${title} ${detail}`);
      };
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-jobs-page': JobsPage;
  }
}

import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { IndexingJob } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, isolated } from '../format.js';
import { JobRequestEvent } from './events.js';
import { jobTable } from './job-table.css.js';
import { tableStyles } from '../table.css.js';
import {
  furtherDocuments,
  isActive,
  isRetryable,
  jobDuration,
  jobEnd,
  jobKind,
  jobProgress,
  jobStatus,
} from './job-words.js';

/**
 * One page of indexing jobs. Rows are kept by job, so that a new look at the server leaves the focus alone; a job's
 * button stays the same one when "Cancel" becomes "Retry".
 *
 * @element va-job-table
 * @fires va-job-request - cancel or retry
 */
export class JobTable extends LitElement {
  static override styles = [controls, tableStyles, jobTable];

  /** The jobs in the order to show. */
  @property({ attribute: false }) jobs: readonly IndexingJob[] = [];
  /** The server lets jobs be cancelled and tried again. */
  @property({ type: Boolean }) actionable = false;

  protected override render(): TemplateResult {
    return html`<table role="table" aria-label=${msg('Indexing jobs')}>
      <thead>
        <tr role="row">
          <th role="columnheader" scope="col">${msg('Documents')}</th>
          <th role="columnheader" scope="col">${msg('Status')}</th>
          <th role="columnheader" scope="col">${msg('Progress')}</th>
          <th role="columnheader" scope="col">${msg('Requested by')}</th>
          <th role="columnheader" scope="col">${msg('Requested')}</th>
          <td role="cell" class="act"></td>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          this.jobs,
          ({ id }) => id,
          (job) => this.#renderRow(job),
        )}
      </tbody>
    </table>`;
  }

  #renderRow(job: IndexingJob): TemplateResult {
    const { word, shape, tone } = jobStatus(job);
    const end = jobEnd(job);
    const name = nameOf(job);
    return html`<tr role="row">
      <th role="rowheader" scope="row">
        <bdi>${name}</bdi> <span class="more">${furtherDocuments(job)}</span>
        <small>${jobKind(job)}</small>
      </th>
      <td role="cell" class="state"><span class="tag ${tone}">${icon(shape, 's')}${word}</span></td>
      <td role="cell" class="far">
        <progress
          aria-label=${msg(str`Progress of ${isolated(name)}`)}
          max=${Math.max(1, job.total)}
          .value=${job.done}
        ></progress>
        <span class="num">${jobProgress(job)}</span>
        ${end ? html`<p class="end" dir="auto">${end}</p>` : nothing}
      </td>
      <td role="cell" class="who" dir="auto">${job.requestedByName ?? msg('The server')}</td>
      <td role="cell" class="day">
        <time datetime=${job.createdAt}>${formatDay(new Date(job.createdAt))}</time>
        <small>${jobDuration(job)}</small>
      </td>
      <td role="cell" class="act">${this.actionable ? this.#renderAction(job) : nothing}</td>
    </tr>`;
  }

  #renderAction(job: IndexingJob): TemplateResult | typeof nothing {
    const name = isolated(nameOf(job));
    const active = isActive(job);
    if (!active && !isRetryable(job)) return nothing;
    return html`<button
      type="button"
      class="btn sm"
      data-id=${job.id}
      aria-label=${active ? msg(str`Cancel ${name}`) : msg(str`Retry ${name}`)}
      @click=${this.#onAct}
    >
      ${active ? msg('Cancel') : msg('Retry')}
    </button>`;
  }

  #onAct({ currentTarget }: Event): void {
    const { id } = (currentTarget as HTMLElement).dataset;
    const job = this.jobs.find((each) => each.id === id);
    if (job) this.dispatchEvent(new JobRequestEvent(isActive(job) ? 'cancel' : 'retry', job));
  }
}

const nameOf = ({ title }: IndexingJob): string => title ?? msg('Documents that were deleted');

declare global {
  interface HTMLElementTagNameMap {
    'va-job-table': JobTable;
  }
}

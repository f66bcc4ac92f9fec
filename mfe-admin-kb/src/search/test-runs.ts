import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { TestRun } from '@voiceassist/shared/schemas';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatDay, formatPoints, formatShare } from '../format.js';
import { tableView } from './table-view.css.js';

/**
 * Runs of the test questions, newest first, each with the change since the one that it is compared to.
 *
 * @element va-test-runs
 */
export class TestRuns extends LitElement {
  static override styles = [
    controls,
    tableView,
    css`
      .up {
        color: var(--va-ok);
      }
      .down {
        color: var(--va-danger);
      }
    `,
  ];

  @property({ attribute: false }) runs: TestRun[] = [];

  protected override render(): TemplateResult {
    if (this.runs.length === 0)
      return html`<p>${msg('Nothing was run yet. A run asks every question and keeps what was found.')}</p>`;
    return html`<table role="table" aria-label=${msg('Runs')}>
      <thead>
        <tr role="row">
          <th role="columnheader" scope="col">${msg('When')}</th>
          <th role="columnheader" scope="col">${msg('Run')}</th>
          <th role="columnheader" scope="col" class="r">${msg('Questions')}</th>
          <th role="columnheader" scope="col" class="r">${msg('Recall@5')}</th>
          <th role="columnheader" scope="col" class="r">${msg('Change')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.runs.map((run) => this.#renderRun(run))}
      </tbody>
    </table>`;
  }

  #renderRun(run: TestRun): TemplateResult {
    return html`<tr role="row">
      <th role="rowheader" scope="row">
        <time datetime=${run.runAt}>${formatDay(new Date(run.runAt))}</time>
      </th>
      <td role="cell">${kindOf(run)}</td>
      <td role="cell" class="r num">${formatCount(run.results.length)}</td>
      <td role="cell" class="r num">${formatShare(run.recall)}</td>
      <td role="cell" class="r num">${this.#renderChange(run)}</td>
    </tr>`;
  }

  #renderChange(run: TestRun): TemplateResult {
    const at = this.runs.indexOf(run);
    const before = this.runs.find(({ id }) => id === run.comparedTo) ?? this.runs[at + 1];
    if (!before) return html`–`;
    const change = Math.round((run.recall - before.recall) * 100);
    const points = formatPoints(change);
    const lost = run.results.filter(({ id, recall }) => {
      const former = before.results.find((each) => each.id === id);
      return former !== undefined && recall < former.recall;
    });
    return html`<span class=${change > 0 ? 'up' : change < 0 ? 'down' : ''}>
        ${change === 0 ? msg('the same') : msg(str`${points} points`)}
      </span>
      ${lost.map(({ question }) => html`<small dir="auto">${msg(str`No longer found: ${question}`)}</small>`)}`;
  }
}

function kindOf({ kind }: TestRun): string {
  switch (kind) {
    case 'single':
      return msg('By itself');
    case 'before':
      return msg('Before everything was read again');
    case 'after':
      return msg('After everything was read again');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-test-runs': TestRuns;
  }
}

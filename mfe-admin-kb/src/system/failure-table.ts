import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { ClientErrorGroup } from '@voiceassist/shared/schemas';
import { LitElement, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatAgo, formatCount } from '../format.js';
import { failureTable } from './failure-table.css.js';
import { failureWords } from './failure-words.js';

/**
 * Failures of the portal in browsers, those alike in one row.
 *
 * @element va-failure-table
 */
export class FailureTable extends LitElement {
  static override styles = [controls, failureTable];

  @property({ attribute: false }) failures: ClientErrorGroup[] = [];

  protected override render(): TemplateResult {
    return html`
      <table role="table" aria-label=${msg('Failures in browsers')}>
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">${msg('Part')}</th>
            <th role="columnheader" scope="col">${msg('What happened')}</th>
            <th role="columnheader" scope="col" class="r">${msg('Times')}</th>
            <th role="columnheader" scope="col">${msg('Last seen')}</th>
            <th role="columnheader" scope="col">${msg('Release and trace')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.failures.map((failure) => this.#renderRow(failure))}
        </tbody>
      </table>
    `;
  }

  #renderRow({ microFrontend, kind, name, at, count, lastSeenAt, release, traceId }: ClientErrorGroup) {
    const last = new Date(lastSeenAt);
    const isGrave = kind !== 'runtime';
    return html`<tr role="row">
      <th role="rowheader" scope="row" dir="ltr">${microFrontend.replace(/^@.*\//, '')}</th>
      <td role="cell" class="what">
        <span class="tag ${isGrave ? 'bad' : 'warn'}">
          ${icon(isGrave ? 'error' : 'warning')}${failureWords(kind)}
        </span>
        <code dir="ltr">${[name, at].filter(Boolean).join(' · ')}</code>
      </td>
      <td role="cell" class="r num">${formatCount(count)}</td>
      <td role="cell"><time datetime=${lastSeenAt}>${formatAgo(last)}</time></td>
      <td role="cell" class="ids"><code dir="ltr">${release}</code><code dir="ltr">${traceId}</code></td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-failure-table': FailureTable;
  }
}

import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { AuditEntry } from '@voiceassist/shared/schemas';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatAgo } from '../format.js';

/**
 * The newest entries of the audit log: who did what, and how it ended.
 *
 * @element va-audit-table
 */
export class AuditTable extends LitElement {
  static override styles = [
    controls,
    css`
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      thead {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      th,
      td {
        padding: var(--va-2) 0;
        border-block-end: var(--va-hair);
        text-align: start;
        vertical-align: top;
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      th {
        inline-size: 100%;
      }
      td {
        padding-inline-start: var(--va-4);
        white-space: nowrap;
        font-size: var(--va-text-sm);
        color: var(--va-text-2);
      }
      td:last-child {
        text-align: end;
      }
      code {
        font: 400 var(--va-text-sm) / var(--va-lh-sm) var(--va-font-mono);
      }
      small {
        display: block;
        font-size: var(--va-text-xs);
        line-height: var(--va-lh-xs);
        color: var(--va-text-3);
      }
      .refused,
      .failed {
        color: var(--va-danger);
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly AuditEntry[] = [];

  protected override render(): TemplateResult {
    return html`<table aria-label=${msg('Recent audit entries')}>
      <thead>
        <tr>
          <th scope="col">${msg('What and who')}</th>
          <th scope="col">${msg('Outcome')}</th>
          <th scope="col">${msg('When')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.entries.map(
          ({ action, outcome, actorEmail, at }) =>
            html`<tr>
              <th scope="row">
                <code dir="ltr">${action}</code><small dir="auto">${actorEmail ?? msg('Nobody known')}</small>
              </th>
              <td class=${outcome}>${outcomeWord(outcome)}</td>
              <td><time datetime=${at}>${formatAgo(new Date(at))}</time></td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

function outcomeWord(outcome: AuditEntry['outcome']): string {
  switch (outcome) {
    case 'done':
      return msg('Done');
    case 'refused':
      return msg('Refused');
    case 'failed':
      return msg('Failed');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-audit-table': AuditTable;
  }
}

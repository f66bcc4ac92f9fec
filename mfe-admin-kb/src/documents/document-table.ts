import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { KbDocument } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { documentFailure } from './document-failure.js';
import { INITIAL_QUERY, sortedBy, type ListQuery, type SortColumn } from './document-list.js';
import { documentStatus } from './document-status.js';
import { documentTable } from './document-table.css.js';
import { tableStyles } from '../table.css.js';
import {
  DocumentRequestEvent,
  QueryChangeEvent,
  SelectEvent,
  SelectShownEvent,
  type MenuSelectEvent,
} from '../events.js';
import { formatCount, formatDay, formatSize, isolated } from '../format.js';
import { passages } from '../quantities.js';
import type { MenuItem, RowMenu } from '../row-menu.js';
import { sourceTypeName, specialtyName } from '../vocabulary.js';
import { Offered } from '../offered.js';

/**
 * One page of the documents. Rows are kept by document, so that a new look at the server leaves focus and menus alone.
 * The roles are written out: a narrow table lays its rows out as blocks, and browsers then forget that it is a table.
 *
 * @element va-document-table
 * @fires va-query-change - another order was chosen
 * @fires va-document-request - something is to be done with a document
 */
export class DocumentTable extends LitElement {
  static override styles = [controls, tableStyles, documentTable];

  /** The documents in the order to show. */
  @property({ attribute: false }) documents: readonly KbDocument[] = [];
  /** The order that they are in. */
  @property({ attribute: false }) query: ListQuery = INITIAL_QUERY;
  /** The documents that are chosen. */
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  /** Another page is on its way. */
  @property({ type: Boolean }) busy = false;

  readonly #offered = new Offered(this);

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <table role="table" aria-label=${msg('Documents')} aria-busy=${this.busy}>
        <thead>
          <tr role="row">
            <td role="cell" class="pick">${this.#renderAll()}</td>
            ${this.#renderHead('title', msg('Title'))} ${this.#renderHead('source_type', msg('Type'), 'type')}
            ${this.#renderHead('status', msg('Status'))}
            ${this.#renderHead('chunk_count', msg('Passages'), 'r')}
            ${this.#renderHead('size_bytes', msg('Size'), 'r')}
            ${this.#renderHead('updated_at', msg('Updated'))}
            <td role="cell" class="act"></td>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.documents,
            ({ id }) => id,
            (document) => this.#renderRows(document),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #renderHead(column: SortColumn, label: string, side = ''): TemplateResult {
    const sorted = this.query.sort === column;
    const order = this.query.order === 'asc' ? 'ascending' : 'descending';
    return html`<th role="columnheader" scope="col" class=${side} aria-sort=${sorted ? order : nothing}>
      <button type="button" value=${column} @click=${this.#onSort}>
        ${label}<span class=${sorted ? `sort ${order}` : 'sort none'}>${icon('down', 's')}</span>
      </button>
    </th>`;
  }

  #renderAll(): TemplateResult {
    const chosen = this.documents.filter(({ id }) => this.selected.has(id)).length;
    return html`<input
      type="checkbox"
      aria-label=${msg('Select all shown')}
      .checked=${live(chosen > 0 && chosen === this.documents.length)}
      .indeterminate=${chosen > 0 && chosen < this.documents.length}
      @change=${this.#onPickAll}
    />`;
  }

  #renderRows(document: KbDocument): TemplateResult {
    const { id, title, filename, sourceType, specialty, status, chunkCount, sizeBytes } = document;
    const updated = document.updatedAt ?? document.createdAt;
    const isSelected = this.selected.has(id);
    return html`<tr role="row" class="${status} ${isSelected ? 'selected' : ''}">
        <td role="cell" class="pick">
          <input
            type="checkbox"
            data-id=${id}
            aria-label=${msg(str`Select ${isolated(title)}`)}
            .checked=${live(isSelected)}
            @click=${this.#onPick}
            @keydown=${this.#onPickKey}
          />
        </td>
        <th role="rowheader" scope="row">
          <a href="/admin/kb/documents/${encodeURIComponent(id)}"><bdi>${title}</bdi></a
          ><small><bdi>${filename}</bdi></small>
        </th>
        <td role="cell" class="type">
          ${sourceTypeName(sourceType)}<small>${specialtyName(specialty)}</small>
        </td>
        <td role="cell" class="state">${documentStatus(document)}</td>
        <td role="cell" class="r passages ${chunkCount ? '' : 'none'}">
          ${
            chunkCount
              ? html`<span class="figure">${formatCount(chunkCount)}</span>
                  <span class="words">${passages(chunkCount)}</span>`
              : '–'
          }
        </td>
        <td role="cell" class="r size">${sizeBytes ? formatSize(sizeBytes) : '–'}</td>
        <td role="cell" class="day">
          ${updated && html`<time datetime=${updated}>${formatDay(new Date(updated))}</time>`}
        </td>
        <td role="cell" class="act">
          <va-row-menu
            data-id=${id}
            label=${msg(str`More actions for ${isolated(title)}`)}
            .items=${this.#actionsFor(status)}
            @va-menu-select=${this.#onMenuSelect}
          ></va-row-menu>
        </td>
      </tr>
      ${status === 'failed' ? documentFailure(document, this.#onFix) : nothing}`;
  }

  #actionsFor(status: KbDocument['status']): MenuItem[] {
    const retry = { name: 'retry', label: status === 'failed' ? msg('Retry') : msg('Reindex') };
    const replace = { name: 'replace', label: msg('Replace file') };
    return [
      ...(this.#offered.has('reindex') ? [retry] : []),
      ...(this.#offered.has('replace') ? [replace] : []),
      { name: 'delete', label: msg('Delete') },
    ];
  }

  /** Puts the focus on the actions of a row, or of the last one; says whether there is any. */
  focusRow(at: number): boolean {
    const menus = this.renderRoot.querySelectorAll<RowMenu>('va-row-menu');
    const menu = menus[Math.min(at, menus.length - 1)];
    menu?.focus();
    return Boolean(menu);
  }

  #onPickAll(event: Event): void {
    this.dispatchEvent(new SelectShownEvent((event.target as HTMLInputElement).checked));
  }

  readonly #onPick = (event: MouseEvent): void => {
    const { dataset } = event.currentTarget as HTMLInputElement;
    this.dispatchEvent(new SelectEvent(dataset.id ?? '', event.shiftKey));
  };

  /** Arrows go from row to row; with Shift they choose what they pass, and Shift with the space bar all up to here. */
  readonly #onPickKey = (event: KeyboardEvent): void => {
    const box = event.currentTarget as HTMLInputElement;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isRange = event.key === ' ' && event.shiftKey;
    if (!step && !isRange) return;
    event.preventDefault();
    const boxes = [...this.renderRoot.querySelectorAll<HTMLInputElement>('tbody .pick input')];
    const next = step ? boxes[boxes.indexOf(box) + step] : box;
    if (!next) return;
    if (event.shiftKey && step && !box.checked)
      this.dispatchEvent(new SelectEvent(box.dataset.id ?? '', false));
    if (event.shiftKey) this.dispatchEvent(new SelectEvent(next.dataset.id ?? '', true));
    next.focus();
  };

  #onSort(event: Event): void {
    const { value } = event.currentTarget as HTMLButtonElement;
    const { sort, order } = sortedBy(this.query, value as SortColumn);
    this.dispatchEvent(new QueryChangeEvent({ sort, order }));
  }

  #onMenuSelect(event: MenuSelectEvent): void {
    this.#request(event.item as DocumentRequestEvent['action'], event.currentTarget as RowMenu);
  }

  readonly #onFix = (event: Event): void => {
    const button = event.currentTarget as HTMLButtonElement;
    const action = button.value as DocumentRequestEvent['action'];
    // The pressed button goes with the failure that it mends; the row's menu stays.
    if (action === 'retry') this.focusRow(this.documents.findIndex(({ id }) => id === button.dataset.id));
    this.#request(action, button);
  };

  #request(action: DocumentRequestEvent['action'], { dataset }: HTMLElement): void {
    const document = this.documents.find(({ id }) => id === dataset.id);
    if (document) this.dispatchEvent(new DocumentRequestEvent(action, document));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-document-table': DocumentTable;
  }
}

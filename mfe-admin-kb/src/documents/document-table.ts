import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { KbDocument } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { INITIAL_QUERY, sortedBy, type ListQuery, type SortColumn } from './document-list.js';
import { documentRow } from './document-row.js';
import { documentTable } from './document-table.css.js';
import { RowWindow } from './row-window.js';
import type { RowRange } from './row-places.js';
import type { OptionalColumn } from './remembered-table.js';
import { tableStyles } from '../table.css.js';
import {
  DocumentRequestEvent,
  QueryChangeEvent,
  SelectEvent,
  SelectShownEvent,
  ViewChangeEvent,
  type MenuSelectEvent,
} from '../events.js';
import type { MenuItem, RowMenu } from '../row-menu.js';
import { Offered } from '../offered.js';

/**
 * The documents, of which only those around the view are drawn, however many there are. Rows are kept by document, so that
 * a new look at the server leaves focus and menus alone.
 * The roles are written out: a narrow table lays its rows out as blocks, and browsers then forget that it is a table.
 *
 * @element va-document-table
 * @fires va-query-change - another order was chosen
 * @fires va-document-request - something is to be done with a document
 * @fires va-view-change - other rows came into view
 */
export class DocumentTable extends LitElement {
  static override styles = [controls, tableStyles, documentTable];

  /** A part of the documents, in the order to show. */
  @property({ attribute: false }) documents: readonly KbDocument[] = [];
  /** Documents before that part. */
  @property({ type: Number }) skip = 0;
  /** Documents in all. */
  @property({ type: Number }) total = 0;
  /** The order that they are in. */
  @property({ attribute: false }) query: ListQuery = INITIAL_QUERY;
  /** The documents that are chosen. */
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  /** The columns that are left out. */
  @property({ attribute: false }) hiddenColumns: readonly OptionalColumn[] = [];
  /** Another page is on its way. */
  @property({ type: Boolean }) busy = false;

  readonly #offered = new Offered(this);
  readonly #window = new RowWindow(this);
  /** The document that had the focus last: its row stays while it has it, also when the list has gone on without it. */
  #focused: { index: number; document: KbDocument } | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('query')) this.#window.reset();
  }

  protected override updated(): void {
    // Through the CSSOM: a style attribute is refused by the portal's CSP.
    for (const gap of this.renderRoot.querySelectorAll<HTMLElement>('.gap td'))
      gap.style.blockSize = `${gap.dataset.height ?? 0}px`;
  }

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <table
        role="table"
        aria-label=${msg('Documents')}
        aria-busy=${this.busy}
        aria-rowcount=${this.total + 1}
        @focusin=${this.#onFocus}
      >
        <thead>
          <tr role="row" aria-rowindex="1">
            <td role="cell" class="pick">${this.#renderAll()}</td>
            ${this.#renderHead('title', msg('Title'))} ${this.#renderHead('source_type', msg('Type'), 'type')}
            ${this.#renderHead('status', msg('Status'))}
            ${this.#renderHead('chunk_count', msg('Passages'), 'r')}
            ${this.#renderHead('size_bytes', msg('Size'), 'r')}
            ${this.#renderHead('updated_at', msg('Updated'))}
            <td role="cell" class="act"></td>
          </tr>
        </thead>
        ${this.#renderBodies()}
      </table>
    </div>`;
  }

  /** Gaps in the place of what is not drawn, or not here yet. */
  #renderBodies(): unknown {
    const { range } = this.#window;
    const end = this.skip + this.documents.length;
    const drawn: number[] = [];
    for (let at = Math.max(range.start, this.skip); at < Math.min(range.end, end); at += 1) drawn.push(at);
    const focused = this.#window.focused;
    if (focused !== undefined && this.#at(focused) && !drawn.includes(focused)) drawn.push(focused);
    drawn.sort((one, other) => one - other);
    const parts: (number | RowRange)[] = [];
    let next = 0;
    for (const at of [...drawn, this.total]) {
      if (at > next) parts.push({ start: next, end: at });
      if (at < this.total) parts.push(at);
      next = at + 1;
    }
    return repeat(
      parts,
      (part) =>
        typeof part === 'number' ? this.#at(part)?.id : `gap ${part.start === 0 ? 'first' : part.end}`,
      (part) => (typeof part === 'number' ? this.#renderDocument(part) : this.#renderGap(part)),
    );
  }

  #at(index: number): KbDocument | undefined {
    const { index: focused, document } = this.#focused ?? {};
    return this.documents[index - this.skip] ?? (index === focused ? document : undefined);
  }

  #renderGap({ start, end }: RowRange): TemplateResult {
    const { places } = this.#window;
    const height = Math.round(places.offset(end) - places.offset(start));
    return html`<tbody class="gap" aria-hidden="true">
      <tr>
        <td colspan="8" data-height=${height}></td>
      </tr>
    </tbody>`;
  }

  #renderDocument(index: number): TemplateResult | typeof nothing {
    const document = this.#at(index);
    return document
      ? html`<tbody data-index=${index}>
          ${this.#renderRow(document, index)}
        </tbody>`
      : nothing;
  }

  #renderHead(column: SortColumn, label: string, side = ''): TemplateResult | typeof nothing {
    const sorted = this.query.sort === column;
    const order = this.query.order === 'asc' ? 'ascending' : 'descending';
    if (!this.#shows(column)) return nothing;
    return html`<th role="columnheader" scope="col" class=${side} aria-sort=${sorted ? order : nothing}>
      <button type="button" value=${column} @click=${this.#onSort}>
        ${label}<span class=${sorted ? `sort ${order}` : 'sort none'}>${icon('down', 's')}</span>
      </button>
    </th>`;
  }

  readonly #shows = (column: SortColumn): boolean =>
    !(this.hiddenColumns as readonly SortColumn[]).includes(column);

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

  #renderRow(document: KbDocument, index: number): TemplateResult {
    return documentRow(
      {
        document,
        index,
        isSelected: this.selected.has(document.id),
        shows: this.#shows,
        actions: this.#actionsFor(document.status),
      },
      {
        onPick: this.#onPick,
        onPickKey: this.#onPickKey,
        onMenuSelect: this.#onMenuSelect,
        onFix: this.#onFix,
      },
    );
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

  /** Other rows are in view. */
  onView({ start, end }: RowRange): void {
    this.dispatchEvent(new ViewChangeEvent(start, end));
  }

  /** Brings a row to the beginning of the view. */
  scrollToRow(index: number): void {
    this.#window.scrollTo(index);
  }

  /** Puts the focus on the actions of a row, or of the last one; says whether there is any. */
  focusRow(at: number): boolean {
    const menus = [...this.renderRoot.querySelectorAll<RowMenu>('va-row-menu')];
    const id = this.documents[Math.min(at, this.documents.length - 1)]?.id;
    const menu = menus.find(({ dataset }) => dataset.id === id) ?? menus.at(-1);
    menu?.focus();
    return Boolean(menu);
  }

  readonly #onFocus = (event: FocusEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    const index = Number(row?.dataset.index);
    const document = row ? this.#at(index) : undefined;
    this.#focused = document && { index, document };
  };

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

  readonly #onMenuSelect = (event: MenuSelectEvent): void =>
    this.#request(event.item as DocumentRequestEvent['action'], event.currentTarget as RowMenu);

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

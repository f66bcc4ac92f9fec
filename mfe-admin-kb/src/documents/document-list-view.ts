import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { Facets } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { DocumentFilters } from './document-filters.js';
import { INITIAL_QUERY, isNarrowed, type ListQuery, type Listing, type Segment } from './document-list.js';
import { documentListView } from './document-list-view.css.js';
import { listStyles } from '../list.css.js';
import type { DocumentTable } from './document-table.js';
import { ListRetryEvent, QueryChangeEvent, type PageTurnEvent, type ViewChangeEvent } from '../events.js';
import type { OptionalColumn } from './remembered-table.js';
import type { RowRange } from './row-places.js';
import { describeReading } from '../reading-words.js';

/**
 * The filters and the page of documents that fits them, or why there is none.
 *
 * @element va-document-list
 * @fires va-query-change - another part of the list is asked for
 * @fires va-columns-change - other columns are to be left out
 * @fires va-view-change - other rows came into view
 * @fires va-list-retry - the list is to be asked for again
 */
export class DocumentListView extends LitElement {
  static override styles = [controls, listStyles, documentListView];

  /** What is asked for. */
  @property({ attribute: false }) query: ListQuery = INITIAL_QUERY;
  /** What came last. */
  @property({ attribute: false }) listing: Listing | undefined;
  /** How many documents each status would show. */
  @property({ attribute: false }) counts: Partial<Record<Segment, number>> = {};
  /** What there is to narrow the list by. */
  @property({ attribute: false }) facets: Facets | undefined;
  /** The columns that are left out. */
  @property({ attribute: false }) hiddenColumns: readonly OptionalColumn[] = [];
  /** The documents that are chosen. */
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  /** Another list is on its way. */
  @property({ type: Boolean }) loading = false;
  /** Why the latest look at the server failed. */
  @property({ attribute: false }) error: unknown;

  @query('va-document-filters') private filters!: DocumentFilters | null;
  @query('va-document-table') private table!: DocumentTable | null;
  @query('section') private section!: HTMLElement;
  #pressed = false;
  /** The rows that are seen. */
  @state() private view: RowRange = { start: 0, end: 0 };

  protected override updated(changed: PropertyValues<this>): void {
    // Another list is read from its beginning.
    if (changed.get('query') && this.view.start > 0) this.table?.scrollToRow(0);
    // A button that was pressed here went with what it mended: the person goes on at the list.
    if (this.#pressed && !this.loading && !this.renderRoot.querySelector('[data-mends]')) {
      this.#pressed = false;
      this.section.focus();
    }
  }

  protected override render(): TemplateResult {
    return html`<section tabindex="-1" aria-label=${msg('List of documents')}>
      ${this.#renderContent()}
    </section>`;
  }

  #renderContent(): TemplateResult {
    const { listing } = this;
    if (!listing)
      return this.error
        ? this.#renderFailure()
        : html`<p class="plain" role="status">${msg('Loading documents')}</p>`;
    if (!listing.total && !this.loading && !isNarrowed(this.query)) return this.#renderEmpty();
    return html`
      <va-document-filters .query=${this.query} .counts=${this.counts} .facets=${this.facets}
        ><va-column-choice .hiddenColumns=${this.hiddenColumns}></va-column-choice
      ></va-document-filters>
      ${this.error ? this.#renderNotice() : nothing}
      ${listing.documents.length ? this.#renderTable(listing) : this.#renderNone()}
    `;
  }

  #renderTable({ documents, skip, total }: Listing): TemplateResult {
    const start = Math.min(this.view.start, total - 1);
    // Before the table has looked, what came is what is shown.
    const shown = Math.min(this.view.end || documents.length, total) - start;
    return html`
      <va-document-table
        .documents=${documents}
        .skip=${skip}
        .total=${total}
        .query=${this.query}
        .busy=${this.loading}
        .selected=${this.selected}
        .hiddenColumns=${this.hiddenColumns}
        @va-view-change=${this.#onViewChange}
      ></va-document-table>
      <va-pager
        class=${shown < total ? 'long' : ''}
        .skip=${start}
        .shown=${shown}
        .step=${Math.max(1, shown - 1)}
        .total=${total}
        scrolls
        @va-page-turn=${this.#onTurn}
      ></va-pager>
    `;
  }

  #renderEmpty(): TemplateResult {
    return html`${this.error ? this.#renderNotice() : nothing}
      <div class="plain">
        <h2>${msg('No documents yet')}</h2>
        <p>
          ${msg(
            'Upload guidelines, protocols, pathways or formularies: answers are made only from them. Until then, every question is answered with “not found”.',
          )}
        </p>
      </div>`;
  }

  #renderNone(): TemplateResult {
    return html`<div class="plain" role="status">
      <h2>${msg('No document fits')}</h2>
      <p>${msg('Nothing was deleted: the search and the filters leave all documents out.')}</p>
      <button type="button" class="btn" data-mends @click=${this.#onShowAll}>
        ${msg('Show all documents')}
      </button>
    </div>`;
  }

  #renderFailure(): TemplateResult {
    const { title, detail } = describeReading(this.error);
    return html`<div class="plain" role="alert">
      <h2>${msg('The documents could not be loaded')}</h2>
      <p>${title} ${detail}</p>
      <button type="button" class="btn" data-mends @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  #renderNotice(): TemplateResult {
    const { title } = describeReading(this.error);
    return html`<div class="notice" role="status">
      <p><b>${title}</b> ${msg('The list below may be out of date; it is asked for again by itself.')}</p>
      <button type="button" class="btn sm" data-mends @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  /** Puts the focus on the actions of a row, or of the last one, or on what stands in the table's place. */
  async focusRow(at: number): Promise<void> {
    await this.updateComplete;
    await this.table?.updateComplete;
    if (!this.table?.focusRow(at)) this.section.focus();
  }

  #onViewChange({ start, end }: ViewChangeEvent): void {
    this.view = { start, end };
  }

  /** Nothing else is asked for: the same list goes on further down. */
  #onTurn({ skip }: PageTurnEvent): void {
    this.table?.scrollToRow(skip);
  }

  #onShowAll(): void {
    this.#pressed = true;
    this.filters?.clear();
    this.dispatchEvent(
      new QueryChangeEvent({ ...INITIAL_QUERY, sort: this.query.sort, order: this.query.order }),
    );
  }

  #onRetry(): void {
    this.#pressed = true;
    this.dispatchEvent(new ListRetryEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-document-list': DocumentListView;
  }
}

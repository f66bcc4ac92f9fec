import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { documentFilters } from './document-filters.css.js';
import { INITIAL_QUERY, SEGMENT_NAMES, type ListQuery, type Segment } from './document-list.js';
import { QueryChangeEvent, SearchInputEvent } from '../events.js';
import { formatCount } from '../format.js';
import { SOURCE_TYPES, sourceTypeName } from '../vocabulary.js';

const LABELS: Record<Segment, () => string> = {
  all: () => msg('All'),
  ready: () => msg('Ready'),
  progress: () => msg('In progress'),
  failed: () => msg('Failed'),
};

/**
 * Status, search and type of the list of documents.
 *
 * @element va-document-filters
 * @fires va-query-change - a status or a type was chosen
 * @fires va-search-input - the search text has changed
 */
export class DocumentFilters extends LitElement {
  static override styles = [controls, documentFilters];

  /** What is asked for now. */
  @property({ attribute: false }) query: ListQuery = INITIAL_QUERY;
  /** How many documents each status would show. */
  @property({ attribute: false }) counts: Partial<Record<Segment, number>> = {};

  protected override render(): TemplateResult {
    return html`<div class="filters">
      <div class="seg" role="group" aria-label=${msg('Status')}>
        ${SEGMENT_NAMES.map((segment) => this.#renderSegment(segment))}
      </div>
      <label class="find">
        <span class="sr">${msg('Search documents')}</span>
        ${icon('search')}
        <input
          class="in"
          type="search"
          maxlength="200"
          dir="auto"
          placeholder=${msg('Search by title or file name')}
          autocomplete="off"
          @input=${this.#onSearch}
        />
      </label>
      <label class="type">
        <span class="sr">${msg('Type')}</span>
        <select class="in" @change=${this.#onType}>
          <option value="" ?selected=${!this.query.sourceType}>${msg('All types')}</option>
          ${SOURCE_TYPES.map(
            (type) =>
              html`<option value=${type} ?selected=${this.query.sourceType === type}>
                ${sourceTypeName(type)}
              </option>`,
          )}
        </select>
      </label>
    </div>`;
  }

  #renderSegment(segment: Segment): TemplateResult {
    const count = this.counts[segment];
    return html`<button
      type="button"
      value=${segment}
      aria-pressed=${this.query.segment === segment}
      @click=${this.#onSegment}
    >
      ${LABELS[segment]()} ${count === undefined ? '' : html`<span class="num">${formatCount(count)}</span>`}
    </button>`;
  }

  /** Empties the search box and the type. */
  clear(): void {
    for (const field of this.renderRoot.querySelectorAll<HTMLInputElement | HTMLSelectElement>('.in'))
      field.value = '';
  }

  #onSegment(event: Event): void {
    const segment = (event.currentTarget as HTMLButtonElement).value as Segment;
    if (segment !== this.query.segment) this.dispatchEvent(new QueryChangeEvent({ segment }));
  }

  #onSearch(event: InputEvent): void {
    this.dispatchEvent(new SearchInputEvent((event.target as HTMLInputElement).value));
  }

  #onType(event: Event): void {
    this.dispatchEvent(new QueryChangeEvent({ sourceType: (event.target as HTMLSelectElement).value }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-document-filters': DocumentFilters;
  }
}

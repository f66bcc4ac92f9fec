import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { Facets } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { documentFilters } from './document-filters.css.js';
import {
  AGES,
  INITIAL_QUERY,
  SEGMENT_NAMES,
  type Age,
  type ListQuery,
  type Segment,
} from './document-list.js';
import { QueryChangeEvent, SearchInputEvent } from '../events.js';
import { formatCount } from '../format.js';
import { SOURCE_TYPES, sourceTypeName, specialtyName } from '../vocabulary.js';

const LABELS: Record<Segment, () => string> = {
  all: () => msg('All'),
  ready: () => msg('Ready'),
  progress: () => msg('In progress'),
  failed: () => msg('Failed'),
};

const CHOICES = ['sourceType', 'specialty', 'uploadedBy', 'age'] as const;

/**
 * Status, search and type of the list of documents.
 *
 * @element va-document-filters
 * @slot - what stands behind them in the line
 * @fires va-query-change - a status or a type was chosen
 * @fires va-search-input - the search text has changed
 */
export class DocumentFilters extends LitElement {
  static override styles = [controls, documentFilters];

  /** What is asked for now. */
  @property({ attribute: false }) query: ListQuery = INITIAL_QUERY;
  /** What there is to narrow the list by; a server that does not tell it is offered the types alone. */
  @property({ attribute: false }) facets: Facets | undefined;
  /** How many documents each status would show. */
  @property({ attribute: false }) counts: Partial<Record<Segment, number>> = {};

  /** Where there is little room, the choices are shown on demand. */
  @state() private isOpen = false;

  protected override render(): TemplateResult {
    const chosen = CHOICES.filter((name) => this.query[name]).length;
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
      <button
        class="btn more"
        type="button"
        aria-expanded=${this.isOpen}
        aria-controls="further"
        @click=${this.#onMore}
      >
        ${msg('Filters')} ${chosen ? html`<span class="num">${formatCount(chosen)}</span>` : nothing}
      </button>
      <div class=${this.isOpen ? 'further open' : 'further'} id="further">
        ${this.#renderChoice(
          'sourceType',
          msg('Type'),
          msg('All types'),
          this.facets?.sourceTypes ?? SOURCE_TYPES,
          sourceTypeName,
        )}
        ${this.facets ? this.#renderFurther(this.facets) : nothing}
      </div>
      <slot></slot>
    </div>`;
  }

  #renderFurther({ specialties, uploaders }: Facets): TemplateResult {
    const names = new Map(uploaders.map(({ id, name }) => [id, name]));
    return html`${this.#renderChoice(
      'specialty',
      msg('Specialty'),
      msg('All specialties'),
      specialties,
      specialtyName,
    )}
    ${this.#renderChoice(
      'uploadedBy',
      msg('Uploaded by'),
      msg('Uploaded by anybody'),
      [...names.keys()],
      (id) => names.get(id) ?? '',
    )}
    ${this.#renderChoice('age', msg('Updated'), msg('Updated at any time'), AGES, ageName)}`;
  }

  #renderChoice(
    name: (typeof CHOICES)[number],
    label: string,
    all: string,
    words: readonly string[],
    nameOf: (word: string) => string,
  ): TemplateResult {
    const chosen = this.query[name];
    const isLong = name === 'uploadedBy' || name === 'age';
    return html`<label class=${isLong ? 'type long' : 'type'}>
      <span class="sr">${label}</span>
      <select class="in" name=${name} @change=${this.#onChoice}>
        <option value="" ?selected=${!chosen}>${all}</option>
        ${words.map(
          (word) => html`<option value=${word} ?selected=${chosen === word}>${nameOf(word)}</option>`,
        )}
      </select>
    </label>`;
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

  #onMore(): void {
    this.isOpen = !this.isOpen;
  }

  #onSearch(event: InputEvent): void {
    this.dispatchEvent(new SearchInputEvent((event.target as HTMLInputElement).value));
  }

  #onChoice(event: Event): void {
    const { name, value } = event.target as HTMLSelectElement;
    this.dispatchEvent(new QueryChangeEvent({ [name]: value }));
  }
}

function ageName(age: string): string {
  switch (age as Age) {
    case '1':
      return msg('Updated today');
    case '7':
      return msg('Updated in the last 7 days');
    case '30':
      return msg('Updated in the last 30 days');
    case '365':
      return msg('Updated in the last year');
    default:
      return msg('Updated more than a year ago');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-document-filters': DocumentFilters;
  }
}

import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { problemText } from '../problem-text.js';
import { UserRetryEvent, UserSearchEvent, UserViewEvent } from './events.js';
import type { UserFilters } from './user-filters.js';
import { userList } from './user-list.css.js';
import { FIRST_VIEW, type UserListing, type UserView } from './user-query.js';
import type { UserTable } from './user-table.js';

/**
 * The filters and the page of people that fits them, or why there is none.
 *
 * @element va-user-list
 * @fires va-user-view - another part of the list is asked for
 * @fires va-user-search - the search text has changed
 * @fires va-user-retry - the list is to be asked for again
 */
export class UserList extends LitElement {
  static override styles = [controls, userList];

  /** What is asked for. */
  @property({ attribute: false }) view: UserView = FIRST_VIEW;
  /** What came last. */
  @property({ attribute: false }) listing: UserListing | undefined;
  /** Who looks at it. */
  @property() ownId = '';
  /** Another list is on its way. */
  @property({ type: Boolean }) loading = false;
  /** Why the latest question has no answer. */
  @property({ attribute: false }) error: unknown;

  @query('va-user-filters') private filters!: UserFilters | null;
  @query('va-user-table') private table!: UserTable | null;
  @query('section') private section!: HTMLElement;
  #pressed = false;

  protected override updated(): void {
    // A button that was pressed here went with what it mended: the person goes on at the list.
    if (this.#pressed && !this.loading && !this.renderRoot.querySelector('[data-mends]')) {
      this.#pressed = false;
      this.section.focus();
    }
  }

  protected override render(): TemplateResult {
    return html`<section tabindex="-1" aria-label=${msg('List of users')}>${this.#renderContent()}</section>`;
  }

  #renderContent(): TemplateResult {
    const { listing } = this;
    if (!listing) {
      if (this.error) return this.#renderFailure();
      return html`<p class="plain" role="status">${msg('Loading users')}</p>`;
    }
    return html`
      <va-user-filters .view=${this.view}></va-user-filters>
      ${this.error ? this.#renderNotice() : nothing}
      ${listing.items.length ? this.#renderTable(listing) : this.#renderNone()}
    `;
  }

  #renderTable(listing: UserListing): TemplateResult {
    return html`
      <va-user-table
        .users=${listing.items}
        .view=${this.view}
        .ownId=${this.ownId}
        .busy=${this.loading}
      ></va-user-table>
      <va-user-pager .page=${this.view.page} .listing=${listing}></va-user-pager>
    `;
  }

  #renderNone(): TemplateResult {
    return html`<div class="plain" role="status">
      <h2>${msg('Nobody fits')}</h2>
      <p>${msg('No account was deleted: the search and the filters leave everybody out.')}</p>
      <button type="button" class="btn" data-mends @click=${this.#onShowAll}>${msg('Show all users')}</button>
    </div>`;
  }

  #renderFailure(): TemplateResult {
    const { title, detail } = problemText(this.error);
    return html`<div class="plain" role="alert">
      <h2>${msg('The users could not be loaded')}</h2>
      <p>${title} ${detail}</p>
      <button type="button" class="btn" data-mends @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  #renderNotice(): TemplateResult {
    const { title } = problemText(this.error);
    return html`<div class="notice" role="status">
      <p><b>${title}</b> ${msg('The list below is the one from before.')}</p>
      <button type="button" class="btn sm" data-mends @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  /** Puts the focus on the actions of a row, or of the last one, or on what stands in the table's place. */
  async focusRow(at: number): Promise<void> {
    await this.updateComplete;
    await this.table?.updateComplete;
    if (!this.table?.focusRow(at)) this.section.focus();
  }

  #onShowAll(): void {
    this.#pressed = true;
    this.filters?.clear();
    this.dispatchEvent(new UserSearchEvent('', true));
    this.dispatchEvent(new UserViewEvent({ role: undefined, status: undefined }));
  }

  #onRetry(): void {
    this.#pressed = true;
    this.dispatchEvent(new UserRetryEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-user-list': UserList;
  }
}

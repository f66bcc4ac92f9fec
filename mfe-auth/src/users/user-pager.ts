import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatRange } from '../format.js';
import { UserViewEvent } from './events.js';
import { PAGE_SIZE, lastPage, type UserListing } from './user-query.js';

/**
 * Which part of the list is shown, and the ways to the next ones. A button that leads nowhere keeps the focus.
 *
 * @element va-user-pager
 * @fires va-user-view - another page was chosen
 */
export class UserPager extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--va-2);
        padding-block: var(--va-3);
        color: var(--va-text-2);
        font-size: var(--va-text-sm);
      }
      p {
        margin-inline-end: auto;
        font-variant-numeric: tabular-nums lining-nums;
      }
      .btn[aria-disabled='true'] {
        color: var(--va-text-3);
        border-color: var(--va-line-strong);
        background: none;
        cursor: default;
      }
    `,
  ];

  /** The page asked for, from 1. */
  @property({ type: Number }) page = 1;
  /** The page on the screen. */
  @property({ attribute: false }) listing: UserListing = { items: [], total: 0, page: 1 };

  protected override render(): TemplateResult {
    const { page, listing } = this;
    const first = (listing.page - 1) * PAGE_SIZE + 1;
    const range = formatRange(first, first + listing.items.length - 1);
    const total = formatCount(listing.total);
    return html`
      <p aria-live="polite">${msg(str`${range} of ${total}`)}</p>
      <button type="button" class="btn sm" aria-disabled=${page <= 1} @click=${this.#onPrevious}>
        ${msg('Previous')}
      </button>
      <button type="button" class="btn sm" aria-disabled=${page >= this.#last} @click=${this.#onNext}>
        ${msg('Next')}
      </button>
    `;
  }

  get #last(): number {
    return lastPage(this.listing.total);
  }

  #onPrevious(): void {
    if (this.page > 1) this.dispatchEvent(new UserViewEvent({ page: this.page - 1 }));
  }

  #onNext(): void {
    if (this.page < this.#last) this.dispatchEvent(new UserViewEvent({ page: this.page + 1 }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-user-pager': UserPager;
  }
}

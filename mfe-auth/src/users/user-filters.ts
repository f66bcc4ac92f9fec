import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { ROLES, type Role } from '@voiceassist/shared/schemas/users';
import { LitElement, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { roleName } from '../person.js';
import { UserSearchEvent, UserViewEvent } from './events.js';
import { userFilters } from './user-filters.css.js';
import { FIRST_VIEW, STATUSES, type Status, type UserView } from './user-query.js';

/**
 * Status, search and role of the list of people.
 *
 * @element va-user-filters
 * @fires va-user-view - a status or a role was chosen
 * @fires va-user-search - the search text has changed
 */
export class UserFilters extends LitElement {
  static override styles = [controls, userFilters];

  /** What is asked for now. */
  @property({ attribute: false }) view: UserView = FIRST_VIEW;

  protected override render(): TemplateResult {
    return html`<div class="filters">
      <div class="seg" role="group" aria-label=${msg('Status')}>
        ${[undefined, ...STATUSES].map((status) => this.#renderStatus(status))}
      </div>
      <label class="find">
        <span class="sr">${msg('Search users')}</span>
        ${icon('search')}
        <input
          class="in"
          type="search"
          maxlength="200"
          placeholder=${msg('Search by name or email')}
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          dir="auto"
          @input=${this.#onInput}
          @change=${this.#onChange}
        />
      </label>
      <label class="role">
        <span class="sr">${msg('Role')}</span>
        <select class="in" .value=${this.view.role ?? ''} @change=${this.#onRole}>
          <option value="" ?selected=${!this.view.role}>${msg('All roles')}</option>
          ${ROLES.map(
            (role) =>
              html`<option value=${role} ?selected=${this.view.role === role}>${roleName(role)}</option>`,
          )}
        </select>
      </label>
    </div>`;
  }

  #renderStatus(status: Status | undefined): TemplateResult {
    return html`<button
      type="button"
      value=${status ?? ''}
      aria-pressed=${this.view.status === status}
      @click=${this.#onStatus}
    >
      ${status ? { active: msg('Active'), deactivated: msg('Deactivated') }[status] : msg('All')}
    </button>`;
  }

  /** Empties the search box. */
  clear(): void {
    const box = this.renderRoot.querySelector('input');
    if (box) box.value = '';
  }

  #onStatus(event: Event): void {
    const { value } = event.currentTarget as HTMLButtonElement;
    const status = STATUSES.find((each) => each === value);
    if (status !== this.view.status) this.dispatchEvent(new UserViewEvent({ status }));
  }

  #onInput(event: Event): void {
    this.dispatchEvent(new UserSearchEvent((event.target as HTMLInputElement).value, false));
  }

  #onChange(event: Event): void {
    this.dispatchEvent(new UserSearchEvent((event.target as HTMLInputElement).value, true));
  }

  #onRole(event: Event): void {
    const role = (event.target as HTMLSelectElement).value as Role | '';
    this.dispatchEvent(new UserViewEvent({ role: role || undefined }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-user-filters': UserFilters;
  }
}

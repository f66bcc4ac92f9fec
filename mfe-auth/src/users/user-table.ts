import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { User, UserSort } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, formatMoment } from '../format.js';
import { personName, roleName } from '../person.js';
import { UserRequestEvent, UserViewEvent, type UserMenuEvent } from './events.js';
import { actionsFor, type UserAction } from './user-action.js';
import type { UserMenu } from './user-menu.js';
import { FIRST_VIEW, sortedBy, type UserView } from './user-query.js';
import { userTable } from './user-table.css.js';

/**
 * One page of people. Rows are kept by person, so that a new look at the server leaves focus and menus alone. The roles
 * are written out: a narrow table lays its rows out as blocks, and browsers then forget that it is a table.
 *
 * @element va-user-table
 * @fires va-user-view - another order was chosen
 * @fires va-user-request - something is to be done with an account
 */
export class UserTable extends LitElement {
  static override styles = [controls, userTable];

  /** The people in the order to show. */
  @property({ attribute: false }) users: readonly User[] = [];
  /** The order that they are in. */
  @property({ attribute: false }) view: UserView = FIRST_VIEW;
  /** Who looks at them. */
  @property() ownId = '';
  /** Another page is on its way. */
  @property({ type: Boolean }) busy = false;

  #focusedRow = -1;

  protected override willUpdate(): void {
    const menus = [...this.renderRoot.querySelectorAll('va-user-menu')];
    this.#focusedRow = menus.findIndex((menu) => menu === this.shadowRoot?.activeElement);
  }

  protected override updated(): void {
    // The row that held the focus is gone: the person goes on at the one in its place.
    if (this.#focusedRow >= 0 && !this.shadowRoot?.activeElement) this.focusRow(this.#focusedRow);
  }

  protected override render(): TemplateResult {
    return html`<div class="scroll">
      <table role="table" aria-label=${msg('Users')} aria-busy=${this.busy}>
        <thead>
          <tr role="row">
            ${this.#renderSort('name', msg('Name'))} ${this.#renderSort('role', msg('Role'))}
            ${this.#renderHead(msg('Specialty'))} ${this.#renderHead(msg('Status'))}
            ${this.#renderSort('last_login_at', msg('Last sign-in'))}
            ${this.#renderSort('created_at', msg('Created'))}
            <td role="cell" class="act"></td>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.users,
            ({ id }) => id,
            (user) => this.#renderRow(user),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #renderSort(column: UserSort, label: string): TemplateResult {
    const isSorted = this.view.sort === column;
    const order = this.view.order === 'asc' ? 'ascending' : 'descending';
    return html`<th role="columnheader" scope="col" aria-sort=${isSorted ? order : nothing}>
      <button type="button" value=${column} @click=${this.#onSort}>
        ${label}<span class=${isSorted ? `sort ${order}` : 'sort none'}>${icon('down', 's')}</span>
      </button>
    </th>`;
  }

  #renderHead(label: string): TemplateResult {
    return html`<th role="columnheader" scope="col" class="plain">${label}</th>`;
  }

  #renderRow(user: User): TemplateResult {
    const { id, email, role, specialty, isActive, lastLoginAt, createdAt } = user;
    const name = personName(user);
    const isOwn = id === this.ownId;
    return html`<tr role="row" class=${isActive ? '' : 'off'}>
      <th role="rowheader" scope="row">
        <bdi>${name}</bdi>${isOwn ? html` <span class="own">${msg('You')}</span>` : nothing}
        ${name === email ? nothing : html`<small><bdi dir="ltr">${email}</bdi></small>`}
      </th>
      <td role="cell" class=${role} data-label=${msg('Role')}>${roleName(role)}</td>
      <td role="cell" class=${specialty ? '' : 'empty'} data-label=${msg('Specialty')}>
        ${specialty ? html`<bdi>${specialty}</bdi>` : html`<span class="none">–</span>`}
      </td>
      <td role="cell" data-label=${msg('Status')}>
        <span class="status"
          ><span class=${isActive ? 'dot' : 'dot off'}></span>${
            isActive ? msg('Active') : msg('Deactivated')
          }</span
        >
      </td>
      <td role="cell" class="day" data-label=${msg('Last sign-in')}>
        ${lastLoginAt ? renderDay(lastLoginAt) : html`<span class="none">${msg('Never')}</span>`}
      </td>
      <td role="cell" class="day" data-label=${msg('Created')}>
        ${createdAt ? renderDay(createdAt) : html`<span class="none">–</span>`}
      </td>
      <td role="cell" class="act">
        <va-user-menu
          data-id=${id}
          label=${msg(str`Actions for ${name}`)}
          .items=${actionsFor(user, isOwn)}
          @va-user-menu-select=${this.#onMenuSelect}
        ></va-user-menu>
      </td>
    </tr>`;
  }

  /** Puts the focus on the actions of a row, or of the last one; says whether there is any. */
  focusRow(at: number): boolean {
    const menus = this.renderRoot.querySelectorAll<UserMenu>('va-user-menu');
    const menu = menus[Math.min(at, menus.length - 1)];
    menu?.focus();
    return Boolean(menu);
  }

  #onSort(event: Event): void {
    const { value } = event.currentTarget as HTMLButtonElement;
    this.dispatchEvent(new UserViewEvent(sortedBy(this.view, value as UserSort)));
  }

  #onMenuSelect(event: UserMenuEvent): void {
    const { dataset } = event.currentTarget as UserMenu;
    const user = this.users.find(({ id }) => id === dataset.id);
    if (user) this.dispatchEvent(new UserRequestEvent(event.key as UserAction, user));
  }
}

function renderDay(iso: string): TemplateResult {
  const date = new Date(iso);
  return html`<time dir="auto" datetime=${iso} title=${formatMoment(date)}>${formatDay(date)}</time>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'va-user-table': UserTable;
  }
}

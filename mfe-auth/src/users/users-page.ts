import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import {
  NavigateEvent,
  StreamController,
  apiContext,
  controls,
  isApiError,
  sessionContext,
  type Api,
  type AuthTokenStream,
} from '@voiceassist/shared';
import type { User } from '@voiceassist/shared/schemas';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { noticeStyles } from '../notice.css.js';
import { Notice } from '../notice.js';
import type { Question } from '../question.js';
import { Belongings } from './belongings.js';
import type { UserRequestEvent, UserSearchEvent, UserViewEvent } from './events.js';
import { actionDone, questionBefore, type UserAction } from './user-action.js';
import { UserActions } from './user-actions.js';
import { UserAddress } from './user-address.js';
import { describeUserError } from './user-errors.js';
import type { UserList } from './user-list.js';
import { UsersController } from './users-controller.js';
import { usersPage } from './users-page.css.js';

/**
 * Who may sign in, and as what.
 *
 * @element va-users-page
 * @fires va-page-title
 * @fires va-navigate - the address follows what is shown
 */
export class UsersPage extends LitElement {
  static override styles = [controls, noticeStyles, usersPage];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: AuthTokenStream | undefined;

  /** What was asked last, of whom, and where the row stood. */
  @state() private asking: { action: UserAction; user: User; at: number } | undefined;

  readonly #own = new StreamController(this, () => this.session?.user$);
  readonly #list = new UsersController(this, () => this.api);
  readonly #address = new UserAddress(this, this.#list);
  readonly #actions = new UserActions(this, () => this.api);
  readonly #belongings = new Belongings(this, () => this.api);
  readonly #notice = new Notice(this, () => void this.list.focusRow(0));

  @query('va-user-list') private list!: UserList;
  @query('va-question') private question!: Question;

  protected override render(): TemplateResult {
    const { view, listing, loading, error } = this.#list;
    return html`
      <h1>${msg('Users')}</h1>
      <p class="lead">${msg('Who may sign in, and as what.')}</p>
      <va-user-list
        .view=${view}
        .listing=${listing}
        .loading=${loading}
        .error=${error}
        .ownId=${this.#own.value?.id ?? ''}
        @va-user-view=${this.#onView}
        @va-user-search=${this.#onSearch}
        @va-user-retry=${this.#onRetry}
        @va-user-request=${this.#onRequest}
      ></va-user-list>
      ${this.#renderQuestion()} ${this.#notice.render()}
    `;
  }

  #renderQuestion(): TemplateResult {
    const { action, user } = this.asking ?? {};
    const asked = action && user && questionBefore(action, user, this.#isOwn(user));
    const isDeletion = action === 'delete';
    const { busy } = this.#actions;
    const error = asked && (this.#actions.error ?? (isDeletion ? this.#belongings.error : undefined));
    return html`<va-question
      .heading=${asked?.heading ?? ''}
      .consequence=${(isDeletion ? this.#belongings.consequence : asked?.consequence) ?? ''}
      .waiting=${msg('Looking up what would be deleted')}
      .action=${asked?.action ?? ''}
      ?danger=${isDeletion}
      ?busy=${busy}
      .error=${error ? describeUserError(error) : undefined}
      @va-confirm=${this.#onConfirm}
      @va-question-retry=${this.#onLookUp}
      @va-question-close=${this.#onClose}
    ></va-question>`;
  }

  #isOwn({ id }: User): boolean {
    return id === this.session?.user?.id;
  }

  #onView({ change }: UserViewEvent): void {
    this.#list.show(change);
    this.#address.follow();
  }

  #onSearch({ text, now }: UserSearchEvent): void {
    if (now) this.#list.searchNow(text);
    else this.#list.searchSoon(text);
  }

  #onRetry(): void {
    this.#list.refresh();
  }

  async #onRequest({ action, user }: UserRequestEvent): Promise<void> {
    this.#notice.clear();
    this.#actions.reset();
    if (!questionBefore(action, user, this.#isOwn(user))) {
      // The one before may be closed without having said so yet.
      this.asking = undefined;
      return this.#perform(action, user);
    }
    const at = this.#list.listing?.items.findIndex(({ id }) => id === user.id) ?? 0;
    this.asking = { action, user, at };
    if (action === 'delete') void this.#belongings.lookUp(user);
    await this.updateComplete;
    await this.question.ask();
  }

  #onLookUp(): void {
    if (this.asking) void this.#belongings.lookUp(this.asking.user);
  }

  #onConfirm(): void {
    if (this.asking) void this.#perform(this.asking.action, this.asking.user);
  }

  async #onClose(): Promise<void> {
    // The event is late: the next question may already stand.
    if (this.question.isOpen) return;
    const at = this.asking?.at ?? 0;
    this.asking = undefined;
    await this.updateComplete;
    // The row that asked is gone with its account; browsers leave the focus in the closed dialog until they paint.
    const active = this.shadowRoot?.activeElement;
    if (!active || active === this.question) await this.list.focusRow(at);
  }

  async #perform(action: UserAction, user: User): Promise<void> {
    const done = await this.#actions.run(action, user);
    const { error } = this.#actions;
    if (!done) {
      if (!this.asking && error) this.#notice.fail(describeUserError(error));
      if (isApiError(error) && (error.status === 404 || error.status >= 500)) this.#list.refresh();
      return;
    }
    if (action === 'delete') this.#list.remove(user.id);
    else this.#list.replace(done);
    if (this.#isOwn(done)) this.session?.updateUser(done);
    if (this.asking) this.question.close();
    this.#notice.say(actionDone(action, done));
    if (this.#isOwn(done) && done.role !== 'admin') this.dispatchEvent(new NavigateEvent('/chat', true));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-users-page': UsersPage;
  }
}

import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, type Api } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { PageTitle } from '../page-title.js';
import { problemText } from '../problem-text.js';
import { accountPage } from './account-page.css.js';
import { CapabilitiesController } from './capabilities-controller.js';
import { IDLE_LIMIT_SECONDS } from './preference-choices.js';
import type { SessionList } from './session-list.js';

/**
 * What a person can see and change of their own account. What the server does not offer is left out.
 *
 * @element va-account-page
 * @fires va-page-title
 */
export class AccountPage extends LitElement {
  static override styles = [controls, accountPage];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @query('va-session-list') private sessions!: SessionList | null;
  @query('h1') private heading!: HTMLElement;

  readonly #capabilities = new CapabilitiesController(this, () => this.api);

  constructor() {
    super();
    new PageTitle(this, () => msg('My account'));
  }

  protected override render(): TemplateResult {
    const { value, error } = this.#capabilities;
    const hasAccounts = value?.capabilities.includes('accounts');
    return html`
      <h1 tabindex="-1">${msg('My account')}</h1>
      <va-profile-form></va-profile-form>
      ${error ? this.#renderFailure(error) : nothing}
      ${
        hasAccounts || value?.capabilities.includes('password')
          ? html`<va-change-password-form
              .isLast=${!hasAccounts}
              @va-password-change=${this.#onPasswordChange}
            ></va-change-password-form>`
          : nothing
      }
      ${hasAccounts ? html`<va-session-list></va-session-list>` : nothing}
      ${
        value || error
          ? html`<va-preferences-form
              .idleLimit=${value?.idleSeconds ?? IDLE_LIMIT_SECONDS}
            ></va-preferences-form>`
          : html`<p class="loading" role="status">${msg('Loading the rest of your account')}</p>`
      }
    `;
  }

  #renderFailure(error: unknown): TemplateResult {
    const { title, detail } = problemText(error);
    return html`<div class="failure" role="alert">
      <p><strong>${msg('Password and sessions could not be loaded.')}</strong> ${title} ${detail}</p>
      <button type="button" class="btn" @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  #onPasswordChange(): void {
    this.sessions?.reload();
  }

  #onRetry(): void {
    // The button goes with what it mends.
    this.heading.focus();
    void this.#capabilities.load();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-account-page': AccountPage;
  }
}

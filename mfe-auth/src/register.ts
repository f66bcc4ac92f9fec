import { ContextConsumer } from '@lit/context';
import {
  PageTitleEvent,
  apiContext,
  configContext,
  controls,
  isApiError,
  sessionContext,
} from '@voiceassist/shared';
import { registerSchema } from '@voiceassist/shared/schemas';
import { LitElement, html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { authLayout } from './auth-layout.css.js';
import { renderLayout, renderSummary } from './auth-layout.js';
import { renderField } from './field.js';
import { FormController } from './form-controller.js';
import { renderPasswordField } from './password-field.js';

/**
 * The page that creates an account and signs its owner in.
 * @element va-register
 */
export class Register extends LitElement {
  static override styles = [controls, authLayout];

  @state() private isPasswordShown = false;

  readonly #session = new ContextConsumer(this, { context: sessionContext });
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #api = new ContextConsumer(this, { context: apiContext });
  readonly #form = new FormController(this, {
    schema: registerSchema,
    send: async ({ first_name = '', last_name = '', email = '', password = '', specialty }) => {
      const person = {
        firstName: first_name,
        lastName: last_name,
        email,
        password,
        ...(specialty && { specialty }),
      };
      const { tokens, user } = (await this.#api.value?.auth.register(person)) ?? {};
      if (tokens && user) await this.#session.value?.signIn(tokens, user);
    },
    explain: (error) =>
      isApiError(error) && error.status === 409
        ? {
            fields: {
              email: html`This address already has an account.
                <a href="/login${location.search}">Sign in instead</a>.`,
            },
          }
        : undefined,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.dispatchEvent(new PageTitleEvent('Create account'));
  }

  protected override render(): TemplateResult {
    const { fieldErrors, formError, isBusy, onSubmit } = this.#form;
    const field = (name: string, label: string, autocomplete: string) =>
      renderField({ name, label, autocomplete }, fieldErrors);
    return renderLayout({
      title: 'Create account',
      lead: 'For clinicians of this hospital. You are signed in at once.',
      isDemonstration: this.#config.value?.demonstration ?? false,
      content: html`
        ${renderSummary(formError)}
        <form novalidate @submit=${onSubmit}>
          <div class="pair">
            ${field('first_name', 'First name', 'given-name')}
            ${field('last_name', 'Last name', 'family-name')}
          </div>
          ${renderField({ name: 'email', label: 'Email', type: 'email', autocomplete: 'email' }, fieldErrors)}
          ${renderField(
            { name: 'specialty', label: 'Specialty', autocomplete: 'organization-title', isOptional: true },
            fieldErrors,
          )}
          ${renderPasswordField(
            {
              autocomplete: 'new-password',
              hint: '10 to 128 characters. A sentence that only you know is good.',
            },
            fieldErrors,
            this.isPasswordShown,
            this.#onTogglePassword,
          )}
          <button class="btn primary" aria-disabled=${isBusy}>
            ${isBusy ? 'Creating account' : 'Create account'}
          </button>
        </form>
      `,
      foot: html`Already have an account? <a href="/login${location.search}">Sign in</a>`,
    });
  }

  readonly #onTogglePassword = (): void => {
    this.isPasswordShown = !this.isPasswordShown;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'va-register': Register;
  }
}

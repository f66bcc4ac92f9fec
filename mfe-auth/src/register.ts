import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, configContext, controls, isApiError, sessionContext } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { CapabilitiesController } from './account/capabilities-controller.js';
import { authLayout } from './auth-layout.css.js';
import { renderLayout } from './auth-layout.js';
import { renderField, type Field } from './field.js';
import { FormController } from './form-controller.js';
import { renderFormSummary } from './form-summary.js';
import { formStyles } from './form.css.js';
import { lateSchema } from './late-schema.js';
import { renderNewPasswordField } from './new-password-field.js';
import { PageTitle } from './page-title.js';
import { PasswordController } from './password-controller.js';
import { PasswordMeter } from './password-meter.js';
import { meterStyles } from './password-meter.css.js';
import { passwordStyles } from './password.css.js';
import { specialties } from './specialties.js';

/**
 * The page that creates an account and signs its owner in.
 * @element va-register
 */
export class Register extends LitElement {
  static override styles = [controls, formStyles, passwordStyles, meterStyles, authLayout];

  readonly #session = new ContextConsumer(this, { context: sessionContext });
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #api = new ContextConsumer(this, { context: apiContext });
  readonly #password = new PasswordController(this, 'password');
  readonly #meter = new PasswordMeter(this, () =>
    ['first_name', 'last_name', 'email'].map((name) => this.#entered(name)),
  );
  readonly #form = new FormController(this, {
    schema: lateSchema(
      () => this.#api.value,
      ({ registerSchema }) => registerSchema,
    ),
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
              email: () => ({
                text: msg('This address already has an account.'),
                remedy: html`${msg(html`<a href="/login${location.search}">Sign in instead</a>.`)}`,
              }),
            },
          }
        : undefined,
  });

  readonly #server = new CapabilitiesController(this, () => this.#api.value);

  constructor() {
    super();
    new PageTitle(this, () => msg('Create account'));
  }

  protected override render(): TemplateResult {
    const { fieldErrors, isBusy, onSubmit } = this.#form;
    const labels = {
      first_name: msg('First name'),
      last_name: msg('Last name'),
      email: msg('Email'),
      specialty: msg('Specialty'),
      password: msg('Password'),
    };
    const field = (name: keyof typeof labels, rest: Omit<Field, 'name' | 'label'>) =>
      renderField({ name, label: labels[name], ...rest }, fieldErrors);
    return renderLayout({
      title: msg('Create account'),
      lead: msg('For clinicians of this hospital. You are signed in at once.'),
      isDemonstration: this.#config.value?.demonstration ?? false,
      content: html`
        ${renderFormSummary(this.#form, labels)}
        <form novalidate @submit=${onSubmit}>
          <div class="pair">
            ${field('first_name', { autocomplete: 'given-name' })}
            ${field('last_name', { autocomplete: 'family-name' })}
          </div>
          ${field('email', { type: 'email', autocomplete: 'email' })}
          ${
            this.#server.value?.lacks?.includes('specialty')
              ? ''
              : field('specialty', { autocomplete: 'off', isOptional: true, suggestions: specialties() })
          }
          ${renderNewPasswordField(this.#password, this.#meter, labels.password, fieldErrors)}
          <button class="btn primary" aria-disabled=${isBusy}>
            ${isBusy ? msg('Creating account') : msg('Create account')}
          </button>
        </form>
      `,
      foot: html`${msg(html`Already have an account? <a href="/login${location.search}">Sign in</a>`)}`,
    });
  }

  #entered(name: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)?.value ?? '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-register': Register;
  }
}

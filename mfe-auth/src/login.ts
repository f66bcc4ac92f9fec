import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, configContext, controls, define, isApiError, sessionContext } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { takeArrival } from './arrival.js';
import { authLayout } from './auth-layout.css.js';
import { renderLayout, renderNotice } from './auth-layout.js';
import type { Person, PersonEvent } from './demonstration-people.js';
import { renderField } from './field.js';
import { FormController } from './form-controller.js';
import { renderFormSummary } from './form-summary.js';
import { formStyles } from './form.css.js';
import { lateSchema } from './late-schema.js';
import { loginStyles } from './login.css.js';
import { PageTitle } from './page-title.js';
import { PasswordController } from './password-controller.js';
import { renderPasswordField } from './password-field.js';
import { passwordStyles } from './password.css.js';

/**
 * The sign-in page. Where a person goes afterwards is for the shell.
 * @element va-login
 */
export class Login extends LitElement {
  static override styles = [controls, formStyles, passwordStyles, authLayout, loginStyles];

  readonly #arrival = takeArrival();
  readonly #session = new ContextConsumer(this, { context: sessionContext });
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #api = new ContextConsumer(this, { context: apiContext });
  readonly #password = new PasswordController(this, 'password');
  #people: Person[] = [];
  /** What is asked for behind the password. */
  #next: TemplateResult | undefined;
  /** Whether texts that were not sent outlast the session. */
  #isTextKept = false;
  readonly #form = new FormController(this, {
    schema: lateSchema(
      () => this.#api.value,
      ({ loginSchema }) => loginSchema,
    ),
    send: async ({ email = '', password = '' }) => {
      const { tokens, user, secondFactor } = (await this.#api.value?.auth.login({ email, password })) ?? {};
      if (tokens && user) await this.#session.value?.signIn(tokens, user);
      if (secondFactor) this.#next = (await import('./define-pages.js')).secondFactor(secondFactor);
    },
    explain: (error) =>
      isApiError(error) && error.status === 401
        ? {
            form: () => ({
              title: msg('Email or password is not right.'),
              detail: msg('Nothing was changed. Try again, or reset the password.'),
            }),
          }
        : undefined,
  });

  constructor() {
    super();
    new PageTitle(this, () => msg('Sign in'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#config.value?.demonstration || this.#session.value?.endReason === 'idle') void this.#ask();
  }

  protected override render(): TemplateResult {
    if (this.#next) return this.#next;
    const { fieldErrors, isBusy, onSubmit } = this.#form;
    const labels = { email: msg('Email'), password: msg('Password') };
    const query = location.search;
    return renderLayout({
      title: msg('Sign in'),
      lead: msg('Answers from your hospital’s own documents, each claim open at its source.'),
      isDemonstration: this.#config.value?.demonstration ?? false,
      content: html`
        ${this.#renderNotice()} ${renderFormSummary(this.#form, labels)}
        <form novalidate @submit=${onSubmit}>
          ${renderField(
            { name: 'email', label: labels.email, type: 'email', autocomplete: 'username' },
            fieldErrors,
          )}
          <div class="secret">
            ${renderPasswordField(
              this.#password,
              { label: labels.password, autocomplete: 'current-password' },
              fieldErrors,
            )}
            <a class="forgot" href="/forgot-password${query}">${msg('Forgot password?')}</a>
          </div>
          <button class="btn primary" aria-disabled=${isBusy}>
            ${isBusy ? msg('Signing in') : msg('Sign in')}
          </button>
        </form>
        ${
          this.#people.length
            ? html`<va-demonstration-people
                .people=${this.#people}
                @va-person=${this.#onPerson}
              ></va-demonstration-people>`
            : ''
        }
      `,
      foot: html`${msg(html`No account yet? <a href="/register${query}">Create one</a>`)}`,
    });
  }

  #renderNotice(): TemplateResult | '' {
    const { formError, fieldErrors } = this.#form;
    if (formError || Object.keys(fieldErrors).length) return '';
    if (this.#arrival === 'password-set') {
      return renderNotice(
        msg('Your new password is set, and every other session was ended. Sign in with it.'),
        'check',
      );
    }
    const reason = this.#session.value?.endReason;
    if (reason === 'refused') return renderNotice(msg('Your session has ended. Sign in again to go on.'));
    if (reason !== 'idle') return '';
    return renderNotice(
      this.#isTextKept
        ? msg(
            'You were signed out because nothing was entered for a while. What you had typed is kept, and offered again when you sign in.',
          )
        : msg('You were signed out because nothing was entered for a while.'),
    );
  }

  async #ask(): Promise<void> {
    const isDemonstration = this.#config.value?.demonstration;
    // Without an answer the page is an ordinary sign-in page, which is all that is lost.
    const found = await this.#api.value?.server.capabilities().catch(() => undefined);
    this.#isTextKept = found?.capabilities.includes('vault') ?? false;
    if (isDemonstration && found?.demonstration) await this.#loadPeople(found.demonstration.signIns);
    this.requestUpdate();
  }

  async #loadPeople(people: Person[]): Promise<void> {
    const element = await import('./demonstration-people.js').catch(() => undefined);
    if (!element) return;
    define('va-demonstration-people', element.DemonstrationPeople);
    this.#people = people;
  }

  #onPerson({ person }: PersonEvent): void {
    for (const name of ['email', 'password'] as const) {
      const input = this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
      if (input) input.value = person[name];
    }
    void this.#form.submit({ email: person.email, password: person.password });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-login': Login;
  }
}

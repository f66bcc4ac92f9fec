import { ContextConsumer } from '@lit/context';
import {
  PageTitleEvent,
  apiContext,
  configContext,
  controls,
  icon,
  isApiError,
  sessionContext,
} from '@voiceassist/shared';
import { loginSchema, type Capabilities } from '@voiceassist/shared/schemas';
import { LitElement, html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { authLayout } from './auth-layout.css.js';
import { renderLayout, renderSummary } from './auth-layout.js';
import { renderField } from './field.js';
import { FormController } from './form-controller.js';
import { renderPasswordField } from './password-field.js';

type SignIn = NonNullable<Capabilities['demonstration']>['signIns'][number];

/**
 * The sign-in page. Where a person goes afterwards is for the shell.
 * @element va-login
 */
export class Login extends LitElement {
  static override styles = [controls, authLayout];

  @state() private people: SignIn[] = [];
  @state() private isPasswordShown = false;

  readonly #session = new ContextConsumer(this, { context: sessionContext });
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #api = new ContextConsumer(this, { context: apiContext });
  readonly #form = new FormController(this, {
    schema: loginSchema,
    send: async ({ email = '', password = '' }) => {
      const { tokens, user } = (await this.#api.value?.auth.login({ email, password })) ?? {};
      if (tokens && user) await this.#session.value?.signIn(tokens, user);
    },
    explain: (error) =>
      isApiError(error) && error.status === 401
        ? { form: { title: 'Email or password is not right.', detail: 'Nothing was changed. Try again.' } }
        : undefined,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.dispatchEvent(new PageTitleEvent('Sign in'));
    if (this.#config.value?.demonstration) void this.#loadPeople();
  }

  protected override render(): TemplateResult {
    const { fieldErrors, formError, isBusy, onSubmit } = this.#form;
    return renderLayout({
      title: 'Sign in',
      lead: 'Answers from your hospital’s own documents, each claim open at its source.',
      isDemonstration: this.#config.value?.demonstration ?? false,
      content: html`
        ${renderSummary(formError)}
        <form novalidate @submit=${onSubmit}>
          ${renderField({ name: 'email', label: 'Email', type: 'email', autocomplete: 'username' }, fieldErrors)}
          ${renderPasswordField(
            { autocomplete: 'current-password' },
            fieldErrors,
            this.isPasswordShown,
            this.#onTogglePassword,
          )}
          <button class="btn primary" aria-disabled=${isBusy}>${isBusy ? 'Signing in' : 'Sign in'}</button>
        </form>
        ${this.people.length ? this.#renderPeople() : ''}
      `,
      foot: html`No account yet? <a href="/register${location.search}">Create one</a>`,
    });
  }

  #renderPeople(): TemplateResult {
    return html`
      <section class="people" aria-labelledby="people">
        <h2 id="people">Or look around as a demonstration user</h2>
        ${this.people.map(
          (person) => html`
            <button type="button" data-email=${person.email} @click=${this.#onPerson}>
              <b>${person.label}</b><small>${person.description}</small>${icon('forward')}
            </button>
          `,
        )}
      </section>
    `;
  }

  async #loadPeople(): Promise<void> {
    // Without them the page is an ordinary sign-in page, which is all that is lost.
    const capabilities = await this.#api.value?.system.capabilities().catch(() => undefined);
    this.people = capabilities?.demonstration?.signIns ?? [];
  }

  readonly #onTogglePassword = (): void => {
    this.isPasswordShown = !this.isPasswordShown;
  };

  #onPerson(event: Event): void {
    const { email } = (event.currentTarget as HTMLElement).dataset;
    const person = this.people.find((each) => each.email === email);
    if (!person) return;
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

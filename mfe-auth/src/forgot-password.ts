import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { StreamController, apiContext, configContext, controls, sessionContext } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { CapabilitiesController } from './account/capabilities-controller.js';
import { authLayout } from './auth-layout.css.js';
import { renderLayout } from './auth-layout.js';
import { renderField } from './field.js';
import { FormController } from './form-controller.js';
import { renderFormSummary } from './form-summary.js';
import { formStyles } from './form.css.js';
import { lateSchema } from './late-schema.js';
import { PageTitle } from './page-title.js';
import { sentStyles } from './forgot-password.css.js';

/**
 * The page that asks for a mail to set a new password. What it says afterwards is the same whether there is an account
 * or not.
 * @element va-forgot-password
 */
export class ForgotPassword extends LitElement {
  static override styles = [controls, formStyles, authLayout, sentStyles];

  /** The address that a mail was asked for. */
  @state() private askedFor = '';
  @query('h1') private readonly heading!: HTMLElement | null;

  readonly #session = new ContextConsumer(this, { context: sessionContext });
  /** Known only after a while when the page is opened from a mail. */
  readonly #user = new StreamController(this, () => this.#session.value?.user$);
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #api = new ContextConsumer(this, { context: apiContext });
  readonly #form = new FormController(this, {
    schema: lateSchema(
      () => this.#api.value,
      ({ forgotPasswordSchema }) => forgotPasswordSchema,
    ),
    send: async ({ email = '' }) => {
      await this.#api.value?.auth.forgotPassword(email);
      this.askedFor = email.trim();
      await this.updateComplete;
      this.heading?.focus();
    },
  });

  readonly #server = new CapabilitiesController(this, () => this.#api.value);

  constructor() {
    super();
    new PageTitle(this, () => this.#title);
  }

  get #title(): string {
    return this.askedFor ? msg('Check your mail') : msg('Forgot your password');
  }

  protected override render(): TemplateResult {
    const isSignedIn = Boolean(this.#user.value);
    return renderLayout({
      title: this.#title,
      lead: this.#isLacking
        ? msg(
            'This server sends no mail to set a new password. Your account and what is in it stay as they are.',
          )
        : this.askedFor
          ? msg('If there is an account for this address, a mail is on its way:')
          : msg('Enter the address of your account. A mail brings a link to set a new password.'),
      isDemonstration: this.#config.value?.demonstration ?? false,
      isSignedIn,
      content: this.#isLacking
        ? html`<p>
            ${msg('Whoever runs the server can set one for you: ask them, and name the address of your account.')}
          </p>`
        : this.askedFor
          ? this.#renderAsked()
          : this.#renderForm(),
      foot: isSignedIn
        ? html`<a href="/chat">${msg('Back to the chat')}</a>`
        : html`<a href="/login${location.search}">${msg('Back to sign in')}</a>`,
    });
  }

  get #isLacking(): boolean {
    return this.#server.value?.lacks?.includes('password-reset') ?? false;
  }

  #renderForm(): TemplateResult {
    const { fieldErrors, isBusy, onSubmit } = this.#form;
    const labels = { email: msg('Email') };
    return html`
      ${renderFormSummary(this.#form, labels)}
      <form novalidate @submit=${onSubmit}>
        ${renderField(
          { name: 'email', label: labels.email, type: 'email', autocomplete: 'username' },
          fieldErrors,
        )}
        <button class="btn primary" aria-disabled=${isBusy}>
          ${isBusy ? msg('Sending') : msg('Send reset link')}
        </button>
      </form>
    `;
  }

  #renderAsked(): TemplateResult {
    return html`
      <p class="address"><bdi>${this.askedFor}</bdi></p>
      <p>${msg('Its link is good for 30 minutes and works once.')}</p>
      ${
        this.#config.value?.demonstration
          ? html`<p class="demonstration">
              ${msg(
                'In this demonstration no mail is sent. It is written to the folder “outbox” in the data directory of the server, and the console names its file.',
              )}
            </p>`
          : ''
      }
      <h2>${msg('If no mail arrives')}</h2>
      <ul>
        <li>${msg('Give it a few minutes, and look in the spam folder.')}</li>
        <li>${msg('Check that the address above is right, and the one that you registered with.')}</li>
        <li>${msg('Otherwise ask an administrator whether you have an account.')}</li>
      </ul>
      <button type="button" class="btn" @click=${this.#onAgain}>${msg('Use another address')}</button>
    `;
  }

  async #onAgain(): Promise<void> {
    const before = this.askedFor;
    this.askedFor = '';
    await this.updateComplete;
    const input = this.renderRoot.querySelector<HTMLInputElement>('#email');
    if (!input) return;
    input.value = before;
    input.select();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-forgot-password': ForgotPassword;
  }
}

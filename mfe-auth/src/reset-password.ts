import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import {
  NavigateEvent,
  StreamController,
  apiContext,
  configContext,
  controls,
  isApiError,
  sessionContext,
} from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { leaveArrival } from './arrival.js';
import { authLayout } from './auth-layout.css.js';
import { renderLayout } from './auth-layout.js';
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

/** What the server lets through; a longer one is none of its own, cut or whole. */
const LONGEST_TOKEN = 512;

/**
 * The page that a mailed link opens, to set a new password. The link's token leaves the address and the history at once
 * and lives in this element alone; a reload needs the link again.
 * @element va-reset-password
 */
export class ResetPassword extends LitElement {
  static override styles = [controls, formStyles, passwordStyles, meterStyles, authLayout];

  /** Why there is nothing to enter here. */
  @state() private refusal: 'missing' | 'unusable' | undefined;
  @query('h1') private readonly heading!: HTMLElement | null;

  #token = '';
  readonly #session = new ContextConsumer(this, { context: sessionContext });
  /** Known only after a while when the page is opened from a mail. */
  readonly #user = new StreamController(this, () => this.#session.value?.user$);
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #api = new ContextConsumer(this, { context: apiContext });
  readonly #password = new PasswordController(this, 'password');
  readonly #meter = new PasswordMeter(this, () => []);
  readonly #form = new FormController(this, {
    schema: lateSchema(
      () => this.#api.value,
      ({ resetPasswordSchema }) => ({
        '~standard': {
          validate: (values) =>
            resetPasswordSchema['~standard'].validate({ ...(values as object), token: this.#token }),
        },
      }),
    ),
    send: ({ password = '' }) => this.#send(password),
  });

  constructor() {
    super();
    new PageTitle(this, () => this.#title);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const token = new URLSearchParams(location.search).get('token');
    if (location.search) history.replaceState(null, '', location.pathname);
    if (token) this.#token = token.slice(0, LONGEST_TOKEN);
    this.refusal = this.#token ? undefined : 'missing';
  }

  get #title(): string {
    if (this.refusal === 'missing') return msg('The link is not complete');
    return this.refusal ? msg('This link no longer works') : msg('Set a new password');
  }

  protected override render(): TemplateResult {
    const isSignedIn = Boolean(this.#user.value);
    return renderLayout({
      title: this.#title,
      lead: this.#lead,
      isDemonstration: this.#config.value?.demonstration ?? false,
      isSignedIn,
      content: this.refusal
        ? html`<a class="btn primary ask" href="/forgot-password">${msg('Ask for a new link')}</a>`
        : this.#renderForm(),
      foot: isSignedIn
        ? html`<a href="/chat">${msg('Back to the chat')}</a>`
        : html`<a href="/login">${msg('Back to sign in')}</a>`,
    });
  }

  get #lead(): string {
    if (this.refusal === 'missing') {
      return msg('Nothing was changed. Open the link in the mail once more, or ask for a new one.');
    }
    return this.refusal
      ? msg(
          'Nothing was changed. It was used before, is older than 30 minutes, or is not the newest one. Ask for a new one.',
        )
      : msg('It takes the place of the old one, and every session that is open now ends.');
  }

  #renderForm(): TemplateResult {
    const { fieldErrors, isBusy, onSubmit } = this.#form;
    const labels = { password: msg('New password') };
    return html`
      ${renderFormSummary(this.#form, labels)}
      <form novalidate @submit=${onSubmit}>
        ${renderNewPasswordField(this.#password, this.#meter, labels.password, fieldErrors)}
        <button class="btn primary" aria-disabled=${isBusy}>
          ${isBusy ? msg('Setting password') : msg('Set password')}
        </button>
      </form>
    `;
  }

  async #send(password: string): Promise<void> {
    try {
      await this.#api.value?.auth.resetPassword(this.#token, password);
    } catch (error) {
      // Without errors of fields, what cannot be used is the link.
      if (!isApiError(error) || error.status !== 400 || error.problem.errors) throw error;
      this.#token = '';
      this.refusal = 'unusable';
      await this.updateComplete;
      this.heading?.focus();
      return;
    }
    this.#token = '';
    leaveArrival('password-set');
    // Whoever was signed in here is not any more; this page need not find out by a refusal.
    const session = this.#session.value;
    if (session?.user) await session.signOut('refused');
    this.dispatchEvent(new NavigateEvent('/login', true));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-reset-password': ResetPassword;
  }
}

import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import {
  WorkController,
  apiContext,
  controls,
  icon,
  sessionContext,
  type Api,
  type AuthTokenStream,
} from '@voiceassist/shared';
import { changePasswordSchema } from '@voiceassist/shared/schemas/auth';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { FormController } from '../form-controller.js';
import { renderFormSummary } from '../form-summary.js';
import { formStyles } from '../form.css.js';
import { renderNewPasswordField } from '../new-password-field.js';
import { PasswordController } from '../password-controller.js';
import { renderPasswordField, renderUsername } from '../password-field.js';
import { PasswordMeter } from '../password-meter.js';
import { meterStyles } from '../password-meter.css.js';
import { passwordStyles } from '../password.css.js';
import { sectionStyles } from './section.css.js';

/** The password was changed, and with it every other session ended. */
export class PasswordChangeEvent extends Event {
  static readonly type = 'va-password-change';

  constructor() {
    super(PasswordChangeEvent.type);
  }
}

/**
 * A new password for the one in use.
 *
 * @element va-change-password-form
 * @fires va-password-change - the password was changed
 */
export class ChangePasswordForm extends LitElement {
  static override styles = [controls, formStyles, passwordStyles, meterStyles, sectionStyles];

  @consume({ context: apiContext, subscribe: true })
  private api: Api | undefined;

  @consume({ context: sessionContext, subscribe: true })
  private session: AuthTokenStream | undefined;

  /** The server ends every session with a new password, this one too, and lets nobody in for a while. */
  @property({ attribute: false }) isLast = false;

  @state() private isChanged = false;
  @query('form') private form!: HTMLFormElement;

  readonly #current = new PasswordController(this, 'current_password');
  readonly #new = new PasswordController(this, 'password');
  readonly #meter = new PasswordMeter(this, () => {
    const { firstName = '', lastName = '', email = '' } = this.session?.user ?? {};
    return [firstName, lastName, email];
  });
  readonly #form = new FormController(this, {
    schema: changePasswordSchema,
    send: ({ current_password = '', password = '' }) => this.#change(current_password, password),
  });

  constructor() {
    super();
    new WorkController(this, 'unsaved', () => this.#form.isEdited);
  }

  protected override render(): TemplateResult {
    const { fieldErrors, isBusy, onSubmit } = this.#form;
    const labels = { current_password: msg('Current password'), password: msg('New password') };
    return html`<section aria-labelledby="title">
      <div class="about">
        <h2 id="title">${msg('Password')}</h2>
        <p>
          ${
            this.isLast
              ? msg(
                  'A new one ends every session, this one too. Up to an hour can pass until this server lets you in with it.',
                )
              : msg('A new one ends every session but this one.')
          }
        </p>
      </div>
      <div class="content">
        ${renderFormSummary(this.#form, labels)}
        <form novalidate @submit=${onSubmit} @input=${this.#onInput}>
          ${renderUsername(this.session?.user?.email ?? '')}
          ${renderPasswordField(
            this.#current,
            { label: labels.current_password, autocomplete: 'current-password' },
            fieldErrors,
          )}
          ${renderNewPasswordField(this.#new, this.#meter, labels.password, fieldErrors)}
          <div class="save">
            <button class="btn primary" aria-disabled=${isBusy}>
              ${isBusy ? msg('Changing password') : msg('Change password')}
            </button>
            <p class="saved" role="status">
              ${this.isChanged ? html`${icon('check')}${this.#changedText}` : nothing}
            </p>
          </div>
        </form>
      </div>
    </section>`;
  }

  get #changedText(): string {
    return this.isLast
      ? msg('Password changed. You are about to be signed out, and can sign in again within the hour.')
      : msg('Password changed. Your other sessions were ended.');
  }

  async #change(current: string, password: string): Promise<void> {
    if (!this.api) return;
    this.isChanged = false;
    await this.api.auth.changePassword(current, password);
    this.form.reset();
    // The meter forgets the password with the field.
    this.form.querySelector('#password')?.dispatchEvent(new Event('input', { bubbles: true }));
    this.isChanged = true;
    this.dispatchEvent(new PasswordChangeEvent());
  }

  #onInput(): void {
    this.#form.isEdited = true;
    this.requestUpdate();
    this.isChanged = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-change-password-form': ChangePasswordForm;
  }
  interface HTMLElementEventMap {
    'va-password-change': PasswordChangeEvent;
  }
}

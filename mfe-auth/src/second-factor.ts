import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { configContext, controls, define, isApiError, sessionContext, type Api } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { authLayout } from './auth-layout.css.js';
import { renderLayout } from './auth-layout.js';
import { renderField } from './field.js';
import { FormController, type FormSchema } from './form-controller.js';
import { renderFormSummary } from './form-summary.js';
import { formStyles } from './form.css.js';

/** Goes on with signing in by a code. */
type Verify = NonNullable<Awaited<ReturnType<Api['auth']['login']>>['secondFactor']>;

/**
 * The second page of signing in: a code of the person's device, or one of those that were kept for when that is lost.
 * @element va-second-factor
 */
export class SecondFactor extends LitElement {
  static override styles = [
    controls,
    formStyles,
    authLayout,
    css`
      /* The whole of the page that it stands in. */
      :host {
        grid-column: 1 / -1;
      }
      .other {
        margin-block-start: var(--va-4);
      }
    `,
  ];

  /** What the code is given to. */
  @property({ attribute: false }) verify: Verify | undefined;

  @state() private isBackup = false;
  @query('form input') private readonly field!: HTMLInputElement | null;

  readonly #session = new ContextConsumer(this, { context: sessionContext });
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #form = new FormController(this, {
    schema: schemaOfCode(() => this.#name),
    send: async ({ code = '', backup_code: backup = '' }) => {
      const { tokens, user } =
        (await this.verify?.((code || backup).replace(/\s/g, ''), this.isBackup)) ?? {};
      if (tokens && user) await this.#session.value?.signIn(tokens, user);
    },
    explain: (error) =>
      isApiError(error) && error.status === 400
        ? { fields: { [this.#name]: () => ({ text: this.#wrongText }) } }
        : undefined,
  });

  /** A field of its own for each, so that what is wrong with the one is not said of the other. */
  get #name(): 'code' | 'backup_code' {
    return this.isBackup ? 'backup_code' : 'code';
  }

  get #wrongText(): string {
    return this.isBackup
      ? msg('This backup code is not right, or was used before: each of them works once.')
      : msg('This code is not right, or no longer. Enter the one that your device shows now.');
  }

  protected override render(): TemplateResult {
    const { fieldErrors, isBusy, onSubmit } = this.#form;
    const labels = { code: msg('Code'), backup_code: msg('Backup code') };
    const name = this.#name;
    return renderLayout({
      title: msg('Confirm that it is you'),
      lead: this.isBackup
        ? msg('Enter one of the backup codes that you kept when you set this up.')
        : msg('Enter the six digits that your authenticator app shows now.'),
      isDemonstration: this.#config.value?.demonstration ?? false,
      content: html`
        ${renderFormSummary(this.#form, labels)}
        <form novalidate @submit=${onSubmit}>
          ${renderField({ name, label: labels[name], autocomplete: 'one-time-code' }, fieldErrors)}
          <button class="btn primary" aria-disabled=${isBusy}>
            ${isBusy ? msg('Signing in') : msg('Sign in')}
          </button>
        </form>
        <button type="button" class="btn other" @click=${this.#onOther}>
          ${this.isBackup ? msg('Use the authenticator app') : msg('Use a backup code')}
        </button>
      `,
      foot: html`<button type="button" class="btn quiet" @click=${this.#onBack}>
        ${msg('Back to sign in')}
      </button>`,
    });
  }

  protected override firstUpdated(): void {
    this.field?.focus();
  }

  async #onOther(): Promise<void> {
    this.isBackup = !this.isBackup;
    await this.updateComplete;
    this.field?.focus();
  }

  /** What was entered so far is for this page alone. */
  #onBack(): void {
    location.reload();
  }
}

/** A code is asked for in the place of what asked for the password. */
export function secondFactor(verify: Verify): TemplateResult {
  define('va-second-factor', SecondFactor);
  return html`<va-second-factor .verify=${verify}></va-second-factor>`;
}

/** Six digits, or anything that may be a backup code. */
function schemaOfCode(nameOf: () => 'code' | 'backup_code'): FormSchema {
  return {
    '~standard': {
      validate(value) {
        const name = nameOf();
        const code = ((value as Record<string, string>)[name] ?? '').replace(/\s/g, '');
        const isRight = name === 'code' ? /^\d{6}$/.test(code) : code !== '';
        return isRight ? { value } : { issues: [{ message: msg('The code has six digits.'), path: [name] }] };
      },
    },
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'va-second-factor': SecondFactor;
  }
}

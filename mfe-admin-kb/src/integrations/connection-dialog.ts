import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { Connection } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ConnectConfirmEvent } from './events.js';
import { formStyles } from './form.css.js';
import { errorWords } from './problem-words.js';

/**
 * Asks where Nextcloud is, and as whom it is to be read. The password is written here and never shown again.
 *
 * @element va-connection-dialog
 * @fires va-connect-confirm
 */
export class ConnectionDialog extends LitElement {
  static override styles = [controls, formStyles];

  /** It is being tried. */
  @property({ type: Boolean }) busy = false;
  /** Why it was not kept. */
  @property({ attribute: false }) error: unknown;

  @state() private known: Connection | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('form') private form!: HTMLFormElement;

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading">
      <h2 id="heading">${msg('Connect Nextcloud')}</h2>
      <form @submit=${this.#onSubmit}>
        ${this.#renderField('url', msg('Address'), 'url', this.known?.url, true)}
        <p>${msg('Of your Nextcloud, such as https://cloud.hospital.org, or of a WebDAV folder.')}</p>
        ${this.#renderField('username', msg('User name'), 'text', this.known?.username, true)}
        ${this.#renderField('password', msg('App password'), 'password', '', false)}
        <p>
          ${msg('Make one at Nextcloud under Settings, Security. It is kept encrypted and never shown again.')}
        </p>
        ${this.#renderField('calendar', msg('Address of the calendar (optional)'), 'url', this.known?.calendarUrl, false)}
        <p>${msg('Only when the calendar is at another CalDAV server.')}</p>
        ${this.error ? html`<p class="bad" role="alert">${errorWords(this.error)}</p>` : nothing}
        <div class="row">
          <button type="submit" class="btn primary" aria-disabled=${this.busy}>
            ${this.busy ? msg('Connecting…') : msg('Connect')}
          </button>
          <button type="button" class="btn" @click=${this.close}>${msg('Cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #renderField(
    name: string,
    label: string,
    type: 'url' | 'text' | 'password',
    value: string | null | undefined,
    required: boolean,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        class="in"
        dir="ltr"
        id=${name}
        name=${name}
        type=${type}
        .defaultValue=${value ?? ''}
        ?required=${required}
        autocomplete=${type === 'password' ? 'new-password' : 'off'}
        spellcheck="false"
      />
    </div>`;
  }

  /** Asks, with what is known already. */
  async ask(known: Connection | undefined): Promise<void> {
    this.known = known;
    await this.updateComplete;
    this.form.reset();
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** Ends the question. */
  close(): void {
    this.form.reset();
    this.dialog.close();
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(this.form);
    const [url = '', username = '', password = '', calendarUrl = ''] = [
      ...['url', 'username', 'password', 'calendar'],
    ].map((name) => String(data.get(name) ?? ''));
    this.dispatchEvent(
      new ConnectConfirmEvent({
        url,
        username,
        ...(password && { password }),
        ...(calendarUrl && { calendarUrl }),
      }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-connection-dialog': ConnectionDialog;
  }
}

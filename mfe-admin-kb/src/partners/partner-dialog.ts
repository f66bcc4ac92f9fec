import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { NewPartner, Partner, PartnerLimits } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { formStyles } from '../integrations/form.css.js';
import { PartnerSaveEvent } from './events.js';
import { limitFields, limitsFrom, USUAL_LIMITS } from './partner-limits.js';
import { callWords, fieldWords, originsFrom } from './partner-words.js';

/**
 * Asks what a partner is called, where its pages are, how it signs and what it may use.
 *
 * @element va-partner-dialog
 * @fires va-partner-save
 */
export class PartnerDialog extends LitElement {
  static override styles = [controls, formStyles];

  /** It is being kept. */
  @property({ type: Boolean }) busy = false;
  /** Why it was not kept. */
  @property({ attribute: false }) error: unknown;

  @state() private known: Partner | undefined;
  @state() private signing: Partner['signing'] = 'shared_secret';
  @state() private wrongOrigins: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('form') private form!: HTMLFormElement;
  @query('#origins') private origins!: HTMLTextAreaElement;

  protected override render(): TemplateResult {
    const limits: PartnerLimits = this.known?.limits ?? USUAL_LIMITS;
    return html`<dialog aria-labelledby="heading">
      <h2 id="heading">${this.known ? msg('Change the partner') : msg('New partner')}</h2>
      <form @submit=${this.#onSubmit}>
        <div class="field">
          <label for="name">${msg('Name')}</label>
          <input
            class="in"
            id="name"
            name="name"
            dir="auto"
            maxlength="100"
            autocomplete="off"
            required
            .defaultValue=${this.known?.name ?? ''}
          />
        </div>
        ${this.#renderOrigins()} ${this.known ? nothing : this.#renderSigning()}
        ${this.known || this.signing === 'public_key' ? this.#renderKey() : nothing} ${limitFields(limits)}
        ${this.#unplaced ? html`<p class="bad" role="alert">${this.#unplaced}</p>` : nothing}
        <div class="row">
          <button type="submit" class="btn primary" aria-disabled=${this.busy}>
            ${this.busy ? msg('Saving…') : msg('Save')}
          </button>
          <button type="button" class="btn" @click=${this.close}>${msg('Cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #renderOrigins(): TemplateResult {
    const wrong = this.wrongOrigins ?? fieldWords(this.error, 'allowed_origins');
    return html`<div class="field">
      <label for="origins">${msg('Origins of its pages, one a line')}</label>
      <textarea
        class="in"
        id="origins"
        name="origins"
        dir="ltr"
        rows="3"
        spellcheck="false"
        required
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="origins-word"
        .defaultValue=${this.known?.allowedOrigins.join('\n') ?? ''}
      ></textarea>
      <p id="origins-word" class=${wrong ? 'bad' : ''} role=${wrong ? 'alert' : nothing}>
        ${wrong ?? msg('Such as https://ward.hospital.org: scheme, host and port, without a path.')}
      </p>
    </div>`;
  }

  #renderSigning(): TemplateResult {
    const choice = (value: Partner['signing'], label: string) =>
      html`<label class="tick">
        <input
          type="radio"
          name="signing"
          value=${value}
          ?checked=${value === 'shared_secret'}
          @change=${() => (this.signing = value)}
        />
        <span>${label}</span>
      </label>`;
    return html`<fieldset>
      <legend>${msg('How its server signs')}</legend>
      ${choice('shared_secret', msg('With a secret that is made here and shown once'))}
      ${choice('public_key', msg('With its own key pair, of which it gives the public key'))}
    </fieldset>`;
  }

  #renderKey(): TemplateResult {
    const wrong = fieldWords(this.error, 'public_key');
    const word = this.known
      ? msg('Empty: what it signs with stays. Another key ends at once what was given out before.')
      : msg('PEM or JWK: Ed25519, P-256, or RSA of 2048 bits and more.');
    return html`<div class="field">
      <label for="key">${this.known ? msg('Another public key (optional)') : msg('Public key')}</label>
      <textarea
        class="in"
        id="key"
        name="key"
        dir="ltr"
        rows="4"
        spellcheck="false"
        ?required=${!this.known}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="key-word"
      ></textarea>
      <p id="key-word" class=${wrong ? 'bad' : ''} role=${wrong ? 'alert' : nothing}>${wrong ?? word}</p>
    </div>`;
  }

  /** What went wrong and stands at no field. */
  get #unplaced(): string | undefined {
    const isPlaced = ['allowed_origins', 'public_key'].some((field) => fieldWords(this.error, field));
    return this.error && !isPlaced ? callWords(this.error) : undefined;
  }

  /** Asks for a new partner, or for changes of one. */
  async ask(known?: Partner): Promise<void> {
    [this.known, this.signing, this.wrongOrigins] = [known, 'shared_secret', undefined];
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
    const read = originsFrom(String(data.get('origins')));
    this.wrongOrigins = 'wrong' in read ? read.wrong : undefined;
    if ('wrong' in read) return this.origins.focus();
    const publicKey = String(data.get('key') ?? '').trim();
    const fields: NewPartner = {
      name: String(data.get('name')),
      allowedOrigins: read.origins,
      limits: limitsFrom(data),
      ...(publicKey && { publicKey }),
    };
    this.dispatchEvent(new PartnerSaveEvent(this.known?.id, fields));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-partner-dialog': PartnerDialog;
  }
}

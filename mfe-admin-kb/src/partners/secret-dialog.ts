import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { Partner, PartnerWithSecret } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { isolated } from '../format.js';
import { formStyles } from '../integrations/form.css.js';
import { SecretConfirmEvent } from './events.js';
import { callWords } from './partner-words.js';

/**
 * Asks how long the secret before is still taken, and shows what a partner's developer needs: its id, and once its secret.
 *
 * @element va-secret-dialog
 * @fires va-secret-confirm
 */
export class SecretDialog extends LitElement {
  static override styles = [controls, formStyles];

  /** It is being made. */
  @property({ type: Boolean }) busy = false;
  /** Why none was made. */
  @property({ attribute: false }) error: unknown;

  @state() private partner: Partner | undefined;
  /** Forgotten when the dialog closes. */
  @state() private shown: PartnerWithSecret | undefined;
  @state() private word: (() => string) | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;

  protected override render(): TemplateResult {
    const name = isolated(this.partner?.name ?? '');
    return html`<dialog aria-labelledby="heading" @close=${this.#onClose}>
      <h2 id="heading">
        ${this.shown ? msg(str`For the developers of ${name}`) : msg(str`New secret for ${name}`)}
      </h2>
      ${this.shown ? this.#renderShown(this.shown) : this.#renderQuestion()}
    </dialog>`;
  }

  #renderQuestion(): TemplateResult {
    const hasSecret = this.partner?.signing === 'shared_secret';
    return html`<form @submit=${this.#onSubmit}>
      ${
        hasSecret
          ? html`<div class="field">
              <label for="overlap">${msg('The secret before')}</label>
              <select class="in" id="overlap" name="overlap" aria-describedby="overlap-word">
                <option value="24">${msg('is taken for 24 hours more')}</option>
                <option value="1">${msg('is taken for one hour more')}</option>
                <option value="0">${msg('ends at once')}</option>
              </select>
              <p id="overlap-word">
                ${msg('Choose “at once” when somebody else may know it: all of its users are then disconnected, and come back with the new one.')}
              </p>
            </div>`
          : html`<p>
              ${msg('The secret takes the place of the partner’s own key, which ends at once: its users are disconnected, and come back with the secret.')}
            </p>`
      }
      ${this.error ? html`<p class="bad" role="alert">${callWords(this.error)}</p>` : nothing}
      <div class="row">
        <button type="submit" class="btn primary" aria-disabled=${this.busy}>
          ${msg('Make a new secret')}
        </button>
        <button type="button" class="btn" @click=${this.close}>${msg('Cancel')}</button>
      </div>
    </form>`;
  }

  #renderShown({ partner, secret }: PartnerWithSecret): TemplateResult {
    return html`<form @submit=${this.#onDone}>
      ${this.#renderCopied('id', msg('Id of the partner (iss)'), partner.id)}
      ${secret ? this.#renderCopied('secret', msg('Shared secret (HS256)'), secret) : nothing}
      ${
        secret
          ? html`<p>
              ${msg('The secret is shown this once. Give it to the partner’s developers on a safe way; it belongs on their server, never into a page.')}
            </p>`
          : nothing
      }
      <p role="status">${this.word?.() ?? ''}</p>
      <div class="row">
        <button type="submit" class="btn primary">${secret ? msg('I have kept it') : msg('Close')}</button>
      </div>
    </form>`;
  }

  #renderCopied(id: string, label: string, value: string): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <span class="copied">
        <input class="in" id=${id} dir="ltr" readonly autocomplete="off" .value=${value} />
        <button
          type="button"
          class="btn"
          value=${id}
          aria-label=${msg(str`Copy: ${label}`)}
          @click=${this.#onCopy}
        >
          ${msg('Copy')}
        </button>
      </span>
    </div>`;
  }

  /** Asks about a new secret for a partner. */
  async ask(partner: Partner): Promise<void> {
    [this.partner, this.shown, this.word] = [partner, undefined, undefined];
    await this.#open();
  }

  /** Shows what was made; nobody can see the secret again. */
  async show(made: PartnerWithSecret): Promise<void> {
    [this.partner, this.shown, this.word] = [made.partner, made, undefined];
    await this.#open();
  }

  /** Ends it. */
  close(): void {
    this.dialog.close();
  }

  async #open(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  async #onCopy({ currentTarget }: Event): Promise<void> {
    const { value: id } = currentTarget as HTMLButtonElement;
    const input = this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
    try {
      await navigator.clipboard.writeText(input?.value ?? '');
      this.word = () => msg('Copied.');
    } catch {
      input?.select();
      this.word = () =>
        msg('The browser does not let this page copy. It is selected: copy it with the keyboard.');
    }
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy || !this.partner) return;
    const overlap = new FormData(event.target as HTMLFormElement).get('overlap');
    this.dispatchEvent(new SecretConfirmEvent(this.partner, Number(overlap ?? 0)));
  }

  #onDone(event: SubmitEvent): void {
    event.preventDefault();
    this.close();
  }

  #onClose(): void {
    [this.shown, this.word] = [undefined, undefined];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-secret-dialog': SecretDialog;
  }
}

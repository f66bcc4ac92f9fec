import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, type Api } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type {
  PartnerConfirmEvent,
  PartnerRequestEvent,
  PartnerSaveEvent,
  SecretConfirmEvent,
} from './events.js';
import type { PartnerDialog } from './partner-dialog.js';
import type { PartnerQuestion } from './partner-question.js';
import { callWords } from './partner-words.js';
import { PartnersController } from './partners-controller.js';
import type { SecretDialog } from './secret-dialog.js';

/**
 * Sites that embed the assistant for their own users: who they are, what they may, and what they used.
 *
 * @element va-partners-section
 */
export class PartnersSection extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        background: var(--va-surface);
      }
      :host([hidden]) {
        display: none;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-2) var(--va-4);
        align-items: end;
        justify-content: space-between;
        padding-block-end: var(--va-2);
        border-block-end: 1px solid var(--va-line-strong);
      }
      h2 {
        font-size: var(--va-text-lg);
        line-height: var(--va-lh-lg);
        font-weight: 600;
      }
      .word {
        padding-block: var(--va-3);
        color: var(--va-text-2);
        text-wrap: pretty;
      }
    `,
  ];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private notice: (() => string) | undefined;
  @state() private busy = false;
  @state() private error: unknown;
  @query('va-partner-dialog') private form!: PartnerDialog;
  @query('va-secret-dialog') private secret!: SecretDialog;
  @query('va-partner-question') private question!: PartnerQuestion;

  readonly #partners = new PartnersController(this, () => this.api);

  protected override render(): TemplateResult {
    const { busy, error } = this;
    return html`<section aria-labelledby="heading">
        <div class="head">
          <h2 id="heading">${msg('Partners')}</h2>
          <button type="button" class="btn" @click=${this.#onAdd}>${msg('Add a partner…')}</button>
        </div>
        ${this.#renderPartners()}
      </section>
      <va-partner-dialog .busy=${busy} .error=${error} @va-partner-save=${this.#onSave}></va-partner-dialog>
      <va-secret-dialog .busy=${busy} .error=${error} @va-secret-confirm=${this.#onSecret}></va-secret-dialog>
      <va-partner-question
        .busy=${busy}
        .error=${error}
        @va-partner-confirm=${this.#onConfirm}
      ></va-partner-question>
      <va-toast .message=${this.notice}></va-toast>`;
  }

  #renderPartners(): TemplateResult {
    const { value, error } = this.#partners.partners;
    if (!value) return html`<p class="word" role="status">${error ? callWords(error) : msg('Loading…')}</p>`;
    if (value.length === 0) {
      return html`<p class="word">
        ${msg('No other site shows the assistant yet. A partner embeds it and signs its own users in.')}
      </p>`;
    }
    return html`<va-partner-list
      .partners=${value}
      .usage=${new Map(this.#partners.usage)}
      @va-partner-request=${this.#onRequest}
    ></va-partner-list>`;
  }

  #onAdd(): Promise<void> {
    this.error = undefined;
    return this.form.ask();
  }

  async #onRequest({ action, partner }: PartnerRequestEvent): Promise<void> {
    this.error = undefined;
    if (action === 'change') return this.form.ask(partner);
    if (action === 'secret') return this.secret.ask(partner);
    if (action === 'use') return this.#partners.toggleUse(partner.id);
    if (action !== 'on') return this.question.ask(action, partner);
    try {
      await this.#partners.change(partner.id, { isActive: true });
      this.notice = () => msg('Switched on.');
    } catch (error) {
      this.notice = () => callWords(error);
    }
  }

  #onSave({ id, fields }: PartnerSaveEvent): Promise<void> {
    return this.#try(async () => {
      const made = id === undefined ? await this.#partners.add(fields) : undefined;
      if (id !== undefined) await this.#partners.change(id, fields);
      this.form.close();
      if (made) return this.secret.show(made);
      this.notice = () => msg('Saved.');
    });
  }

  #onSecret({ partner, overlapHours }: SecretConfirmEvent): Promise<void> {
    return this.#try(async () =>
      this.secret.show(await this.#partners.renewSecret(partner.id, overlapHours)),
    );
  }

  #onConfirm({ action, partner: { id } }: PartnerConfirmEvent): Promise<void> {
    return this.#try(async () => {
      const isDelete = action === 'delete';
      await (isDelete ? this.#partners.remove(id) : this.#partners.change(id, { isActive: false }));
      this.question.close();
      this.notice = () => (isDelete ? msg('Deleted.') : msg('Switched off.'));
    });
  }

  /** Does what a dialog asks for, which says what went wrong. */
  async #try(act: () => Promise<void>): Promise<void> {
    [this.busy, this.error] = [true, undefined];
    await act().catch((error: unknown) => (this.error = error));
    this.busy = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-partners-section': PartnersSection;
  }
}

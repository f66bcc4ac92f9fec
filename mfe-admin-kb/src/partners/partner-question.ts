import { msg, str } from '@lit/localize';
import { controls, plural } from '@voiceassist/shared';
import type { Partner } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { formatCount, isolated } from '../format.js';
import { PartnerConfirmEvent } from './events.js';
import { callWords } from './partner-words.js';

/**
 * Asks before a partner is switched off or deleted, and says what that means. Escape and "Keep" keep it.
 *
 * @element va-partner-question
 * @fires va-partner-confirm
 */
export class PartnerQuestion extends LitElement {
  static override styles = [
    controls,
    css`
      dialog p {
        overflow-wrap: anywhere;
      }
      dialog .bad {
        color: var(--va-danger);
      }
    `,
  ];

  /** It is being done. */
  @property({ type: Boolean }) busy = false;
  /** Why it was not done. */
  @property({ attribute: false }) error: unknown;

  @state() private partner: Partner | undefined;
  @state() private action: PartnerConfirmEvent['action'] = 'off';
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('#keep') private keepButton!: HTMLElement;

  protected override render(): TemplateResult {
    const name = isolated(this.partner?.name ?? '');
    const isDelete = this.action === 'delete';
    return html`<dialog aria-labelledby="question" aria-describedby="consequence">
      <h2 id="question">${isDelete ? msg(str`Delete “${name}”?`) : msg(str`Switch off “${name}”?`)}</h2>
      <p id="consequence">${isDelete ? this.#lost : this.#off}</p>
      ${this.error ? html`<p class="bad" role="alert">${callWords(this.error)}</p>` : nothing}
      <div class="row">
        <button type="button" class="btn danger" aria-disabled=${this.busy} @click=${this.#onConfirm}>
          ${isDelete ? msg('Delete') : msg('Switch off')}
        </button>
        <button type="button" class="btn" id="keep" @click=${this.close}>
          ${isDelete ? msg('Keep') : msg('Leave on')}
        </button>
      </div>
    </dialog>`;
  }

  get #off(): string {
    return msg(
      'The assistant stops on all of its pages within seconds, in the middle of an answer too. Conversations stay, and come back when you switch it on.',
    );
  }

  get #lost(): string {
    const { users = 0, conversations = 0 } = this.partner ?? {};
    if (users === 0)
      return msg('Nobody came from there, so no conversation is lost. Its secret or key ends.');
    const [people, talks] = [formatCount(users), formatCount(conversations)];
    const who = plural(users, { one: msg('its 1 user'), other: msg(str`its ${people} users`) });
    const what = plural(conversations, {
      one: msg('1 conversation'),
      other: msg(str`${talks} conversations`),
    });
    return msg(
      str`Lost for ever: ${who} with ${what} and all attached files. Its pages stop within seconds. Switch it off instead to keep them.`,
    );
  }

  /** Asks about a partner. */
  async ask(action: PartnerConfirmEvent['action'], partner: Partner): Promise<void> {
    [this.action, this.partner] = [action, partner];
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.keepButton.focus();
  }

  /** Ends the question. */
  close(): void {
    this.dialog.close();
  }

  #onConfirm(): void {
    if (this.busy || !this.partner) return;
    this.dispatchEvent(new PartnerConfirmEvent(this.action, this.partner));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-partner-question': PartnerQuestion;
  }
}

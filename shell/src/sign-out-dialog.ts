import { msg, str } from '@lit/localize';
import { controls, plural } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';

/**
 * Asks before a sign-out that deletes what was never sent.
 * @element va-sign-out-dialog
 */
export class SignOutDialog extends LitElement {
  static override styles = [controls];

  @state() private conversations = 0;

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.stay') private readonly stay!: HTMLButtonElement;

  #answer: (isSure: boolean) => void = () => undefined;

  /** Whether the person signs out all the same, with so many conversations that hold what was not sent. */
  async ask(conversations: number): Promise<boolean> {
    if (this.dialog.open) return false;
    this.conversations = conversations;
    await this.updateComplete;
    const before = document.activeElement;
    this.dialog.showModal();
    this.stay.focus();
    const isSure = await new Promise<boolean>((resolve) => (this.#answer = resolve));
    this.dialog.close();
    if (!isSure && before instanceof HTMLElement) before.focus({ preventScroll: true });
    return isSure;
  }

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title" aria-describedby="detail" @close=${() => this.#answer(false)}>
        <h2 id="title">${msg('Some messages were not sent')}</h2>
        <p id="detail">
          ${unsentIn(this.conversations)}
          ${msg('They are kept on this computer until the connection is back. Signing out deletes them.')}
        </p>
        <div class="row">
          <button class="btn" @click=${() => this.#answer(true)}>${msg('Sign out and delete')}</button>
          <button class="btn primary stay" @click=${() => this.#answer(false)}>
            ${msg('Stay signed in')}
          </button>
        </div>
      </dialog>
    `;
  }
}

const unsentIn = (conversations: number): string =>
  plural(conversations, {
    one: msg('1 conversation holds messages that the server has not confirmed.'),
    other: msg(str`${conversations} conversations hold messages that the server has not confirmed.`),
  });

declare global {
  interface HTMLElementTagNameMap {
    'va-sign-out-dialog': SignOutDialog;
  }
}

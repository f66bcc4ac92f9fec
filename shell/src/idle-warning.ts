import { msg, str } from '@lit/localize';
import { controls, plural, type IdleState } from '@voiceassist/shared';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { SignOutEvent, StaySignedInEvent } from './events.js';

/** What is left is said aloud at these seconds, not every second. */
const SAID_AT = [120, 60, 30, 10];

/**
 * Says that the session will end, since nobody seems to be there. Input in any tab lets it go: a click, a key.
 * @element va-idle-warning
 * @fires va-stay-signed-in - The person is there.
 * @fires va-sign-out - The person wants to end the session now.
 */
export class IdleWarning extends LitElement {
  static override styles = [controls];

  @property({ attribute: false }) idle: IdleState = { kind: 'active' };

  @state() private left = 0;
  @state() private said = 0;

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.primary') private readonly stay!: HTMLButtonElement;

  #tick: ReturnType<typeof setInterval> | undefined;
  #step: number | undefined;
  #before: Element | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('idle')) this.#count();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('idle')) return;
    clearInterval(this.#tick);
    if (this.idle.kind === 'warning') {
      this.#tick = setInterval(() => this.#count(), 1_000);
      if (this.dialog.open) return;
      this.#before = document.activeElement;
      this.dialog.showModal();
      this.stay.focus();
    } else if (this.dialog.open) {
      this.dialog.close();
      if (this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    }
  }

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title" aria-describedby="detail" @close=${this.#onClose}>
        <h2 id="title">${msg('Are you still there?')}</h2>
        <p id="detail">
          ${msg('Nothing was entered for a while. To protect what is on the screen, you are signed out soon.')}
          ${msg('What you have typed is kept for you.')}
        </p>
        <p class="left"><strong>${timeLeft(this.left)}</strong></p>
        <p class="sr" role="status">${this.said ? timeLeft(this.said) : ''}</p>
        <div class="row">
          <button class="btn" @click=${this.#onSignOut}>${msg('Sign out now')}</button>
          <button class="btn primary" @click=${this.#onStay}>${msg('Stay signed in')}</button>
        </div>
      </dialog>
    `;
  }

  #count(): void {
    if (this.idle.kind !== 'warning') return;
    this.left = Math.max(0, Math.round((this.idle.endsAt - Date.now()) / 1_000));
    const step = SAID_AT.findLast((seconds) => this.left <= seconds);
    if (step !== this.#step) this.said = this.left;
    this.#step = step;
  }

  #onStay(): void {
    this.dialog.close();
  }

  /** Closed by its button, Escape or the way back of a phone, and not because the person was seen elsewhere. */
  #onClose(): void {
    if (this.idle.kind === 'warning') this.dispatchEvent(new StaySignedInEvent());
  }

  #onSignOut(): void {
    this.dispatchEvent(new SignOutEvent());
  }
}

function timeLeft(seconds: number): string {
  return seconds > 90
    ? msg(str`You are signed out in about ${Math.round(seconds / 60)} minutes.`)
    : plural(seconds, {
        one: msg('You are signed out in 1 second.'),
        other: msg(str`You are signed out in ${seconds} seconds.`),
      });
}

declare global {
  interface HTMLElementTagNameMap {
    'va-idle-warning': IdleWarning;
  }
}

import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Offer } from './update.js';

/** The other version is to be loaded now. */
export class TakeUpdateEvent extends Event {
  static readonly type = 'va-take-update';

  constructor() {
    super(TakeUpdateEvent.type, { bubbles: true, composed: true });
  }
}

/**
 * Says quietly that another version is there, or that this one was withdrawn, and offers to load it.
 * @element va-update-notice
 * @fires va-take-update - The person wants the other version now.
 */
export class UpdateNotice extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        align-self: center;
        gap: var(--va-2);
        padding-inline-start: var(--va-3);
        border: 1px solid var(--va-line);
        border-radius: var(--va-radius);
        background: var(--va-surface);
        color: var(--va-text-2);
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        /* An answer that begins, or a letter that is typed, does not make it flicker. */
        transition: visibility 0s 400ms;
      }
      :host([kind='withdrawn']) {
        border-color: var(--va-warn-line);
        background: var(--va-warn-soft);
        color: var(--va-warn);
        font-weight: 500;
      }
      :host([waiting]) {
        visibility: hidden;
      }
      @media (max-width: 48rem) {
        :host {
          order: 1;
          flex-basis: 100%;
          justify-content: space-between;
          margin-block-end: var(--va-2);
          border-color: var(--va-line);
        }
        :host([waiting]) {
          display: none;
        }
      }
    `,
  ];

  @property({ reflect: true }) kind: Offer = 'new';

  /** Work is under way that must not be interrupted: the offer is made afterwards. */
  @property({ type: Boolean, reflect: true }) waiting = false;

  protected override render(): TemplateResult {
    const text = this.kind === 'withdrawn' ? msg('This version was withdrawn') : msg('New version');
    return html`<span role="status">${text}</span>
      <button class="btn sm quiet" @click=${this.#onTake}>${icon('retry')}${msg('Reload')}</button>`;
  }

  #onTake(): void {
    this.dispatchEvent(new TakeUpdateEvent());
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-take-update': TakeUpdateEvent;
  }
  interface HTMLElementTagNameMap {
    'va-update-notice': UpdateNotice;
  }
}

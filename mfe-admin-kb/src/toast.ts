import { controls } from '@voiceassist/shared';
import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

/** Long enough to read a sentence or two; what it says can be seen in the list as well. */
const SHOWN_MS = 8_000;

/**
 * Says what was just done, at the bottom end, and goes by itself.
 *
 * @element va-toast
 */
export class Toast extends LitElement {
  static override styles = [
    controls,
    css`
      p {
        position: fixed;
        z-index: 6;
        inset-block-end: var(--va-5);
        inset-inline-end: var(--va-5);
        max-inline-size: min(34rem, calc(100vw - 2rem));
        overflow-wrap: anywhere;
      }
      .shown {
        padding: var(--va-3) var(--va-4);
        border: 1px solid var(--va-line-strong);
        border-radius: var(--va-radius-l);
        background: var(--va-surface-raised);
        box-shadow: var(--va-shadow-pop);
      }
    `,
  ];

  /** What to say, in words when they are needed; nothing hides it. */
  @property({ attribute: false }) message: (() => string) | undefined;

  @state() private shown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('message')) return;
    this.shown = this.message !== undefined;
    clearTimeout(this.#timer);
    if (this.shown) this.#timer = setTimeout(() => (this.shown = false), SHOWN_MS);
  }

  protected override render(): TemplateResult {
    return html`<p class=${this.shown ? 'shown' : ''} role="status">
      ${this.shown ? this.message?.() : ''}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-toast': Toast;
  }
}

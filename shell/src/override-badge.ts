import { msg, str } from '@lit/localize';
import { controls, define, icon, tokens } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { clearOverrides, type Override } from './overrides.js';

/**
 * Says, for as long as it is so, that a part of this tab comes from a development server, and ends that.
 * @element va-override-badge
 */
export class OverrideBadge extends LitElement {
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        position: fixed;
        inset-block-end: var(--va-3);
        inset-inline-start: var(--va-3);
        z-index: 40;
        max-inline-size: min(28rem, calc(100vw - 2 * var(--va-3)));
        font: var(--va-text-sm) / var(--va-lh-sm) var(--va-font-ui);
      }
      section {
        display: flex;
        gap: var(--va-3);
        align-items: center;
        padding: var(--va-2) var(--va-3);
        border: 1px solid var(--va-line-strong);
        border-radius: var(--va-radius-l);
        background: var(--va-surface);
        color: var(--va-text);
        box-shadow: var(--va-shadow-pop);
      }
      .missing {
        border-color: var(--va-danger);
      }
      p {
        flex: 1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) overrides: Override[] = [];
  /** Names of those whose development server does not answer. */
  @property({ attribute: false }) missing: ReadonlySet<string> = new Set();

  protected override render(): TemplateResult {
    return html`
      <section aria-label=${msg('Development')} class=${this.missing.size ? 'missing' : ''}>
        <div>${this.overrides.map((override) => this.#renderOverride(override))}</div>
        <button class="btn sm" @click=${this.#onClear}>${icon('close', 's')}${msg('Clear override')}</button>
      </section>
    `;
  }

  #renderOverride({ name, origin }: Override): TemplateResult {
    const part = name.replace('@voiceassist/', '');
    const text = this.missing.has(name)
      ? msg(str`${origin} does not answer for ${part}. Start it with npm run dev, then reload.`)
      : msg(str`${part} comes from ${origin}`);
    return html`<p>${text}</p>`;
  }

  #onClear(): void {
    clearOverrides(sessionStorage);
    location.reload();
  }
}

/** Puts the badge on the page. */
export function showBadge(overrides: Override[], missing: ReadonlySet<string>): void {
  define('va-override-badge', OverrideBadge);
  document.body.append(Object.assign(document.createElement('va-override-badge'), { overrides, missing }));
}

declare global {
  interface HTMLElementTagNameMap {
    'va-override-badge': OverrideBadge;
  }
}

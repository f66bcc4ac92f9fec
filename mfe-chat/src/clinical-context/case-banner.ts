import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { caseBannerStyles } from './case-banner.css.js';
import { ContextClearEvent, ContextEditEvent } from './case-events.js';
import type { ContextRecord } from './clinical-context.js';
import { allFacts, bannerFacts, type Fact } from './facts.js';

/** Where a context comes from, as far as that is to be said. */
export type Origin = 'here' | 'before' | 'elsewhere';

/**
 * Whom answers are for, in one or two lines that do not scroll away.
 * @element va-case-banner
 * @fires va-context-edit - The context is to be edited.
 * @fires va-context-clear - The context from before is somebody else's.
 */
export class CaseBanner extends LitElement {
  static override styles = [controls, caseBannerStyles];

  @property({ attribute: false }) context: ContextRecord | undefined;

  /** `before` was given before this page; `elsewhere` is with the server alone and cannot be shown. */
  @property({ attribute: false }) origin: Origin = 'here';

  /** What has just become of the context; told politely. */
  @property({ attribute: false }) said = '';

  /** Why it cannot be edited at the moment. */
  @property({ attribute: false }) failure = '';

  protected override render(): TemplateResult {
    const few = bannerFacts(this.context);
    const facts = few.length ? few : allFacts(this.context);
    const isEmpty = facts.length === 0;
    return html`
      <section class="case" aria-label=${msg('Patient context')}>
        <div class="facts">
          ${isEmpty ? this.#renderNothing() : html`<dl>${facts.map(renderFact)}</dl>`}
          ${this.origin === 'before' && !isEmpty ? this.#renderBefore() : ''}
          ${this.failure ? html`<p class="failed" role="alert">${this.failure}</p>` : ''}
        </div>
        <button class="btn sm quiet edit" @click=${this.#onEdit}>
          ${isEmpty ? msg('Add context') : msg('Edit')}<span class="sr">
            ${isEmpty ? '' : msg('patient context')}</span
          >
        </button>
        <span class="sr" role="status">${this.said}</span>
      </section>
    `;
  }

  /** Puts the focus on what opens the editor. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.edit')?.focus();
  }

  #renderNothing(): TemplateResult {
    if (this.origin === 'elsewhere') {
      return html`<p>
        <b>${msg('The context of this case is not on this computer.')}</b>
        ${msg('The server may still answer for what it was given before. Add the context again to be sure.')}
      </p>`;
    }
    return html`<p>
      <b>${msg('No patient context yet.')}</b>
      <span class="why"
        >${msg('Age, weight, kidney function, medicines and allergies go with every question of this case.')}</span
      >
    </p>`;
  }

  #renderBefore(): TemplateResult {
    return html`<p class="note">
      ${icon('warning', 's')}${msg('This context is from before. Check that it is the right patient.')}
      <button class="btn sm quiet" @click=${this.#onClear}>${msg('Remove it')}</button>
    </p>`;
  }

  #onEdit(): void {
    this.dispatchEvent(new ContextEditEvent());
  }

  #onClear(): void {
    this.dispatchEvent(new ContextClearEvent());
    this.focus();
  }
}

function renderFact({ label, text, isWarning }: Fact, at: number): TemplateResult {
  // What speaks for itself needs no label where there is little room.
  const kind = [isWarning ? 'warning' : '', isWarning || at === 0 ? 'plain' : ''].join(' ');
  return html`<div class=${kind}>
    <dt>${label}</dt>
    <dd>${isWarning ? icon('warning', 's') : ''}<bdi>${text}</bdi></dd>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'va-case-banner': CaseBanner;
  }
}

import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ContextRecord } from './clinical-context.js';
import { isEmptyContext } from './context-record.js';
import { allFacts, shortLine } from './facts.js';

/**
 * Whom an answer was given for: one line, with everything behind it.
 * @element va-answered-for
 */
export class AnsweredFor extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        margin-block: var(--va-1) var(--va-2);
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        color: var(--va-text-3);
      }
      summary {
        display: inline-flex;
        align-items: baseline;
        gap: var(--va-1);
        min-block-size: 1.5rem;
        list-style: none;
        cursor: pointer;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary:hover {
        color: var(--va-text);
      }
      summary svg {
        align-self: center;
      }
      summary svg:dir(rtl) {
        transform: scaleX(-1);
      }
      details[open] summary svg {
        rotate: 90deg;
      }
      details[open] summary svg:dir(rtl) {
        rotate: -90deg;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(4rem, auto) minmax(0, 1fr);
        gap: var(--va-1) var(--va-4);
        margin-block-start: var(--va-1);
        padding: var(--va-2) var(--va-3);
        border-inline-start: 2px solid var(--va-line-strong);
      }
      dd {
        color: var(--va-text-2);
        overflow-wrap: anywhere;
      }
      .warning {
        color: var(--va-danger);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) context: ContextRecord | undefined;

  /** Nothing of the answer was written for this patient: it quotes what the sources say to everybody. */
  @property({ type: Boolean, attribute: false }) verbatim = false;

  protected override render(): TemplateResult | '' {
    const { context } = this;
    if (!context) return '';
    if (isEmptyContext(context)) return html`<p>${msg('Asked without a patient context')}</p>`;
    const facts = allFacts(context);
    const line = shortLine(context);
    return html`
      <details>
        <summary>
          ${icon('forward', 's')}<span
            ><bdi
              >${this.verbatim ? msg(str`Asked for: ${line}`) : msg(str`Answered for: ${line}`)}</bdi
            ></span
          >
        </summary>
        <dl>
          ${facts.map(
            ({ label, text, isWarning }) =>
              html`<dt>${label}</dt>
                <dd class=${isWarning ? 'warning' : ''}><bdi>${text}</bdi></dd>`,
          )}
        </dl>
      </details>
      ${
        this.verbatim
          ? html`<p>${msg('Quoted from the sources as they are, not fitted to this patient.')}</p>`
          : ''
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-answered-for': AnsweredFor;
  }
}

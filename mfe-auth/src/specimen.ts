import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { specimenStyles } from './specimen.css.js';

/**
 * An example of what the portal does: a claim with the words of the document behind it.
 * @element va-specimen
 */
export class Specimen extends LitElement {
  static override styles = [controls, specimenStyles];

  protected override render(): TemplateResult {
    return html`
      <aside aria-label=${msg('How an answer is cited')}>
        <figure>
          <p class="claim">
            ${msg('Give adrenaline into the thigh at once; do not wait for intravenous access.')}<span
              class="cite"
              aria-hidden="true"
              >1</span
            >
          </p>
          <blockquote>
            <span class="cite" aria-hidden="true">1</span>
            <p>
              ${msg(
                html`When anaphylaxis is likely,
                  <mark
                    >give adrenaline by intramuscular injection into the anterolateral thigh without delay. Do
                    not wait for intravenous access or for a senior review.</mark
                  >
                  Lay the patient flat and raise the legs.`,
              )}
            </p>
          </blockquote>
          <figcaption>
            ${msg('An example: the claim, and the exact words of the guideline behind it.')}
          </figcaption>
        </figure>
      </aside>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-specimen': Specimen;
  }
}

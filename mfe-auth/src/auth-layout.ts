import { icon, type ErrorDescription } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';

/** What the two pages have in common: brand, the form's side, and the example of a cited answer. */
export function renderLayout(parts: {
  title: string;
  lead: string;
  isDemonstration: boolean;
  content: TemplateResult;
  foot: TemplateResult;
}): TemplateResult {
  return html`
    <div class="form">
      <div class="top">
        <span class="brand">${icon('logo')}<span>VoiceAssist</span></span>
        ${parts.isDemonstration ? html`<span class="demo">Demonstration – not for care</span>` : ''}
      </div>
      <div class="middle">
        <h1>${parts.title}</h1>
        <p class="lead">${parts.lead}</p>
        ${parts.content}
      </div>
      <p class="foot">${parts.foot}</p>
    </div>
    <aside class="specimen" aria-label="How an answer is cited">
      <figure>
        <p class="claim">
          Give adrenaline into the thigh at once; do not wait for intravenous access.<span
            class="cite"
            aria-hidden="true"
            >1</span
          >
        </p>
        <blockquote>
          <span class="cite" aria-hidden="true">1</span>
          <p>
            When anaphylaxis is likely,
            <mark
              >give adrenaline by intramuscular injection into the anterolateral thigh without delay. Do not
              wait for intravenous access or for a senior review.</mark
            >
            Lay the patient flat and raise the legs.
          </p>
        </blockquote>
        <figcaption>An example: the claim, and the exact words of the guideline behind it.</figcaption>
      </figure>
    </aside>
  `;
}

/** An error of the whole form; takes the focus when it appears. */
export function renderSummary(error: ErrorDescription | undefined): TemplateResult | '' {
  return error
    ? html`<div class="summary" role="alert" tabindex="-1">
        ${icon('error')}
        <p><strong>${error.title}</strong> ${error.detail}</p>
      </div>`
    : '';
}

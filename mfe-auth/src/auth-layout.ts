import { msg } from '@lit/localize';
import { icon, type IconName } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';

/** What the pages have in common: brand, the form's side, and beside it an example of a cited answer. */
export function renderLayout(parts: {
  title: string;
  lead: string;
  isDemonstration: boolean;
  /** Somebody is signed in: then the portal's own banner says whose page it is. */
  isSignedIn?: boolean;
  content: TemplateResult;
  foot: TemplateResult;
}): TemplateResult {
  return html`
    <div class="form">
      ${parts.isSignedIn ? '' : renderTop(parts.isDemonstration)}
      <div class="middle">
        <h1 tabindex="-1">${parts.title}</h1>
        <p class="lead">${parts.lead}</p>
        ${parts.content}
      </div>
      <p class="foot">${parts.foot}</p>
    </div>
    <va-specimen></va-specimen>
  `;
}

/** A sentence above the form about what came before. */
export function renderNotice(text: string, name: IconName = 'clock'): TemplateResult {
  return html`<div class="notice" role="status">
    ${icon(name)}
    <p>${text}</p>
  </div>`;
}

function renderTop(isDemonstration: boolean): TemplateResult {
  return html`
    <div class="top">
      <span class="brand">${icon('logo')}<span>VoiceAssist</span></span>
      ${isDemonstration ? html`<span class="demo">${msg('Demonstration – not for care')}</span>` : ''}
    </div>
  `;
}

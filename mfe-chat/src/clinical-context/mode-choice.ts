import { msg } from '@lit/localize';
import type { Mode } from '@voiceassist/shared/schemas';
import { css, html, type TemplateResult } from 'lit';

/** How the choice looks; it stands among the page's own parts. */
export const modeChoiceStyles = css`
  .modes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: var(--va-3);
    max-inline-size: var(--va-measure);
    margin-inline: auto;
    padding: 0;
    border: 0;
  }
  .modes label {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--va-3);
    align-content: start;
    padding: var(--va-3) var(--va-4);
    border: 1px solid var(--va-line-control);
    border-radius: var(--va-radius);
    cursor: pointer;
  }
  .modes label:hover {
    background: var(--va-surface-hover);
  }
  .modes label:has(:checked) {
    border-color: var(--va-accent);
    box-shadow: inset 3px 0 var(--va-accent);
    background: var(--va-accent-soft);
  }
  .modes label:dir(rtl):has(:checked) {
    box-shadow: inset -3px 0 var(--va-accent);
  }
  .modes input {
    margin-block-start: 0.125rem;
  }
  .modes b {
    font-weight: 600;
  }
  .modes small {
    grid-column: 2;
    font-size: var(--va-text-sm);
    line-height: var(--va-lh-sm);
    color: var(--va-text-2);
  }
`;

/** How a new conversation is to be started. */
export function renderModeChoice(mode: Mode, onChange: (event: Event) => void): TemplateResult {
  const option = (value: Mode, name: string, words: string) =>
    html`<label>
      <input type="radio" name="mode" value=${value} .checked=${mode === value} @change=${onChange} />
      <b>${name}</b><small>${words}</small>
    </label>`;
  return html`<fieldset class="modes" slot="empty" aria-label=${msg('Kind of conversation')}>
    ${option('quick_consult', msg('Quick consult'), msg('A question on its own, without a patient.'))}
    ${option(
      'case_workspace',
      msg('Case workspace'),
      msg('With age, weight, kidney function, medicines and allergies of one patient.'),
    )}
  </fieldset>`;
}

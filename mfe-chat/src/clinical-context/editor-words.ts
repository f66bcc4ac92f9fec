import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { ClinicalContext } from './clinical-context.js';
import { otherFacts } from './facts.js';

/** What has no field of its own. */
export const renderNotes = ({ notes }: ClinicalContext): TemplateResult =>
  html` <fieldset>
    <legend id="notes-title">${msg('Notes')}</legend>
    <textarea
      class="in"
      name="notes"
      rows="4"
      aria-labelledby="notes-title"
      dir="auto"
      .value=${notes}
    ></textarea>
  </fieldset>`;

/** What a page has given and this form does not know. */
export function renderOthers({ others }: ClinicalContext): TemplateResult | '' {
  const facts = otherFacts(others);
  if (!facts.length) return '';
  return html`<fieldset class="others">
    <legend>${msg('Other facts')}</legend>
    <p>${msg('Given by the page around this chat. They go with every question, unchanged.')}</p>
    <dl>
      ${facts.map(
        ({ label, text }) =>
          html`<dt><bdi>${label}</bdi></dt>
            <dd><bdi>${text}</bdi></dd>`,
      )}
    </dl>
  </fieldset>`;
}

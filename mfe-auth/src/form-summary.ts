import { msg, str } from '@lit/localize';
import { icon, plural } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';
import type { FormController } from './form-controller.js';

/**
 * What is wrong with a form, at its top: an error of the whole form, or two and more of its fields with a way to each.
 * Takes the focus when it appears. `labels` of the fields by the wire's names, in the order of the form.
 */
export function renderFormSummary(
  form: FormController,
  labels: Readonly<Record<string, string>>,
): TemplateResult | '' {
  const { fieldErrors, formError } = form;
  if (formError) {
    return renderSummary(html`<p><strong>${formError.title}</strong> ${formError.detail}</p>`);
  }
  const wrong = Object.entries(labels).filter(([name]) => fieldErrors[name]);
  if (wrong.length < 2) return '';
  const onLink = (event: Event) => {
    event.preventDefault();
    form.focusField((event.currentTarget as HTMLAnchorElement).hash.slice(1));
  };
  return renderSummary(html`
    <div>
      <p>
        <strong>
          ${plural(wrong.length, {
            one: msg('1 thing needs your attention'),
            other: msg(str`${wrong.length} things need your attention`),
          })}
        </strong>
      </p>
      <ul>
        ${wrong.map(
          ([name, label]) => html`
            <li>
              <a href="#${name}" @click=${onLink}>${msg(str`${label}: ${fieldErrors[name]?.text ?? ''}`)}</a>
            </li>
          `,
        )}
      </ul>
    </div>
  `);
}

function renderSummary(content: TemplateResult): TemplateResult {
  return html`<div class="summary" role="alert" tabindex="-1">${icon('error')}${content}</div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { renderFieldError, renderLabel, type Field } from './field.js';
import type { FieldErrors } from './field-error.js';

/** A field that is answered with one of a few given answers. */
export interface SelectField extends Pick<Field, 'name' | 'label' | 'hint'> {
  /** What can be chosen, in order: the value that is sent, and the word for it. */
  options: readonly (readonly [value: string, label: string])[];
  value?: string;
}

/** Renders a select with its error beside it; `errors` of the form by name. */
export function renderSelectField(
  { name, label, hint, options, value }: SelectField,
  errors: FieldErrors = {},
): TemplateResult {
  const described = [hint && `${name}-hint`, errors[name] && `${name}-error`].filter(Boolean).join(' ');
  return html`
    <div class="field">
      ${renderLabel({ name, label })}
      <select
        class="in"
        id=${name}
        name=${name}
        aria-invalid=${errors[name] ? 'true' : 'false'}
        aria-describedby=${described || nothing}
      >
        ${options.map(
          ([each, word]) => html`<option value=${each} ?selected=${each === value}>${word}</option>`,
        )}
      </select>
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''} ${renderFieldError(name, errors)}
    </div>
  `;
}

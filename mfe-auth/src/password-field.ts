import { html, type TemplateResult } from 'lit';
import { renderField, type Field } from './field.js';
import type { FieldErrors } from './form-controller.js';

/** A password field that can be read; `onToggle` is pressed to show or hide it. */
export function renderPasswordField(
  field: Pick<Field, 'autocomplete' | 'hint'>,
  errors: FieldErrors,
  isShown: boolean,
  onToggle: () => void,
): TemplateResult {
  return renderField(
    { ...field, name: 'password', label: 'Password', type: isShown ? 'text' : 'password' },
    errors,
    html`<button type="button" class="toggle" @click=${onToggle}>
      ${isShown ? 'Hide' : 'Show'} password
    </button>`,
  );
}

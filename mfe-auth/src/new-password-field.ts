import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { FieldErrors } from './field-error.js';
import type { PasswordController } from './password-controller.js';
import { renderPasswordField } from './password-field.js';
import type { PasswordMeter } from './password-meter.js';

/** A field for a password that is to be: with the rule, and with how hard it is to guess. */
export function renderNewPasswordField(
  password: PasswordController,
  meter: PasswordMeter,
  label: string,
  errors: FieldErrors,
): TemplateResult {
  const id = `${password.name}-strength`;
  return html`
    <div @focusin=${meter.onFocus} @input=${meter.onInput}>
      ${renderPasswordField(
        password,
        {
          label,
          autocomplete: 'new-password',
          hint: msg('10 to 128 characters. A sentence that only you know is good.'),
        },
        errors,
        { below: meter.render(id), describedBy: meter.isShown ? id : undefined },
      )}
    </div>
  `;
}

import { msg } from '@lit/localize';
import { icon } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';
import { renderField, type Field, type FieldExtras } from './field.js';
import type { FieldErrors } from './field-error.js';
import type { PasswordController } from './password-controller.js';

/** A password field: its characters can be shown, and a word says that Caps Lock is on. */
export function renderPasswordField(
  password: PasswordController,
  field: Pick<Field, 'label' | 'hint'> & { autocomplete: 'current-password' | 'new-password' },
  errors: FieldErrors,
  { below, describedBy }: Omit<FieldExtras, 'after'> = {},
): TemplateResult {
  const { name, isShown, isCapsLockOn, onLeave, onModifier, onToggle, onTogglePress } = password;
  return html`
    <div
      class="password"
      @keydown=${onModifier}
      @keyup=${onModifier}
      @pointerdown=${onModifier}
      @focusout=${onLeave}
    >
      ${renderField({ ...field, name, type: isShown ? 'text' : 'password' }, errors, {
        after: html`<button
          type="button"
          class="toggle"
          aria-label=${isShown ? msg('Hide password') : msg('Show password')}
          @mousedown=${onTogglePress}
          @click=${onToggle}
        >
          ${isShown ? msg('Hide') : msg('Show')}
        </button>`,
        below: html`<p class="caps" role="status" ?data-on=${isCapsLockOn}>
            ${isCapsLockOn ? html`${icon('warning', 's')}${msg('Caps Lock is on')}` : ''}
          </p>
          ${below ?? ''}`,
        describedBy,
      })}
    </div>
  `;
}

/** Tells a password manager whose password a form is about, where the form itself does not ask. */
export function renderUsername(email: string): TemplateResult {
  return html`<input type="text" name="username" autocomplete="username" value=${email} readonly hidden />`;
}

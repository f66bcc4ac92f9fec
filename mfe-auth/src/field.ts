import { html, nothing, type TemplateResult } from 'lit';
import type { FieldErrors } from './form-controller.js';

/** One labelled text field with its error beside it. */
export interface Field {
  /** The wire's name. */
  name: string;
  label: string;
  autocomplete: string;
  type?: 'text' | 'email' | 'password';
  hint?: string;
  isOptional?: boolean;
}

/** Renders a field; `errors` of the form by name. */
export function renderField(
  field: Field,
  errors: FieldErrors,
  extra: TemplateResult | '' = '',
): TemplateResult {
  const { name, label, autocomplete, type = 'text', hint, isOptional } = field;
  const error = errors[name];
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`
    <div class="field">
      <div class="head">
        <label for=${name}>${label}</label
        >${isOptional ? html`<span class="optional">optional</span>` : ''}${extra}
      </div>
      <input
        class="in"
        id=${name}
        name=${name}
        type=${type}
        autocomplete=${autocomplete as 'on'}
        autocapitalize=${type === 'text' && !autocomplete.endsWith('password') ? 'words' : 'none'}
        spellcheck="false"
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby=${described || nothing}
        aria-required=${isOptional ? 'false' : 'true'}
      />
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}
      ${error ? html`<p class="error" id="${name}-error">${error}</p>` : ''}
    </div>
  `;
}

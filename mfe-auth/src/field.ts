import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldErrors } from './field-error.js';

/** One labelled text field. */
export interface Field {
  /** The wire's name. */
  name: string;
  label: string;
  autocomplete: string;
  type?: 'text' | 'email' | 'password';
  hint?: string;
  isOptional?: boolean;
  /** What is in it at first. */
  value?: string;
  /** Common answers; any other is as good. */
  suggestions?: readonly string[];
}

/** What a field can have around its input. */
export interface FieldExtras {
  /** At the end of the line of the input. */
  after?: TemplateResult;
  /** Under the hint. */
  below?: TemplateResult;
  /** The id of what describes the field in `below`. */
  describedBy?: string | undefined;
}

/** Renders a field with its error beside it; `errors` of the form by name. */
export function renderField(field: Field, errors: FieldErrors, extras: FieldExtras = {}): TemplateResult {
  const { name, autocomplete, type = 'text', hint, isOptional, suggestions } = field;
  const isWords = type === 'text' && !/password|username|email/.test(autocomplete);
  const described = [hint && `${name}-hint`, extras.describedBy, errors[name] && `${name}-error`];
  return html`
    <div class="field">
      ${renderLabel(field)}
      <div class="line">
        <input
          class="in"
          id=${name}
          name=${name}
          type=${type}
          value=${field.value ?? nothing}
          autocomplete=${autocomplete as 'on'}
          autocapitalize=${isWords ? 'words' : 'none'}
          spellcheck="false"
          dir=${isWords ? 'auto' : 'ltr'}
          list=${suggestions ? `${name}-suggestions` : nothing}
          aria-invalid=${errors[name] ? 'true' : 'false'}
          aria-describedby=${described.filter(Boolean).join(' ') || nothing}
          aria-required=${isOptional ? 'false' : 'true'}
        />
        ${extras.after ?? ''}
      </div>
      ${
        suggestions
          ? html`<datalist id="${name}-suggestions">
              ${suggestions.map((suggestion) => html`<option value=${suggestion}></option>`)}
            </datalist>`
          : ''
      }
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''} ${extras.below ?? ''}
      ${renderFieldError(name, errors)}
    </div>
  `;
}

/** The label of a field above it. */
export function renderLabel({ name, label, isOptional }: Pick<Field, 'name' | 'label' | 'isOptional'>) {
  return html`<div class="head">
    <label for=${name}>${label}</label>${
      isOptional ? html`<span class="optional">${msg('optional')}</span>` : ''
    }
  </div>`;
}

/** What is wrong with a field, beside it. */
export function renderFieldError(name: string, errors: FieldErrors): TemplateResult | '' {
  const error = errors[name];
  return error ? html`<p class="error" id="${name}-error">${error.text} ${error.remedy ?? ''}</p>` : '';
}

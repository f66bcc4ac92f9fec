import type { ErrorDescription } from '@voiceassist/shared';
import type { TemplateResult } from 'lit';

/** What is wrong with one field, in the language on the screen. */
export interface FieldError {
  text: string;
  /** What can be done about it at once, e.g. a link; stands after the text, beside the field alone. */
  remedy?: TemplateResult;
}

/** What is wrong with fields, by the wire's name of each. */
export type FieldErrors = Readonly<Record<string, FieldError>>;

/**
 * What is wrong with a form: with fields, or with the whole of it. Functions, since the language can change while the
 * error is on the screen.
 */
export interface FormErrors {
  fields?: Readonly<Record<string, () => FieldError>>;
  form?: () => ErrorDescription;
}

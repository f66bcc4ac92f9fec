import { msg, str } from '@lit/localize';

/** What a schema says is wrong; the schemas of `shared` name the rule that was broken, too. */
export interface FormIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** The rule, e.g. `min_length`. */
  readonly type?: string;
  /** What the rule asks for, e.g. 10. */
  readonly requirement?: unknown;
}

/** The field that an issue is about, by the wire's name. */
export function fieldOf({ path }: FormIssue): string {
  const step = path?.[0];
  return String(typeof step === 'object' ? step.key : step);
}

/** An issue in the language on the screen; a rule without a text here keeps the schema's own English. */
export function issueText({ type, requirement, message }: FormIssue, isFilled: boolean): string {
  if (!isFilled || (type === 'min_length' && requirement === 1)) return msg('Fill this in.');
  if (type === 'email' || type === 'rfc_email') return msg('Enter an address such as name@hospital.org.');
  if (type === 'min_length') return msg(str`Use at least ${Number(requirement)} characters.`);
  if (type === 'max_length') return msg(str`Use at most ${Number(requirement)} characters.`);
  return message;
}

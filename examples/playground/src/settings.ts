import { element, type Member } from './manifest.js';

/** How a field of the element is set here. */
export type Kind = 'choice' | 'switch' | 'text' | 'json' | 'function' | 'shown';

/** One field of the element, with what is needed to make a control of it. */
export interface Setting {
  /** The property's name. */
  readonly name: string;
  /** What the control is called: the attribute, or else the property. */
  readonly label: string;
  readonly attribute: string | undefined;
  readonly kind: Kind;
  readonly choices: readonly string[];
  readonly description: string;
  /** What it has when nothing is set. */
  readonly usual: string;
  readonly type: string;
}

/** A control for every field of the element, in the order of the code. */
export const settings: readonly Setting[] = element.members
  .filter(({ kind }) => kind === 'field')
  .map((member) => ({
    name: member.name,
    label: member.attribute ?? member.name,
    attribute: member.attribute,
    kind: kindOf(member),
    choices: choicesOf(member),
    description: member.description ?? '',
    usual: unquoted(member.default ?? ''),
    type: member.type?.text ?? '',
  }));

/** The methods of the element. */
export const methods = element.members.filter(({ kind }) => kind === 'method');

function kindOf(member: Member): Kind {
  const type = member.type?.text ?? '';
  if (member.readonly) return 'shown';
  if (choicesOf(member).length) return 'choice';
  if (type.includes('=>')) return 'function';
  if (type === 'boolean') return 'switch';
  return type.split(' | ').includes('string') ? 'text' : 'json';
}

/** The values of a type that is nothing but words; the usual one first. */
export function choicesOf({ type, default: usual }: Pick<Member, 'type' | 'default'>): string[] {
  const values = (type?.text ?? '').split(' | ');
  if (!values.every((value) => value.startsWith("'") && value.endsWith("'"))) return [];
  return values.sort((one, other) => Number(other === usual) - Number(one === usual)).map(unquoted);
}

function unquoted(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1) : text;
}

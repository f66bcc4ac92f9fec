import manifest from '../../../mfe-chat/custom-elements.json';

/** What the manifest says of one thing. */
export interface Described {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
}

interface Typed extends Described {
  readonly type?: { readonly text: string };
}

/** A field or a method. */
export interface Member extends Typed {
  readonly kind: string;
  readonly attribute?: string;
  readonly readonly?: boolean;
  readonly parameters?: readonly Typed[];
}

interface ChatEvent extends Typed {
  readonly cancelable?: boolean;
}

interface Declaration extends Described {
  readonly tagName?: string;
  readonly members?: readonly Member[];
  readonly events?: readonly ChatEvent[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
}

const declarations = manifest.modules.flatMap((module): readonly Declaration[] => module.declarations);
const declaration = declarations.find(({ tagName }) => tagName === 'va-chat');

/** All that the manifest says of `<va-chat>`. */
export const element: Required<
  Pick<Declaration, 'slots' | 'cssParts' | 'cssProperties' | 'events' | 'members'>
> = {
  members: [],
  events: [],
  slots: [],
  cssParts: [],
  cssProperties: [],
  ...declaration,
};

/** The fields of an event, by the class that the manifest names for it. */
export const fieldsOf = ({ type }: ChatEvent): readonly string[] =>
  declarations.find(({ name }) => name === type?.text)?.members?.map(({ name }) => name) ?? [];

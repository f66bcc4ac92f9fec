/** The dialects that servers speak; what each is made of stands in the folder of its name. */
export const DIALECT_NAMES = ['guide', 'gateway'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

/** What can be chosen; with `auto` the server is asked which one it speaks, once in the life of a page. */
export const DIALECT_CHOICES = [...DIALECT_NAMES, 'auto'] as const;
export type DialectChoice = (typeof DIALECT_CHOICES)[number];

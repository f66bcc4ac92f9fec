/** More than a person can have; what comes behind is not read. */
const MOST_ITEMS = 500;
const LONGEST_TEXT = 200;

/** Characters that are not seen, among them those that turn the direction of what stands around them. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+/g;

/** A member of a JSON object; nothing of all else, and nothing that is inherited. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The items of a JSON array, as many as are sensible; of all else none. */
export const items = (value: unknown, most = MOST_ITEMS): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, most) : [];

/** A text in one line, without what cannot be seen, and not endless; of all else an empty one. */
export const text = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .slice(0, 4 * LONGEST_TEXT)
        .replace(UNSEEN, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, LONGEST_TEXT)
    : '';

/** A text by its way through objects. */
export const textAt = (value: unknown, ...names: string[]): string =>
  text(names.reduce<unknown>((inner, name) => field(inner, name), value));

/** The words of a CodeableConcept: its own text, or the name of its first coding that has one. */
export function conceptWords(concept: unknown): string {
  const displays = items(field(concept, 'coding')).map((coding) => textAt(coding, 'display'));
  return textAt(concept, 'text') || (displays.find(Boolean) ?? '');
}

/** The codes of a CodeableConcept, of one system where it is named. */
export function codesOf(concept: unknown, system?: string): string[] {
  return items(field(concept, 'coding'))
    .filter((coding) => system === undefined || textAt(coding, 'system') === system)
    .map((coding) => textAt(coding, 'code'))
    .filter(Boolean);
}

/** A number that can be reckoned with. */
export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

import { slotText } from './samples.js';
import type { Setting } from './settings.js';

/** What is set at the moment; values as they stand in the controls. */
export interface State {
  readonly values: ReadonlyMap<Setting, string>;
  readonly slots: readonly string[];
  readonly cssProperties: ReadonlyMap<string, string>;
}

/** HTML, JavaScript and CSS that make the element what it is now, to be copied into a page. */
export function markupOf({ values, slots, cssProperties }: State): string {
  const set = [...values].filter(([, value]) => value);
  const attributes = set.flatMap(([{ attribute, kind }, value]) => {
    if (!attribute) return [];
    return kind === 'switch' ? [`  ${attribute}`] : [`  ${attribute}="${escaped(value)}"`];
  });
  const children = slots.map((name) => `  <p slot="${name}">${slotText(name)}</p>`);
  const properties = set.flatMap(([{ attribute, kind, name }, value]) => {
    if (attribute) return [];
    return [`  chat.${name} = ${kind === 'function' ? functionText(value) : indented(value)};`];
  });
  const opening = attributes.length ? `<va-chat\n${attributes.join('\n')}\n>` : '<va-chat>';
  const parts = [
    children.length ? `${opening}\n${children.join('\n')}\n</va-chat>` : `${opening}</va-chat>`,
    properties.length &&
      `<script type="module">\n  const chat = document.querySelector('va-chat');\n${properties.join('\n')}\n</script>`,
    cssProperties.size &&
      `<style>\n  va-chat {\n${[...cssProperties].map(([name, value]) => `    ${name}: ${value};`).join('\n')}\n  }\n</style>`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const indented = (text: string): string => text.replaceAll('\n', '\n  ');

/** What a page writes in the place of the sign-in that is here. */
const functionText = (value: string): string =>
  value === 'fails'
    ? "() => Promise.reject(new Error('no token'))"
    : `async (reason) => {
    const response = await fetch('/your-token-endpoint', { method: 'POST', body: reason });
    return response.text();
  }`;

import ts from 'typescript';
import { templates, type Sources } from './program.js';
import { readShadow } from './shadow.js';

/** A custom property that a page may set. */
export interface CssProperty {
  name: string;
  description: string;
  /** As CSS: what it is in light and in dark, where these differ. */
  default: string;
}

/** Names that style sheets take their values from. */
export const usedProperties = (styles: string[]): Set<string> =>
  new Set(styles.flatMap((text) => [...text.matchAll(/var\((--va-[\w-]+)/g)].map(([, name = '']) => name)));

/** What the design tokens declare for an element, by name. */
export function declaredProperties({ tokens }: Sources): Map<string, { light: string; dark: string }> {
  const [text = ''] = templates(tokens.getSourceFile(), 'css');
  const light = declarations(text, ':root,\n  :host {');
  const dark = declarations(text, ":root[data-theme='dark'],\n    :host([theme='dark']) {");
  return new Map([...light].map(([name, value]) => [name, { light: value, dark: dark.get(name) ?? value }]));
}

/** The custom properties of the first block that begins so. */
function declarations(text: string, beginning: string): Map<string, string> {
  const start = text.indexOf(beginning) + beginning.length;
  const block = text.slice(start, text.indexOf('}', start)).replace(/\/\*.*?\*\//gs, '');
  const pairs = block
    .split(';')
    .map((line) => line.split(/:(.*)/s).map((side) => side.trim().replace(/\s+/g, ' ')));
  return new Map(pairs.flatMap(([name, value]) => (name && value ? [[name, value]] : [])));
}

/** What the tokens say of each, by name: their documentation stands once, where they are. */
function descriptions({ tokens }: Sources): Map<string, string> {
  const tags = ts.getJSDocTags(tokens).filter(({ tagName }) => tagName.text === 'cssprop');
  return new Map(
    tags.map(({ comment }) => {
      const text = ts.getTextOfJSDocComment(comment) ?? '';
      const [name = '', description = ''] = text.split(/ - (.*)/s);
      return [name.trim(), description.trim()];
    }),
  );
}

/** What the element itself describes, as `[--name=default] - description`: no token, and no other element has it. */
function ownProperties({ element }: Sources): CssProperty[] {
  const tags = ts.getJSDocTags(element).filter(({ tagName }) => tagName.text === 'cssprop');
  return tags.flatMap(({ comment }) => {
    const text = ts.getTextOfJSDocComment(comment) ?? '';
    const [, name, value, description] = /^\[(--[\w-]+)=(.*)\] - (.*)$/s.exec(text) ?? [];
    return name && value && description ? [{ name, description, default: value }] : [];
  });
}

/** The custom properties of the element: its own, and those that are declared by the tokens and used. */
export function cssProperties(sources: Sources): CssProperty[] {
  const used = usedProperties(readShadow(sources.element, sources).styles);
  const declared = declaredProperties(sources);
  const shared = [...descriptions(sources)].flatMap(([name, description]) => {
    const value = declared.get(name);
    if (!value || !used.has(name)) return [];
    const { light, dark } = value;
    return [{ name, description, default: light === dark ? light : `light-dark(${light}, ${dark})` }];
  });
  return [...shared, ...ownProperties(sources)];
}

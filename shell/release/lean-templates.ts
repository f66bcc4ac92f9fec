import { transform } from 'lightningcss';
import type { Plugin } from 'vite';

/** A part of the source text, and what takes its place. */
interface Change {
  start: number;
  end: number;
  text: string;
}

interface TaggedTemplate {
  type: string;
  tag: { name?: string };
  quasi: { quasis: { start: number; end: number; value: { raw: string; cooked: string } }[] };
}

/** Text as it stands between backticks. */
const raw = (text: string) => text.replace(/[\\`]|\$(?=\{)/g, '\\$&');

/** Any white space in a template is shown as one space; where it is kept, as in `pre`, no template of ours has any. */
const leanMarkup = (text: string) => text.replace(/\s+/g, ' ');

/** A style sheet is rewritten whole; one that others are put into is none yet, and only loses its white space. */
function leanStyles(texts: { raw: string; cooked: string }[], filename: string): string[] {
  const [text, ...others] = texts;
  if (!text || others.length) return texts.map((part) => leanMarkup(part.raw));
  const code = new TextEncoder().encode(text.cooked);
  return [raw(new TextDecoder().decode(transform({ filename, code, minify: true }).code))];
}

/** Visits every node of a syntax tree, with the name of the function that it is given to. */
function walk(node: unknown, visit: (node: object, callee?: string) => void, callee?: string): void {
  if (Array.isArray(node)) for (const each of node) walk(each, visit, callee);
  else if (node && typeof node === 'object') {
    visit(node, callee);
    const called = (node as { callee?: { name?: string } }).callee?.name;
    for (const each of Object.values(node)) walk(each, visit, called);
  }
}

/**
 * Templates as they are written take a sixth more than they say. What is translated stays as it is: the texts of other
 * languages are found by it.
 */
export const leanTemplates: Plugin = {
  name: 'lean-templates',
  transform(code, id) {
    if (id.includes('node_modules') || !/\b(css|html|svg)`/.test(code)) return undefined;
    const changes: Change[] = [];
    walk(this.parse(code), (node, callee) => {
      const { type, tag, quasi } = node as TaggedTemplate;
      if (type !== 'TaggedTemplateExpression' || callee === 'msg') return;
      const texts = quasi.quasis.map(({ value }) => value);
      let lean: string[] = [];
      if (tag.name === 'css') lean = leanStyles(texts, id);
      if (tag.name === 'html' || tag.name === 'svg') lean = texts.map((text) => leanMarkup(text.raw));
      for (const [at, text] of lean.entries()) {
        const { start, end } = quasi.quasis[at] ?? { start: 0, end: 0 };
        changes.push({ start, end, text });
      }
    });
    // From behind, so that no place moves before its turn.
    return changes
      .sort((one, other) => other.start - one.start)
      .reduce((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), code);
  },
};

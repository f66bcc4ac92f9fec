import { Marked } from 'marked';
import { parseHtml } from './html.js';
import type { Parsed } from './parse.js';

const marked = new Marked({ gfm: true });

/** Reads Markdown by way of HTML; YAML front matter is left out. */
export function parseMarkdown(source: string): Parsed {
  const body = source.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n(?:---|\.\.\.)\r?\n/, '');
  return parseHtml(marked.parse(body, { async: false }));
}

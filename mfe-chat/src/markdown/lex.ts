import { Marked, type Token, type Tokens, type TokenizerAndRendererExtension } from 'marked';

/** A marker such as [1] or [2, 3]. */
export interface CitationToken extends Tokens.Generic {
  type: 'citation';
  numbers: number[];
}

const MARKER = /^\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/;

const citation: TokenizerAndRendererExtension = {
  name: 'citation',
  level: 'inline',
  start: (source) => /\[\d/.exec(source)?.index,
  tokenizer(source) {
    const [raw, list] = MARKER.exec(source) ?? [];
    if (!raw || !list) return undefined;
    return { type: 'citation', raw, numbers: list.split(',').map(Number) };
  },
};

const marked = new Marked({
  gfm: true,
  extensions: [citation],
  tokenizer: {
    // Definitions would make what was already shown depend on what is still to come.
    def: () => undefined,
  },
});

/** More than any document needs; less than what exhausts the stack or the patience of a lexer. */
const TOO_DEEP =
  /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){20}|[[(*_~`!<]{100}|^[ \t]{200}|[^\s|-]{2000}/m;

/** The blocks of a Markdown text; one that is nested beyond reason comes back as plain paragraphs. */
export function lex(text: string): Token[] {
  if (!TOO_DEEP.test(text)) {
    try {
      return marked.lexer(text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return text.split(/(?<=\n)(?=\n)/).map((raw) => ({ type: 'plain', raw, text: raw.trim() }));
}

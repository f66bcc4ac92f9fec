import { Marked, type Token } from 'marked';
import { blockExtensions, inlineExtensions } from './syntax.js';

const marked = new Marked({
  gfm: true,
  extensions: [...blockExtensions, ...inlineExtensions],
  tokenizer: {
    // Definitions have a token of their own (syntax.ts): the lexer's would reach only what is lexed with them.
    def: () => undefined,
    // HTML is shown as words, so it changes nothing of what follows it; the lexer's own would remember an open tag.
    tag(source) {
      const [raw] = this.rules.inline.tag.exec(source) ?? [];
      return raw
        ? { type: 'html', raw, text: raw, inLink: false, inRawBlock: false, block: false }
        : undefined;
    },
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

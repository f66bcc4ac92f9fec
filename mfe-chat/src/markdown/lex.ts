import {
  Lexer,
  Tokenizer,
  getDefaults,
  type Token,
  type TokenizerAndRendererExtension,
  type Tokens,
} from 'marked';
import { blockExtensions, inlineExtensions } from './syntax.js';

class WordsTokenizer extends Tokenizer {
  /** Definitions have a token of their own (syntax.ts): the lexer's would reach only what is lexed with them. */
  override def(): undefined {
    return undefined;
  }

  /** HTML is shown as words, so it changes nothing of what follows it; the lexer's own would remember an open tag. */
  override tag(source: string): Tokens.Tag | undefined {
    const [raw] = this.rules.inline.tag.exec(source) ?? [];
    return raw ? { type: 'html', raw, text: raw, inLink: false, inRawBlock: false, block: false } : undefined;
  }
}

const tokenizers = (extensions: TokenizerAndRendererExtension[]) =>
  extensions.flatMap((each) => ('tokenizer' in each ? each.tokenizer : [])).reverse();
const starts = (extensions: TokenizerAndRendererExtension[]) =>
  extensions.flatMap((each) => ('start' in each && each.start ? each.start : []));

// By the lexer itself: through `Marked`, the renderer of HTML would come with it.
const options = {
  ...getDefaults(),
  tokenizer: new WordsTokenizer(),
  extensions: {
    renderers: {},
    childTokens: {},
    block: tokenizers(blockExtensions),
    inline: tokenizers(inlineExtensions),
    startBlock: starts(blockExtensions),
    startInline: starts(inlineExtensions),
  },
};

/** More than any document needs; less than what exhausts the stack or the patience of a lexer. */
const TOO_DEEP =
  /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){20}|[[(*_~`!<]{100}|^[ \t]{200}|[^\s|-]{2000}/m;

/** The blocks of a Markdown text; one that is nested beyond reason comes back as plain paragraphs. */
export function lex(text: string): Token[] {
  if (!TOO_DEEP.test(text)) {
    try {
      return new Lexer(options).lex(text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return text.split(/(?<=\n)(?=\n)/).map((raw) => ({ type: 'plain', raw, text: raw.trim() }));
}

import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';

/** A marker such as [1] or [2, 3]. */
export interface CitationToken extends Tokens.Generic {
  type: 'citation';
  numbers: number[];
}

/** A mark such as [^a]: the place of a footnote's number. */
export interface FootnoteToken extends Tokens.Generic {
  type: 'footnote';
  label: string;
}

/** What stands behind [^a]: at the beginning of a line. */
export interface NoteToken extends Tokens.Generic {
  type: 'note';
  label: string;
  tokens: Token[];
}

/** `[words][label]`, `[label][]` or `[label]`: a link, should its definition be there or come. */
export interface ReferenceToken extends Tokens.Generic {
  type: 'reference';
  label: string;
  /** What stands around the words as long as no definition is known. */
  before: string;
  after: string;
  tokens: Token[];
}

/** `[label]: address`, which is not shown. */
export interface DefinitionToken extends Tokens.Generic {
  type: 'definition';
  label: string;
  href: string;
}

/** A formula in TeX. */
export interface MathToken extends Tokens.Generic {
  type: 'math';
  tex: string;
  isDisplay: boolean;
}

/** A formula longer than this is shown as it was written. */
const LONGEST_FORMULA = 2_000;

const CITATION = /^\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/;
const FOOTNOTE = /^\[\^([^\]\s]{1,100})\]/;
const NOTE =
  /^ {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*([^\n]*(?:\n(?![ \t]*(?:\n|$)| {0,3}\[\^)[^\n]+)*(?:\n+(?: {4}|\t)[^\n]*)*)/;
const WORDS = /(?:\\[^\n]|[^[\]\\\n]|\n(?![ \t]*(?:\n|$)))+/.source;
const REFERENCE = new RegExp(`^(!?)\\[(${WORDS})\\](?:\\[(${WORDS})?\\])?(?!\\()`);
const DEFINITION =
  /^ {0,3}\[((?:\\[^\n]|[^[\]\\])+)\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|([^\s<]\S*))(?:[ \t]*\n?[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?=\n|$)/;
const DISPLAY =
  /^ {0,3}(?:\$\$((?:(?!\$\$|\n[ \t]*\n)[^])+)\$\$|\\\[((?:(?!\\\]|\n[ \t]*\n)[^])+)\\\])[ \t]*(?=\n|$)/;
const INLINE =
  /^(?:\$\$((?:\\[^]|[^$\\]){1,2000})\$\$|\$(?!\s)((?:\\[^\n]|[^$\\\n]){0,2000}(?:\\[^\n]|[^\s$\\]))\$(?![\d$])|\\\(((?:(?!\\\))[^\n]){1,2000})\\\))/;

/** Between dollars: prices and other words, rather than a formula. */
const PROSE = /^[^\\^_={}]*(?:^|\s)\p{L}{3,}(?:[\s,.;:]|$)[^\\^_={}]*$/u;
/** Between escaped brackets: a formula, rather than words in brackets. */
const FORMULA = /[\\^_={}+*/<>]|^\s*\p{L}\s*$/u;

/** Labels match whatever their case and spaces, as the specification has it. */
const normalized = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();

/** A number in brackets always means a source of the answer. */
const isCitation = (label: string): boolean => /^\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*$/.test(label);

/** Only what leads to a page or a letter may vanish from the text into a link. */
const isAddress = (href: string): boolean => /^(?:https?:|mailto:)/i.test(href) && URL.canParse(href);

function math(raw: string, tex: string, isDisplay: boolean): MathToken | undefined {
  if (!tex.trim() || tex.length > LONGEST_FORMULA) return undefined;
  return { type: 'math', raw, tex: tex.trim(), isDisplay };
}

/** Footnotes, definitions and formulas that stand alone. */
export const blockExtensions: TokenizerAndRendererExtension[] = [
  {
    name: 'note',
    level: 'block',
    start: (source) => lineWith(source, /\n {0,3}\[\^[^\]\s]{1,100}\]:/),
    tokenizer(source) {
      const [raw, label, words = ''] = NOTE.exec(source) ?? [];
      if (!raw || !label) return undefined;
      const tokens = this.lexer.blockTokens(words.replace(/^(?: {4}|\t)/gm, ''), []);
      return { type: 'note', raw, label: normalized(label), tokens } satisfies NoteToken;
    },
  },
  {
    name: 'definition',
    level: 'block',
    tokenizer(source) {
      const [raw, label = '', inAngles, bare] = DEFINITION.exec(source) ?? [];
      const href = inAngles ?? bare ?? '';
      if (!raw || !label.trim() || isCitation(label) || !isAddress(href)) return undefined;
      return { type: 'definition', raw, label: normalized(label), href } satisfies DefinitionToken;
    },
  },
  {
    name: 'display',
    level: 'block',
    start: (source) => lineWith(source, /\n {0,3}(?:\$\$|\\\[)/),
    tokenizer(source) {
      const [raw, dollars, brackets] = DISPLAY.exec(source) ?? [];
      const tex = dollars ?? brackets ?? '';
      return raw && !isCitation(tex) ? math(raw, tex, true) : undefined;
    },
  },
];

/** Citations, footnote marks, references and formulas among words. */
export const inlineExtensions: TokenizerAndRendererExtension[] = [
  {
    name: 'citation',
    level: 'inline',
    start: (source) => at(source, /\[\d/),
    tokenizer(source) {
      const [raw, list] = CITATION.exec(source) ?? [];
      if (!raw || !list) return undefined;
      return { type: 'citation', raw, numbers: list.split(',').map(Number) } satisfies CitationToken;
    },
  },
  {
    name: 'footnote',
    level: 'inline',
    start: (source) => at(source, /\[\^/),
    tokenizer(source) {
      const [raw, label] = FOOTNOTE.exec(source) ?? [];
      return raw && label
        ? ({ type: 'footnote', raw, label: normalized(label) } satisfies FootnoteToken)
        : undefined;
    },
  },
  {
    name: 'reference',
    level: 'inline',
    start: (source) => at(source, /!?\[/),
    tokenizer(source) {
      const [raw, sign = '', words = '', label = ''] = REFERENCE.exec(source) ?? [];
      const isOther = isCitation(label || words) || words.startsWith('^') || !words.trim();
      if (!raw || isOther) return undefined;
      const before = `${sign}[`;
      return {
        type: 'reference',
        raw,
        label: normalized(label || words),
        before,
        after: raw.slice(before.length + words.length),
        tokens: this.lexer.inlineTokens(words),
      } satisfies ReferenceToken;
    },
  },
  {
    name: 'math',
    level: 'inline',
    // A dollar behind a letter is a currency.
    start: (source) => at(source, /(?<![\p{L}\p{N}$\\])\$|\\\(/u),
    tokenizer(source) {
      const [raw, display, dollars, brackets] = INLINE.exec(source) ?? [];
      if (!raw || (dollars && PROSE.test(dollars)) || (brackets && !FORMULA.test(brackets))) return undefined;
      return math(raw, display ?? dollars ?? brackets ?? '', display !== undefined);
    },
  },
];

function at(source: string, pattern: RegExp): number | undefined {
  return pattern.exec(source)?.index;
}

/** Where the next line begins with the pattern; a paragraph ends there. */
function lineWith(source: string, pattern: RegExp): number | undefined {
  const found = at(source, pattern);
  return found === undefined ? undefined : found + 1;
}

import { msg } from '@lit/localize';
import type { Token, Tokens } from 'marked';
import { attach, closeClaim } from './claims.js';
import { element } from './element.js';
import { decodeEntities } from './entities.js';
import { lead, safeAddress } from './link.js';
import type { Places } from './places.js';
import type {
  CitationToken,
  DefinitionToken,
  FootnoteToken,
  MathToken,
  NoteToken,
  ReferenceToken,
} from './syntax.js';
import { tableNode } from './table.js';

/** Deeper than this, what is nested is shown as the text that it was written as. */
const DEEPEST = 20;

/** Where the words stand: in the text, or where nothing can be pressed, such as in a link. */
type Around = Places | undefined;

/**
 * Builds the nodes of a block token; every node is created, none is parsed from a string. Each block runs in the
 * direction of its own words, whatever the language around it; what is inside runs as the block does.
 */
export function blockNodes(token: Token, places: Places): Node[] {
  const nodes = nodesAt(token, places, 0);
  for (const node of nodes) if (node instanceof HTMLElement && !node.dir) node.dir = 'auto';
  return nodes;
}

/** The words that stand in the place of an image without any. */
export const imageWords = (): string => msg('image');

function nodesAt(token: Token, places: Places, depth: number): Node[] {
  if (depth > DEEPEST) return [element('p', [text(token.raw)])];
  const inside = (tokens: Token[] | undefined) => inline(tokens ?? [], places, depth + 1);
  const plain = (tokens: Token[]) =>
    element('p', inline(withoutCitations(tokens), undefined, depth + 1)).textContent.trim();
  const blocks = (tokens: Token[]) => tokens.flatMap((each) => nodesAt(each, places, depth + 1));
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return [];
    case 'hr':
      return [document.createElement('hr')];
    case 'heading':
      // The page has its own first and second level.
      return [element(`h${Math.min(6, (token as Tokens.Heading).depth + 2)}`, inside(token.tokens))];
    case 'paragraph':
      return [element('p', inside(token.tokens))];
    case 'text':
      return token.tokens ? inside(token.tokens) : [text(decodeEntities(token.text))];
    case 'code':
      return [codeNode(token as Tokens.Code, places)];
    case 'blockquote':
      return [element('blockquote', blocks(token.tokens ?? []))];
    case 'list':
      return [list(token as Tokens.List, blocks)];
    case 'table':
      return [tableNode(token as Tokens.Table, inside, plain)];
    case 'math':
      return [element('p', [places.math(token as MathToken)])];
    case 'note':
      places.note(token as NoteToken, blocks(token.tokens ?? []));
      return [];
    case 'definition': {
      const { label, href } = token as DefinitionToken;
      const address = safeAddress(href);
      if (address) places.define(label, address);
      return address ? [] : [element('p', [text(token.raw)])];
    }
    default:
      // HTML, and whatever a later lexer may know: its own words, never its meaning.
      return [element('p', [text(token.raw.trim())])];
  }
}

function list({ ordered, start, items }: Tokens.List, blocks: (tokens: Token[]) => Node[]): Node {
  const made = element(
    ordered ? 'ol' : 'ul',
    items.map(({ task, checked, tokens }) => {
      const content = blocks(tokens);
      const [first] = content;
      // In a loose list the words stand in a paragraph, and the box in front of them.
      const box = text(checked ? '☑ ' : '☐ ');
      if (task && first instanceof HTMLParagraphElement) first.prepend(box);
      else if (task) content.unshift(box);
      return element('li', content, task ? 'task' : '');
    }),
  );
  if (ordered && typeof start === 'number' && start !== 1) made.setAttribute('start', String(start));
  return made;
}

/** Colours come only when the last line is there. */
function codeNode({ raw, text: code, lang }: Tokens.Code, places: Places): HTMLElement {
  const [language = ''] = /^[\w+#-]+/.exec(lang ?? '') ?? [];
  const inside = language
    ? places.code(code, language.toLowerCase(), isClosed(raw))
    : element('code', [text(code)]);
  return leftToRight(element('pre', [inside]));
}

/** Whether a fence has its end. */
const isClosed = (raw: string): boolean =>
  /^[^\n]*\n(?:[^]*\n)?[ \t]*(?:`{3,}|~{3,})[ \t]*$/.test(raw.trimEnd());

function inline(tokens: Token[], places: Around, depth: number): Node[] {
  const nodes: Node[] = [];
  for (const token of tokens) {
    if (token.type === 'citation' && places) {
      attach(
        nodes,
        (token as CitationToken).numbers.map((number) => places.citation(number)),
      );
    } else {
      const next = inlineNodes(token, places, depth);
      closeClaim(nodes, next[0]);
      nodes.push(...next.filter((node) => !(node instanceof Text) || node.data));
    }
  }
  return nodes;
}

function inlineNodes(token: Token, places: Around, depth: number): Node[] {
  if (depth > DEEPEST) return [text(token.raw)];
  const inside = (around: Around) => inline(('tokens' in token && token.tokens) || [], around, depth + 1);
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [element(token.type, inside(places))];
    case 'codespan':
      return [leftToRight(element('code', [text(token.text)]))];
    case 'br':
      return [document.createElement('br')];
    case 'checkbox':
      return [];
    case 'image':
      return image(token as Tokens.Image, places);
    case 'link':
      // A button inside a link could not be pressed: there, a marker is text.
      return link((token as Tokens.Link).href, inside(undefined), places);
    case 'footnote':
      return [places ? places.footnote(token as FootnoteToken) : text(token.raw)];
    case 'reference': {
      const { before, after } = token as ReferenceToken;
      const words = inside(undefined);
      return places
        ? [places.reference(token as ReferenceToken, words)]
        : [text(before), ...words, text(after)];
    }
    case 'math':
      return [places ? places.math(token as MathToken) : text(token.raw)];
    case 'escape':
      return [text(token.text)];
    case 'text':
      return token.tokens ? inside(places) : [text(decodeEntities(token.text))];
    default:
      return [text(token.raw)];
  }
}

/** An image is never fetched: its words stand in its place, and lead to it. */
function image({ href, text: words }: Tokens.Image, places: Around): Node[] {
  return link(
    href,
    [words ? text(decodeEntities(words)) : element('bdi', [text(imageWords())], 'image')],
    places,
  );
}

/** Only safe addresses are links, and never inside a link; the rest is text. */
function link(href: string, content: Node[], places: Around): Node[] {
  const address = places && safeAddress(decodeEntities(href));
  if (!address) return content;
  const made = element('a', content) as HTMLAnchorElement;
  lead(made, address);
  return [made];
}

function withoutCitations(tokens: Token[]): Token[] {
  return tokens.filter(({ type }) => type !== 'citation' && type !== 'footnote');
}

/** Code reads the same in every language. */
function leftToRight(code: HTMLElement): HTMLElement {
  code.dir = 'ltr';
  return code;
}

const text = (data: string): Text => document.createTextNode(data);

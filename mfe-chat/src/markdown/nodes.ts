import { msg } from '@lit/localize';
import type { Token, Tokens } from 'marked';
import { attach, closeClaim } from './claims.js';
import { element } from './element.js';
import { decodeEntities } from './entities.js';
import type { CitationToken } from './lex.js';
import { tableNode } from './table.js';

/** Deeper than this, what is nested is shown as the text that it was written as. */
const DEEPEST = 20;

/** Makes the place of a citation's button; it is filled now or later. */
export type Cite = (number: number) => Node;

/**
 * Builds the nodes of a block token; every node is created, none is parsed from a string. Each block runs in the
 * direction of its own words, whatever the language around it; what is inside runs as the block does.
 */
export function blockNodes(token: Token, cite: Cite): Node[] {
  const nodes = nodesAt(token, cite, 0);
  for (const node of nodes) if (node instanceof HTMLElement && !node.dir) node.dir = 'auto';
  return nodes;
}

/** The words that stand in the place of an image without any. */
export const imageWords = (): string => msg('image');

function nodesAt(token: Token, cite: Cite, depth: number): Node[] {
  if (depth > DEEPEST) return [element('p', [text(token.raw)])];
  const inside = (tokens: Token[] | undefined) => inline(tokens ?? [], cite, depth + 1);
  const plain = (tokens: Token[]) =>
    element(
      'p',
      inline(tokens, () => text(''), depth + 1),
    ).textContent.trim();
  const blocks = (tokens: Token[]) => tokens.flatMap((each) => nodesAt(each, cite, depth + 1));
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
      return [leftToRight(element('pre', [element('code', [text(token.text)])]))];
    case 'blockquote':
      return [element('blockquote', blocks(token.tokens ?? []))];
    case 'list':
      return [list(token as Tokens.List, blocks)];
    case 'table':
      return [tableNode(token as Tokens.Table, inside, plain)];
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
      return element('li', content);
    }),
  );
  if (ordered && typeof start === 'number' && start !== 1) made.setAttribute('start', String(start));
  return made;
}

function inline(tokens: Token[], cite: Cite, depth: number): Node[] {
  const nodes: Node[] = [];
  for (const token of tokens) {
    if (token.type === 'citation') {
      const places = (token as CitationToken).numbers.map(cite);
      if (places.every((place) => place instanceof Text)) nodes.push(...places);
      else attach(nodes, places);
    } else {
      const next = inlineNodes(token, cite, depth);
      closeClaim(nodes, next[0]);
      nodes.push(...next.filter((node) => !(node instanceof Text) || node.data));
    }
  }
  return nodes;
}

function inlineNodes(token: Token, cite: Cite, depth: number): Node[] {
  if (depth > DEEPEST) return [text(token.raw)];
  const inside = () => inline(('tokens' in token && token.tokens) || [], cite, depth + 1);
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [element(token.type, inside())];
    case 'codespan':
      return [leftToRight(element('code', [text(token.text)]))];
    case 'br':
      return [document.createElement('br')];
    case 'checkbox':
      return [];
    case 'image':
      return [token.text ? text(token.text) : element('bdi', [text(imageWords())], 'image')];
    case 'link':
      // A button inside a link could not be pressed: there, a marker is text.
      return link(
        token as Tokens.Link,
        inline(token.tokens ?? [], (number) => text(`[${number}]`), depth + 1),
      );
    case 'escape':
      return [text(token.text)];
    case 'text':
      return token.tokens ? inside() : [text(decodeEntities(token.text))];
    default:
      return [text(token.raw)];
  }
}

/** Only addresses that lead to a page or a letter are links; the rest is text. */
function link({ href }: Tokens.Link, content: Node[]): Node[] {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return content;
  const made = element('a', content) as HTMLAnchorElement;
  made.href = url.href;
  made.rel = 'noopener noreferrer';
  made.target = '_blank';
  return [made];
}

/** Code reads the same in every language. */
function leftToRight(code: HTMLElement): HTMLElement {
  code.dir = 'ltr';
  return code;
}

const text = (data: string): Text => document.createTextNode(data);

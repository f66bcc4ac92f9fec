import type { Token, Tokens } from 'marked';
import { decodeEntities } from './entities.js';
import type { CitationToken } from './lex.js';

/** Deeper than this, what is nested is shown as the text that it was written as. */
const DEEPEST = 20;

/** Makes the place of a citation's button; it is filled now or later. */
export type Cite = (number: number) => Node;

/** Builds the nodes of a block token; every node is created, none is parsed from a string. */
export function blockNodes(token: Token, cite: Cite, depth = 0): Node[] {
  if (depth > DEEPEST) return [element('p', [text(token.raw)])];
  const inside = (tokens: Token[] | undefined) => inline(tokens ?? [], cite, depth + 1);
  const blocks = (tokens: Token[]) => tokens.flatMap((each) => blockNodes(each, cite, depth + 1));
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
      return [element('pre', [element('code', [text(token.text)])])];
    case 'blockquote':
      return [element('blockquote', blocks(token.tokens ?? []))];
    case 'list':
      return [list(token as Tokens.List, blocks)];
    case 'table':
      return [table(token as Tokens.Table, inside)];
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
      return element('li', task ? [text(checked ? '☑ ' : '☐ '), ...content] : content);
    }),
  );
  if (ordered && typeof start === 'number' && start !== 1) made.setAttribute('start', String(start));
  return made;
}

function table({ header, rows }: Tokens.Table, inside: (tokens: Token[]) => Node[]): Node {
  const head = header.map(({ tokens }) => {
    const cell = element('th', inside(tokens));
    cell.setAttribute('scope', 'col');
    return cell;
  });
  const body = rows.map((row) =>
    element(
      'tr',
      row.map(({ tokens }, column) => {
        const cell = element(column === 0 ? 'th' : 'td', inside(tokens));
        if (column === 0) cell.setAttribute('scope', 'row');
        // Beside the figure once rows become blocks in a narrow element.
        else cell.setAttribute('data-label', header[column]?.text ?? '');
        return cell;
      }),
    ),
  );
  return element('figure', [
    element('table', [element('thead', [element('tr', head)]), element('tbody', body)]),
  ]);
}

function inline(tokens: Token[], cite: Cite, depth: number): Node[] {
  const nodes: Node[] = [];
  for (const token of tokens) {
    if (token.type === 'citation') attach(nodes, (token as CitationToken).numbers.map(cite));
    else nodes.push(...inlineNodes(token, cite, depth));
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
      return [element('code', [text(token.text)])];
    case 'br':
      return [document.createElement('br')];
    case 'checkbox':
      return [];
    case 'image':
      return [text(token.text || 'image')];
    case 'link':
      return link(token as Tokens.Link, inside());
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

/** Puts citations behind the claim, on one line with its last word. */
function attach(nodes: Node[], citations: Node[]): void {
  const last = nodes.at(-1);
  if (last instanceof HTMLElement && last.className === 'nw') {
    last.append(...citations);
    return;
  }
  if (!(last instanceof Text)) {
    nodes.push(element('span', citations, 'nw'));
    return;
  }
  const [word = ''] = /\S{1,30}\s?$/.exec(last.data) ?? [];
  last.data = last.data.slice(0, last.data.length - word.length);
  nodes.push(element('span', [text(word.trimEnd()), ...citations], 'nw'));
}

function element(name: string, content: Node[], className = ''): HTMLElement {
  const made = document.createElement(name);
  made.append(...content);
  if (className) made.className = className;
  return made;
}

const text = (data: string): Text => document.createTextNode(data);

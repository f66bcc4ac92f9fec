import { html as spec, parse, type DefaultTreeAdapterMap } from 'parse5';
import type { Parsed } from './parse.js';
import { plain, SourceWriter, type SourceBlock } from './source-text.js';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const SKIPPED = new Set(
  'script style noscript template head nav svg math iframe object canvas audio video select textarea button'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  (
    'html body address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table ul caption'
  ).split(' '),
);

/** Reads HTML into blocks; scripts, styles and navigation are left out. The title is <title> or the first h1. */
export function parseHtml(source: string): Parsed {
  const document = parse(source);
  const reader = new HtmlReader();
  reader.read(document);
  const title = plain(textOf(find(document, 'title'))) || plain(textOf(find(document, 'h1')));
  return { ...reader.finish(), ...(title !== '' && { title }) };
}

class HtmlReader {
  readonly #writer = new SourceWriter();
  #inline = '';
  #kind: SourceBlock['kind'] = 'paragraph';
  #level: number | undefined;

  finish() {
    this.#flush();
    return this.#writer.finish();
  }

  read(node: Node): void {
    if ('value' in node && node.nodeName === '#text') {
      this.#inline += node.value;
      return;
    }
    if (!('childNodes' in node)) return;
    const name = node.nodeName;
    if (SKIPPED.has(name) || ('attrs' in node && isHidden(node))) return;
    if (name === 'br') {
      this.#inline += ' ';
      return;
    }
    if (name === 'table') return this.#table(node as Element);
    if (!BLOCKS.has(name)) {
      for (const child of node.childNodes) this.read(child);
      return;
    }
    this.#flush();
    const before = this.#kind;
    const heading = /^h([1-6])$/.exec(name);
    if (heading) {
      this.#kind = 'heading';
      this.#level = Number(heading[1]);
    } else if (name === 'li' || name === 'dd') this.#kind = 'item';
    else if (name === 'ul' || name === 'ol') this.#kind = 'paragraph';
    for (const child of node.childNodes) this.read(child);
    this.#flush();
    this.#kind = before;
    this.#level = undefined;
  }

  #table(table: Element): void {
    this.#flush();
    const rows = rowsOf(table);
    const marked = rows.findIndex(({ header }) => header);
    // A table without marked headings: a first row of words alone names the columns.
    const first = rows[0];
    const names = rows.length > 1 && first?.cells.every((cell) => plain(cell) !== '' && !/\d/.test(cell));
    const headerAt = marked >= 0 ? marked : names ? 0 : -1;
    const caption = find(table, 'caption');
    if (caption) this.#writer.add('paragraph', textOf(caption));
    for (const [at, { cells }] of rows.entries()) {
      const used = cells.filter((cell) => plain(cell) !== '');
      // A table with one cell a row is layout, not data.
      if (used.length <= 1 && rows.every((row) => row.cells.length <= 1))
        this.#writer.add('paragraph', used[0] ?? '');
      else this.#writer.addRow(at === headerAt ? 'header' : 'row', cells);
    }
  }

  #flush(): void {
    const text = this.#inline;
    this.#inline = '';
    this.#writer.add(this.#kind, text, this.#kind === 'heading' ? this.#level : undefined);
  }
}

function isHidden({ attrs }: Element): boolean {
  return attrs.some(({ name, value }) => name === 'hidden' || (name === 'aria-hidden' && value === 'true'));
}

function rowsOf(table: Element): { cells: string[]; header: boolean }[] {
  const rows: { cells: string[]; header: boolean }[] = [];
  const collect = (node: Element, inHead: boolean): void => {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      if (child.tagName === 'tr') {
        const cells = child.childNodes.filter(
          (cell): cell is Element => 'tagName' in cell && (cell.tagName === 'td' || cell.tagName === 'th'),
        );
        const header = inHead || (cells.length > 0 && cells.every(({ tagName }) => tagName === 'th'));
        rows.push({ cells: cells.map(textOf), header });
      } else if (/^t(head|body|foot)$/.test(child.tagName)) collect(child, child.tagName === 'thead');
    }
  };
  collect(table, false);
  return rows;
}

/** All text inside a node, with a space wherever a block or line ends. */
function textOf(node: Node | undefined): string {
  if (!node) return '';
  if ('value' in node && node.nodeName === '#text') return node.value;
  if (!('childNodes' in node) || SKIPPED.has(node.nodeName)) return '';
  const inner = node.childNodes.map(textOf).join('');
  return BLOCKS.has(node.nodeName) || node.nodeName === 'br' ? ` ${inner} ` : inner;
}

function find(node: Node, name: string): Element | undefined {
  if ('tagName' in node && node.tagName === name && node.namespaceURI === spec.NS.HTML) return node;
  if (!('childNodes' in node)) return undefined;
  for (const child of node.childNodes) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}

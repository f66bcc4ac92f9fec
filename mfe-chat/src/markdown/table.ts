import type { Token, Tokens } from 'marked';
import { element } from './element.js';

/**
 * A table whose rows can become labelled blocks: the first cell heads its row, every other one knows its column. The
 * roles are written out, since a browser forgets them for rows that are laid out as blocks.
 */
export function tableNode(
  { header, rows }: Tokens.Table,
  inside: (tokens: Token[]) => Node[],
  plain: (tokens: Token[]) => string,
): HTMLElement {
  const labels = header.map(({ tokens }) => plain(tokens));
  const head = header.map(({ tokens, align }, column) => {
    const cell = withRole(element('th', inside(tokens)), 'columnheader');
    cell.setAttribute('scope', 'col');
    return classed(cell, align, labels[column] ?? '');
  });
  const body = rows.map((row) =>
    withRole(
      element(
        'tr',
        row.map(({ tokens, align }, column) => bodyCell(inside(tokens), align, column, labels[column] ?? '')),
      ),
      'row',
    ),
  );
  const table = element('table', [
    withRole(element('thead', [withRole(element('tr', head), 'row')]), 'rowgroup'),
    withRole(element('tbody', body), 'rowgroup'),
  ]);
  return element('figure', [withRole(table, 'table')]);
}

function bodyCell(
  content: Node[],
  align: Tokens.Table['align'][number],
  column: number,
  label: string,
): HTMLElement {
  if (column === 0) {
    const cell = withRole(element('th', content), 'rowheader');
    cell.setAttribute('scope', 'row');
    return classed(cell, align, '');
  }
  const cell = withRole(element('td', content), 'cell');
  cell.setAttribute('data-label', label);
  return classed(cell, align, label);
}

/** Figures under each other line up; the column of sources stands at the edge. */
function classed(cell: HTMLElement, align: Tokens.Table['align'][number], label: string): HTMLElement {
  const name = /^\s*(sources?|quellen?)\s*$/i.test(label) ? 'sources' : align === 'right' ? 'figures' : '';
  if (name) cell.className = name;
  return cell;
}

function withRole(made: HTMLElement, role: string): HTMLElement {
  made.setAttribute('role', role);
  return made;
}

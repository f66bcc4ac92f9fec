import type { Token, Tokens } from 'marked';
import { element } from './element.js';

/** A table whose rows can become labelled blocks: the first cell heads its row, every other one knows its column. */
export function tableNode(
  { header, rows }: Tokens.Table,
  inside: (tokens: Token[]) => Node[],
  plain: (tokens: Token[]) => string,
): HTMLElement {
  const labels = header.map(({ tokens }) => plain(tokens));
  const head = header.map(({ tokens, align }, column) => {
    const cell = element('th', inside(tokens));
    cell.setAttribute('scope', 'col');
    return classed(cell, align, labels[column] ?? '');
  });
  const body = rows.map((row) =>
    element(
      'tr',
      row.map(({ tokens, align }, column) => {
        const label = labels[column] ?? '';
        const cell = element(column === 0 ? 'th' : 'td', inside(tokens));
        if (column === 0) cell.setAttribute('scope', 'row');
        else cell.setAttribute('data-label', label);
        return classed(cell, align, column === 0 ? '' : label);
      }),
    ),
  );
  return element('figure', [
    element('table', [element('thead', [element('tr', head)]), element('tbody', body)]),
  ]);
}

/** Figures under each other line up; the column of sources stands at the edge. */
function classed(cell: HTMLElement, align: Tokens.Table['align'][number], label: string): HTMLElement {
  const name = /^\s*(sources?|quellen?)\s*$/i.test(label) ? 'sources' : align === 'right' ? 'figures' : '';
  if (name) cell.className = name;
  return cell;
}

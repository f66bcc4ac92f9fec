import { msg } from '@lit/localize';
import type { Citation, Passage } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { markedBlocks, wordsAt, type MarkedBlock, type MarkedRow, type Run } from './marked-blocks.js';

/** How a quote stands to the document as it is now. */
type QuoteCheck = 'exact' | 'replaced' | 'moved';

/** Whether the document still holds the quoted words where they were cited. */
export function checkQuote(citation: Citation, passage: Passage): QuoteCheck {
  if (citation.version && citation.version !== passage.version) return 'replaced';
  return wordsAt(passage.blocks, citation.start, citation.end) === citation.quote ? 'exact' : 'moved';
}

/** The section around a quote, its words marked. */
export function renderSection(
  { start, end }: Pick<Passage, 'start' | 'end'>,
  passage: Passage,
): TemplateResult {
  return html`${markedBlocks(passage.blocks, start, end).map(renderBlock)}`;
}

/** The quote alone, as it was cited. */
export function renderQuote(quote: string): TemplateResult {
  return html`<p class="exact quote" dir="auto"><mark>${quote}</mark></p>`;
}

function renderBlock(block: MarkedBlock): TemplateResult {
  if (block.kind === 'list') {
    return html`<ul dir="auto">
      ${block.items.map(({ runs, isExact }) => html`<li class=${exact(isExact)}>${renderRuns(runs)}</li>`)}
    </ul>`;
  }
  if (block.kind === 'table') return renderTable(block.header, block.rows);
  const runs = renderRuns(block.runs);
  return block.kind === 'heading'
    ? html`<h3 dir="auto" class=${exact(block.isExact)}>${runs}</h3>`
    : html`<p dir="auto" class=${exact(block.isExact)}>${runs}</p>`;
}

function renderTable(header: MarkedRow | undefined, rows: readonly MarkedRow[]): TemplateResult {
  return html`<div class="table" role="group" dir="auto" aria-label=${msg('Table')} tabindex="0">
    <table>
      ${
        header
          ? html`<thead>
              <tr class=${exact(header.isExact)}>
                ${header.cells.map((cell) =>
                  cell.length ? html`<th scope="col">${renderRuns(cell)}</th>` : html`<td></td>`,
                )}
              </tr>
            </thead>`
          : ''
      }
      <tbody>
        ${rows.map(
          ({ cells: [first = [], ...others], isExact }) =>
            html`<tr class=${exact(isExact)}>
              ${first.length ? html`<th scope="row">${renderRuns(first)}</th>` : html`<td></td>`}
              ${others.map((cell) => html`<td>${renderRuns(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderRuns(runs: readonly Run[]): unknown[] {
  return runs.map(({ text, isMarked }) => (isMarked ? html`<mark>${text}</mark>` : text));
}

const exact = (isExact: boolean): string => (isExact ? 'exact' : '');

import type { CitationWire } from './citations.js';
import { citationOf } from './citations.js';
import { escapeMarkdown } from './markdown.js';
import type { Excerpt } from './selection.js';
import type { Range } from '../sentences.js';
import type { Table } from './units.js';

/** An answer of quotes alone: Markdown, and the citations in order of their numbers. */
export interface Quotation {
  markdown: string;
  citations: CitationWire[];
}

/**
 * Writes the excerpts as Markdown: a paragraph for each passage, its list items as a list, its table as a table.
 * Sentences that stand side by side in the source are one quote, whose marker stands behind each of them.
 */
export function quote(excerpts: Excerpt[]): Quotation {
  const citations: CitationWire[] = [];
  const cite = (excerpt: Excerpt, range: Range): string => {
    const known = citations.find(
      ({ document_id, start, end }) =>
        document_id === excerpt.hit.documentId && start === range.start && end === range.end,
    );
    const citation = known ?? citationOf(citations.length + 1, excerpt, range);
    if (!known) citations.push(citation);
    return `[${citation.number}]`;
  };
  const parts = excerpts.map((excerpt) => {
    const blocks: string[] = [];
    for (const run of runs(excerpt)) {
      const marker = cite(excerpt, { start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 });
      const texts = run.map(
        ({ start, end }) => `${escapeMarkdown(excerpt.source.text.slice(start, end))}${marker}`,
      );
      const isList = run[0]?.kind === 'item';
      const written = isList ? texts.map((text) => `- ${text}`).join('\n') : texts.join(' ');
      const last = blocks.at(-1);
      const joins = last !== undefined && last.startsWith('- ') === isList;
      const between = isList ? '\n' : ' ';
      if (joins) blocks[blocks.length - 1] = `${last}${between}${written}`;
      else blocks.push(written);
    }
    if (excerpt.table) blocks.push(tableMarkdown(excerpt, excerpt.table, cite(excerpt, excerpt.table)));
    return blocks.join('\n\n');
  });
  return { markdown: parts.join('\n\n'), citations };
}

/** Sentences of one kind with nothing but white space between them. */
function runs({ source, sentences }: Excerpt): Excerpt['sentences'][] {
  const found: Excerpt['sentences'][] = [];
  for (const sentence of sentences) {
    const run = found.at(-1);
    const last = run?.at(-1);
    const adjacent =
      last?.kind === sentence.kind && /^\s*$/.test(source.text.slice(last.end, sentence.start));
    const sameBlock =
      adjacent && (sentence.kind === 'item' || !source.text.slice(last.end, sentence.start).includes('\n'));
    if (run && sameBlock) run.push(sentence);
    else found.push([sentence]);
  }
  return found;
}

function tableMarkdown({ source: { text } }: Excerpt, table: Table, marker: string): string {
  const cells = (range: Range) => text.slice(range.start, range.end).split('\t').map(escapeMarkdown);
  const header = table.header ? cells(table.header) : [];
  const columns = Math.max(header.length, ...table.rows.map((row) => cells(row).length));
  const line = (values: string[], last: string) => {
    const padded = [...values, ...Array<string>(columns - values.length).fill('')];
    return `| ${[...padded, last].join(' | ')} |`;
  };
  const caption = table.caption ? text.slice(table.caption.start, table.caption.end) : undefined;
  return [
    ...(caption === undefined ? [] : [`${escapeMarkdown(caption)}${marker}`, '']),
    line(header, 'Source'),
    line(Array<string>(columns).fill('---'), '---'),
    ...table.rows.map((row) => line(cells(row), marker)),
  ].join('\n');
}

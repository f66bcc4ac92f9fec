import type { AnswerEvent } from '../../backend/src/knowledge/index.js';

/** What is wrong with the citations of an answer; all zero for one that can be checked word for word. */
export interface Faults {
  sentences: number;
  /** Sentences that are not, byte for byte, in the quote that their number names. */
  not_quoted: number;
  citations: number;
  /** Citations whose quote is not, byte for byte, what stands at that place of the document. */
  not_in_source: number;
  /** Numbers in the text that no citation has. */
  invalid_numbers: number;
}

/** Holds an answer of quotations against the documents as they were given. */
export function faultsOf(events: AnswerEvent[], textOf: (documentId: string) => string | undefined): Faults {
  const citations = events.flatMap((event) => (event.type === 'citations' ? event.citations : []));
  const text = events.map((event) => (event.type === 'text' ? event.delta : '')).join('');
  const faults = {
    sentences: 0,
    not_quoted: 0,
    citations: citations.length,
    not_in_source: 0,
    invalid_numbers: 0,
  };
  for (const { document_id, start, end, quote } of citations) {
    const stands = Buffer.from(textOf(document_id)?.slice(start, end) ?? '');
    if (quote === '' || !stands.equals(Buffer.from(quote))) faults.not_in_source += 1;
  }
  let rest = text;
  for (let marker = MARKER.exec(rest); marker; marker = MARKER.exec(rest)) {
    const words = unescaped(rest.slice(0, marker.index).replace(/^\s*(?:- )?/, ''));
    const cited = citations.find(({ number }) => String(number) === marker?.[1]);
    faults.sentences += 1;
    if (!cited) faults.invalid_numbers += 1;
    else if (!cited.quote.includes(words)) faults.not_quoted += 1;
    rest = rest.slice(marker.index + marker[0].length);
  }
  // Words behind the last number are nobody's.
  if (rest.trim() !== '') faults.not_quoted += 1;
  return faults;
}

const MARKER = /(?<!\\)\[(\d+)\]/;

function unescaped(markdown: string): string {
  return markdown.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
}

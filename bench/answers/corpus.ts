import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { escapeMarkdown } from '../../backend/src/knowledge/answer/markdown.js';
import { parseFile } from '../../backend/src/knowledge/parse/parse.js';
import type { SourceText } from '../../backend/src/knowledge/parse/source-text.js';
import { passages } from '../../backend/src/knowledge/passages.js';
import { EVERYDAY } from '../../backend/src/knowledge/everyday.js';
import type { IndexedPassage } from '../../backend/src/knowledge/retrieval.js';
import { terms } from '../../backend/src/knowledge/terms.js';

interface CorpusDocument {
  id: string;
  title: string;
  sections: { id: string; heading: string; text: string }[];
}

/** A question of the corpus, and the document and section where its answer stands. */
export interface CorpusQuestion {
  question: string;
  document: string;
  section: string;
}

/** A document of the corpus as a Markdown file that was read and cut into passages. */
export interface ReadDocument extends CorpusDocument {
  /** What questions call it: a page in several parts is as many documents, each with an id of its own. */
  page: string;
  file: Buffer;
  source: SourceText;
  passages: IndexedPassage[];
}

/** The documents of a corpus, one by one. */
export async function* readDocuments(folder: string): AsyncGenerator<ReadDocument> {
  const parts = new Map<string, number>();
  const packed = createReadStream(join(folder, 'documents.jsonl.gz'));
  for await (const line of lines(packed.pipe(createGunzip()))) {
    const read = JSON.parse(line) as CorpusDocument;
    const part = (parts.get(read.id) ?? 0) + 1;
    parts.set(read.id, part);
    const document = { ...read, page: read.id, id: part === 1 ? read.id : `${read.id}~${part}` };
    const file = Buffer.from(markdown(document));
    const source = await parseFile(file, `${document.id}.md`);
    const { id: documentId, title } = document;
    const indexed = passages(source, title).map(({ start, end, headingPath }, position) => {
      const text = source.text.slice(start, end);
      return { id: `${documentId}#${position}`, documentId, title, headingPath, text, start, end };
    });
    yield { ...document, file, source, passages: indexed };
  }
}

export async function readQuestions(folder: string): Promise<CorpusQuestion[]> {
  const questions: CorpusQuestion[] = [];
  for await (const line of lines(createReadStream(join(folder, 'questions-dev.jsonl'))))
    questions.push(JSON.parse(line) as CorpusQuestion);
  return questions;
}

/** The section that a place of the source stands in. */
export function sectionAt({ source, sections }: ReadDocument, start: number): string | undefined {
  const headings = source.blocks.filter(({ kind, level }) => kind === 'heading' && level === 2);
  return sections[headings.findLastIndex((heading) => heading.start <= start)]?.id;
}

/** What a document is about, so that two of the same name are known. */
export function nameOf(title: string): string {
  const all = terms(title);
  const subject = all.filter((value) => !EVERYDAY.has(value));
  return [...new Set(subject.length > 0 ? subject : all)].sort().join(' ');
}

function markdown({ title, sections }: CorpusDocument): string {
  const parts = sections.flatMap(({ heading, text }) => [
    `## ${escapeMarkdown(heading.trim() || title)}`,
    ...text
      .split(/\n+/)
      .map((paragraph) => escapeMarkdown(paragraph.trim()))
      .filter((paragraph) => paragraph !== ''),
  ]);
  return [`# ${escapeMarkdown(title)}`, ...parts].join('\n\n');
}

function lines(input: NodeJS.ReadableStream): AsyncIterable<string> {
  return createInterface({ input, crlfDelay: Infinity });
}

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same things in an order that depends on the seed alone. */
export function shuffled<Thing>(things: readonly Thing[], random: () => number): Thing[] {
  const mixed = [...things];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as Thing, mixed[at] as Thing];
  }
  return mixed;
}

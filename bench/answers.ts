import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { SourceWriter } from '../backend/src/knowledge/parse/source-text.js';
import { passages } from '../backend/src/knowledge/passages.js';
import { readQuestion } from '../backend/src/knowledge/question.js';
import { Retrieval } from '../backend/src/knowledge/retrieval.js';

interface CorpusDocument {
  id: string;
  title: string;
  sections: { id: string; heading: string; text: string }[];
}

interface CorpusQuestion {
  question: string;
  document: string;
  section: string;
}

export interface AnswerFigures {
  documents: number;
  passages: number;
  questions: number;
  document_recall_at_5: number;
  passage_recall_at_5: number;
  p50_ms: number;
  p95_ms: number;
}

/**
 * How often the production retrieval finds the right document and the right section of a corpus: a folder with
 * `documents.jsonl.gz` and `questions-dev.jsonl`. Times are of one search each, in milliseconds.
 */
export async function runAnswers(corpusFolder: string): Promise<AnswerFigures> {
  const retrieval = new Retrieval();
  const sectionOf = new Map<string, string>();
  let documents = 0;
  for await (const line of lines(
    createReadStream(join(corpusFolder, 'documents.jsonl.gz')).pipe(createGunzip()),
  )) {
    const document = JSON.parse(line) as CorpusDocument;
    documents += 1;
    const { text, sections } = sourceText(document);
    const indexed = passages(text, document.title).map((passage, position) => {
      const id = `${document.id}#${position}`;
      const section = sections.findLast(({ start }) => start <= passage.start);
      if (section) sectionOf.set(id, section.id);
      const { start, end, headingPath } = passage;
      return {
        id,
        documentId: document.id,
        title: document.title,
        headingPath,
        text: text.text.slice(start, end),
        start,
        end,
      };
    });
    await retrieval.set(document.id, indexed);
  }

  const times: number[] = [];
  let rightDocument = 0;
  let rightPassage = 0;
  for await (const line of lines(createReadStream(join(corpusFolder, 'questions-dev.jsonl')))) {
    const { question, document, section } = JSON.parse(line) as CorpusQuestion;
    const started = performance.now();
    const hits = retrieval.search(readQuestion(question), 50);
    times.push(performance.now() - started);
    if ([...new Set(hits.map(({ documentId }) => documentId))].slice(0, 5).includes(document))
      rightDocument += 1;
    if (hits.slice(0, 5).some(({ id }) => sectionOf.get(id) === section)) rightPassage += 1;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1));
  return {
    documents,
    passages: retrieval.size,
    questions: times.length,
    document_recall_at_5: Number((rightDocument / times.length).toFixed(4)),
    passage_recall_at_5: Number((rightPassage / times.length).toFixed(4)),
    p50_ms: at(0.5),
    p95_ms: at(0.95),
  };
}

function lines(input: NodeJS.ReadableStream): AsyncIterable<string> {
  return createInterface({ input, crlfDelay: Infinity });
}

/** A title, then each section as a heading and its paragraphs. */
function sourceText({ title, sections }: CorpusDocument) {
  const writer = new SourceWriter();
  const starts: { id: string; start: number }[] = [];
  writer.add('heading', title, 1);
  for (const { id, heading, text } of sections) {
    starts.push({ id, start: writer.length });
    writer.add('heading', heading, 2);
    for (const paragraph of text.split(/\n+/)) writer.add('paragraph', paragraph);
  }
  return { text: writer.finish(), sections: starts };
}

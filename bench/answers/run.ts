import { readQuestion } from '../../backend/src/knowledge/question.js';
import { openAnswerer, type Answerer } from './answerer.js';
import {
  nameOf,
  randomFrom,
  readDocuments,
  readQuestions,
  sectionAt,
  shuffled,
  type CorpusQuestion,
  type ReadDocument,
} from './corpus.js';
import { faultsOf, type Faults } from './quotations.js';

/** Of the questions, how many have their documents left out to see whether they are refused. */
const LEFT_OUT_SHARE = 0.5;

export interface AnswerFigures {
  documents: number;
  passages: number;
  questions: number;
  document_recall_at_5: number;
  passage_recall_at_5: number;
  search_p50_ms: number;
  search_p95_ms: number;
  /** From the question to the first words of the answer, without the network. */
  first_words_p50_ms: number;
  first_words_p95_ms: number;
  quotations: Faults;
  /** The share of all questions that are refused although their documents are there. */
  false_refusals: number;
  left_out: {
    questions: number;
    documents: number;
    /** The share of them that are refused when every document of the same name is left out too. */
    refused: number;
    /** The same when their own document alone is left out, so that another collection may well answer. */
    refused_own_document_alone: number;
  };
}

/**
 * How well questions are answered from a corpus: a folder with `documents.jsonl.gz` and `questions-dev.jsonl`. Times in
 * milliseconds; `seed` chooses the questions whose documents are left out.
 */
export async function runAnswers(corpusFolder: string, seed: number): Promise<AnswerFigures> {
  const answerer = await openAnswerer();
  try {
    const documents = new Map<string, ReadDocument>();
    for await (const document of readDocuments(corpusFolder)) {
      documents.set(await answerer.add(document), document);
    }
    const questions = await readQuestions(corpusFolder);
    const found = search(answerer, questions, documents);
    const passages = answerer.retrieval.size;
    const answered = await askAll(answerer, questions, documents);
    const count = Math.round(questions.length * LEFT_OUT_SHARE);
    const asked = shuffled(questions, randomFrom(seed)).slice(0, count);
    return {
      documents: documents.size,
      passages,
      questions: questions.length,
      ...found,
      ...answered,
      left_out: await leaveOut(answerer, asked, documents),
    };
  } finally {
    await answerer.close();
  }
}

function search({ retrieval }: Answerer, questions: CorpusQuestion[], documents: Map<string, ReadDocument>) {
  const times: number[] = [];
  let rightDocument = 0;
  let rightPassage = 0;
  for (const { question, document, section } of questions) {
    const started = performance.now();
    const hits = retrieval.search(readQuestion(question), 50);
    times.push(performance.now() - started);
    const found = new Set(hits.map(({ documentId }) => documents.get(documentId)?.page));
    if ([...found].slice(0, 5).includes(document)) rightDocument += 1;
    const isRight = ({ documentId, start }: (typeof hits)[number]) =>
      sectionAt(documents.get(documentId) as ReadDocument, start) === section;
    if (hits.slice(0, 5).some(isRight)) rightPassage += 1;
  }
  return {
    document_recall_at_5: share(rightDocument, questions.length),
    passage_recall_at_5: share(rightPassage, questions.length),
    search_p50_ms: percentile(times, 0.5),
    search_p95_ms: percentile(times, 0.95),
  };
}

async function askAll(answerer: Answerer, questions: CorpusQuestion[], documents: Map<string, ReadDocument>) {
  const times: number[] = [];
  const quotations: Faults = {
    sentences: 0,
    not_quoted: 0,
    citations: 0,
    not_in_source: 0,
    invalid_numbers: 0,
  };
  let refused = 0;
  for (const { question } of questions) {
    const { events, firstMilliseconds } = await answerer.ask(question);
    times.push(firstMilliseconds);
    if (isRefused(events)) refused += 1;
    const faults = faultsOf(events, (id) => documents.get(id)?.source.text);
    for (const name of Object.keys(faults) as (keyof Faults)[]) quotations[name] += faults[name];
  }
  return {
    first_words_p50_ms: percentile(times, 0.5),
    first_words_p95_ms: percentile(times, 0.95),
    quotations,
    false_refusals: share(refused, questions.length),
  };
}

async function leaveOut(
  answerer: Answerer,
  questions: CorpusQuestion[],
  documents: Map<string, ReadDocument>,
) {
  const refusedOf = async () => {
    let refused = 0;
    for (const { question } of questions) if (isRefused((await answerer.ask(question)).events)) refused += 1;
    return share(refused, questions.length);
  };
  const pages = new Set(questions.map(({ document }) => document));
  const own = [...documents].filter(([, { page }]) => pages.has(page));
  for (const [id] of own) answerer.retrieval.remove(id);
  const refusedAlone = await refusedOf();
  const names = new Set(own.map(([, { title }]) => nameOf(title)));
  const alike = [...documents].filter(([, { title }]) => names.has(nameOf(title)));
  for (const [id] of alike) answerer.retrieval.remove(id);
  return {
    questions: questions.length,
    documents: alike.length,
    refused: await refusedOf(),
    refused_own_document_alone: refusedAlone,
  };
}

function isRefused(events: { type: string; finish_reason?: string }[]): boolean {
  return events.at(-1)?.finish_reason === 'not_found';
}

function share(part: number, whole: number): number {
  return Number((part / whole).toFixed(4));
}

function percentile(times: number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1));
}

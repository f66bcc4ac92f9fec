import type { Source } from '../documents.js';
import { MOST_DOCUMENTS } from '../finding.js';
import { coverage, type Question } from '../question.js';
import type { Hit, Retrieval } from '../retrieval.js';
import { terms } from '../terms.js';
import { unitsOf, type Sentence, type Table } from './units.js';

/** A table covers at least this share of the question. */
const LEAST_TABLE_COVERAGE = 0.55;

const MOST_SENTENCES = 6;
const MOST_OF_ONE_PASSAGE = 4;
/** Passages and sentences that score less than this share of the best are left out. */
const LEAST_PASSAGE_SHARE = 0.5;
const LEAST_SENTENCE_SHARE = 0.6;
/** Fewer sentences than this are filled up with what stands next to the best one. */
const FEWEST_SENTENCES = 3;
const MOST_ROWS = 20;

const ASKS_FOR_VALUES =
  /\b(dos(e|es|age|ing)|how (much|high|low|many)|thresholds?|cut-?offs?|targets?|levels?|values?|ranges?|criteria|score|severity|mg|units|equivalents?|table)\b/i;

/** What is quoted from one passage, in reading order. */
export interface Excerpt {
  source: Source;
  hit: Hit;
  sentences: Sentence[];
  table: Table | undefined;
}

interface Candidate {
  sentence: Sentence;
  passage: number;
  score: number;
  present: ReadonlySet<string>;
}

/** Chooses what to quote from the passages that were found, the most relevant passage first. */
export async function select(
  question: Question,
  hits: Hit[],
  retrieval: Retrieval,
  sourceOf: (hit: Hit) => Promise<Source | undefined>,
): Promise<Excerpt[]> {
  const excerpts = await candidates(hits, sourceOf);
  const found: Candidate[] = [];
  for (const [passage, { source, hit }] of excerpts.entries()) {
    const { sentences } = unitsOf(source, hit);
    const part = hit.score / (hits[0]?.score ?? 1);
    // What stands before the first heading is about the document.
    const preamble =
      hit.headingPath.length === 0 && source.blocks.filter(({ kind }) => kind === 'heading').length > 1;
    const weight = (0.4 + 0.6 * part) * (preamble ? 0.6 : 1);
    for (const [at, sentence] of sentences.entries()) {
      const text = source.text.slice(sentence.start, sentence.end);
      const present = new Set(terms(text));
      const score = scoreOf({ question, retrieval, hit, text, present }) * weight + (at === 0 ? 0.03 : 0);
      found.push({ sentence, passage, score, present });
    }
  }
  const picked = fillUp(pick(found), found);
  for (const { passage, sentence } of picked) excerpts[passage]?.sentences.push(sentence);
  addTable(question, excerpts, retrieval);
  for (const { sentences } of excerpts) sentences.sort((a, b) => a.start - b.start);
  const bestOf = (at: number) =>
    Math.max(0, ...picked.filter(({ passage }) => passage === at).map(({ score }) => score));
  return excerpts
    .map((excerpt, at) => ({ excerpt, best: bestOf(at) }))
    .filter(({ excerpt: { sentences, table } }) => sentences.length > 0 || table)
    .sort((a, b) => b.best - a.best)
    .map(({ excerpt }) => excerpt);
}

async function candidates(
  hits: Hit[],
  sourceOf: (hit: Hit) => Promise<Source | undefined>,
): Promise<Excerpt[]> {
  const best = hits[0]?.score ?? 0;
  const documents = new Set<string>();
  const excerpts: Excerpt[] = [];
  for (const hit of hits) {
    if (hit.score < best * LEAST_PASSAGE_SHARE) break;
    if (documents.size >= MOST_DOCUMENTS && !documents.has(hit.documentId)) continue;
    const source = await sourceOf(hit);
    if (!source) continue;
    documents.add(hit.documentId);
    excerpts.push({ source, hit, sentences: [], table: undefined });
  }
  return excerpts;
}

/** How well a sentence answers, about 0 to 1: what it covers itself, and with the headings that it stands under. */
function scoreOf(given: {
  question: Question;
  retrieval: Retrieval;
  hit: Hit;
  text: string;
  present: ReadonlySet<string>;
}): number {
  const { question, retrieval, hit, text, present } = given;
  const rarity = (value: string) => retrieval.rarity(value);
  const headings = terms(hit.headingPath.join(' '));
  const around = new Set([...present, ...headings, ...terms(hit.title)]);
  const asked = headings.some((heading) => question.headingTerms.has(heading)) ? 1 : 0;
  const own = coverage(question, present, rarity);
  const whole = coverage(question, around, rarity);
  const intent = [...question.headingTerms].some((value) => present.has(value)) ? 1 : 0;
  const score = 0.45 * own + 0.35 * whole + 0.12 * asked + 0.08 * intent;
  const length = text.split(/\s+/).length;
  // A crumb, a question or the lead-in of a list says too little by itself.
  return length < 4 || /[?:]$/.test(text) ? score * 0.4 : length > 70 ? score * 0.8 : score;
}

/** The best sentences, without those that repeat what others say. */
function pick(found: Candidate[]): Candidate[] {
  const ranked = [...found].sort((a, b) => b.score - a.score);
  const best = ranked[0]?.score ?? 0;
  const picked: Candidate[] = [];
  for (const candidate of ranked) {
    if (picked.length >= MOST_SENTENCES || candidate.score < best * LEAST_SENTENCE_SHARE) break;
    if (picked.filter(({ passage }) => passage === candidate.passage).length >= MOST_OF_ONE_PASSAGE) continue;
    if (picked.some(({ present }) => overlap(present, candidate.present) > 0.8)) continue;
    picked.push(candidate);
  }
  return picked;
}

/** Adds what follows the best sentence in its passage: the rest of a list, or the condition after a claim. */
function fillUp(picked: Candidate[], found: Candidate[]): Candidate[] {
  const best = picked[0];
  if (!best) return picked;
  const passage = found.filter((candidate) => candidate.passage === best.passage);
  const filled = [...picked];
  for (const candidate of passage.slice(passage.indexOf(best) + 1)) {
    if (filled.length >= FEWEST_SENTENCES) break;
    if (!filled.includes(candidate)) filled.push(candidate);
  }
  return filled;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const value of b) if (a.has(value)) shared += 1;
  return shared / Math.max(1, Math.min(a.size, b.size));
}

/** Gives the excerpt whose table answers best that table, when the question asks for values. */
function addTable(question: Question, excerpts: Excerpt[], retrieval: Retrieval): void {
  if (!ASKS_FOR_VALUES.test(question.text)) return;
  const best = excerpts
    .slice(0, 5)
    .flatMap((excerpt) => unitsOf(excerpt.source, excerpt.hit).tables.map((table) => ({ excerpt, table })))
    .filter(({ table }) => table.header && table.rows.length <= MOST_ROWS)
    .map(({ excerpt, table }) => {
      const { source, hit } = excerpt;
      const text = `${hit.title} ${hit.headingPath.join(' ')} ${source.text.slice(table.start, table.end)}`;
      const covered = coverage(question, new Set(terms(text)), (value) => retrieval.rarity(value));
      return { excerpt, table, covered };
    })
    .filter(({ covered }) => covered >= LEAST_TABLE_COVERAGE)
    .sort((a, b) => b.covered - a.covered)[0];
  if (best) best.excerpt.table = best.table;
}

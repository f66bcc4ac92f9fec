import type { SearchExplanation, SearchField, Snake } from '@voiceassist/shared/schemas';
import { confidence } from './confidence.js';
import { LEAST_CONFIDENCE, type Finding } from './finding.js';
import { isEveryday, readQuestion, type Question } from './question.js';
import { FIELD_WEIGHTS, type Hit, type Retrieval } from './retrieval.js';
import { term, terms, wordRanges, words } from './terms.js';

type Wire = Snake<SearchExplanation>;
interface Mark {
  start: number;
  end: number;
}

const PASSAGES = 10;

/** What answers would do with a question, and why: the very search that they begin with, taken apart. */
export async function explain(
  text: string,
  { finding, retrieval }: { finding: Finding; retrieval: Retrieval },
): Promise<Wire> {
  const question = readQuestion(text);
  const { hits, confidence: sure } = await finding.find(question, PASSAGES);
  return {
    is_answered: sure >= LEAST_CONFIDENCE,
    confidence: sure,
    least_confidence: LEAST_CONFIDENCE,
    has_vectors: hits.some(({ factors }) => !factors),
    terms: termsOf(text, question, hits, retrieval),
    field_weights: FIELD_WEIGHTS,
    passages: hits.map((hit, at) => explainHit(hit, at + 1, question, retrieval)),
  };
}

/** The words of a question that are looked for, without repeats. */
function termsOf(text: string, question: Question, hits: Hit[], retrieval: Retrieval): Wire['terms'] {
  const byTerm = new Map<string, string>();
  for (const word of words(text)) {
    const value = term(word);
    if (value !== null && !byTerm.has(value)) byTerm.set(value, word);
  }
  const present = new Set(
    hits.flatMap((hit) => terms(`${hit.title} ${hit.headingPath.join(' ')} ${hit.text}`)),
  );
  return [...byTerm].map(([value, word]) => ({
    word,
    rarity: Math.min(1, retrieval.rarity(value)),
    is_everyday: isEveryday(question, value),
    is_known: retrieval.has(value),
    is_found: present.has(value),
  }));
}

function explainHit(
  hit: Hit,
  rank: number,
  question: Question,
  retrieval: Retrieval,
): Wire['passages'][number] {
  const { title, headingPath, text, factors } = hit;
  const isAsked = (value: string) => question.terms.has(value);
  const fieldTerms: [SearchField, Set<string>][] = [
    ['title', new Set(terms(title))],
    ['headings', new Set(terms(headingPath.join(' ')))],
    ['text', new Set(terms(text))],
  ];
  const matched = [...question.terms]
    .map((value) => ({
      term: value,
      fields: fieldTerms.flatMap(([field, has]) => (has.has(value) ? [field] : [])),
    }))
    .filter(({ fields }) => fields.length > 0);
  return {
    id: hit.id,
    document_id: hit.documentId,
    title,
    heading_path: headingPath,
    text,
    start: hit.start,
    end: hit.end,
    score: Number(hit.score.toFixed(3)),
    terms: matched.map((one) => one.term),
    rank,
    ...(factors && { factors }),
    confidence: confidence(question, hit, retrieval),
    fields: matched,
    title_marks: marks(title, isAsked),
    heading_marks: headingPath.map((heading) => marks(heading, isAsked)),
    text_marks: marks(text, isAsked),
  };
}

/** Where the words stand whose terms are looked for. */
function marks(text: string, isAsked: (term: string) => boolean): Mark[] {
  return wordRanges(text).filter(({ start, end }) => {
    const value = term(text.slice(start, end));
    return value !== null && isAsked(value);
  });
}

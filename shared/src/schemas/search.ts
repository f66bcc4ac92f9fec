import * as v from 'valibot';
import type { Camel } from './case.js';
import { passageHitSchema } from './kb.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const day = v.pipe(v.string(), v.isoDate());
const skip = v.optional(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0)), '0');
/** Offsets in UTF-16 code units, end excluded. */
const range = v.object({ start: count, end: count });

export const SEARCH_FIELDS = ['title', 'headings', 'text'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** POST /api/admin/kb/search/explanation (capability `kb`). */
export const searchExplanationSchema = v.object({
  /** What answers would do with the question. */
  is_answered: v.boolean(),
  /** How likely it is that the best passages answer the question, and the least with which that is tried. */
  confidence: share,
  least_confidence: share,
  /** Whether a service for embeddings took part. */
  has_vectors: v.boolean(),
  /** What the question is about, in its own words; `rarity` is 1 for what stands in one passage. */
  terms: v.array(
    v.object({
      word: v.string(),
      rarity: share,
      /** It only shapes the question, such as "treatment". */
      is_everyday: v.boolean(),
      /** Some passage of the knowledge base has it. */
      is_known: v.boolean(),
      /** One of the passages that were found first has it. */
      is_found: v.boolean(),
    }),
  ),
  /** What a word counts in each field. */
  field_weights: v.record(v.picklist(SEARCH_FIELDS), v.number()),
  passages: v.array(
    v.object({
      ...passageHitSchema.entries,
      rank: count,
      /** What the score is the product of; absent where vectors took part. */
      factors: v.optional(
        v.object({ words: v.number(), headings: v.number(), title: v.number(), coverage: v.number() }),
      ),
      confidence: share,
      /** Where each matched term stands. */
      fields: v.array(v.object({ term: v.string(), fields: v.array(v.picklist(SEARCH_FIELDS)) })),
      title_marks: v.array(range),
      heading_marks: v.array(v.array(range)),
      text_marks: v.array(range),
    }),
  ),
});
/** What retrieval did with a question, and why. */
export type SearchExplanation = Camel<v.InferOutput<typeof searchExplanationSchema>>;
export type ExplainedPassage = SearchExplanation['passages'][number];

/** POST and PUT /api/admin/kb/test-questions. */
export const testQuestionFieldsSchema = v.object({
  question: v.pipe(v.string(), v.trim(), v.minLength(1, 'Write a question.'), v.maxLength(1000)),
  document_ids: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(100))),
    v.minLength(1, 'Choose the document that answers it.'),
    v.maxLength(5),
  ),
});
export type TestQuestionFields = Camel<v.InferOutput<typeof testQuestionFieldsSchema>>;

export const testQuestionSchema = v.object({
  id: v.string(),
  question: v.string(),
  /** The documents that are expected among the first five; without a title one that was deleted. */
  documents: v.array(v.object({ id: v.string(), title: v.nullish(v.string()) })),
  created_at: v.string(),
});
export type TestQuestion = Camel<v.InferOutput<typeof testQuestionSchema>>;

export const TEST_RUN_KINDS = ['single', 'before', 'after'] as const;

export const testRunSchema = v.object({
  id: v.string(),
  kind: v.picklist(TEST_RUN_KINDS),
  /** The run before the reindex that this one came after. */
  compared_to: v.nullish(v.string()),
  job_id: v.nullish(v.string()),
  run_at: v.string(),
  /** Recall@5: the mean share of the expected documents among the first five. */
  recall: share,
  results: v.array(
    v.object({
      id: v.string(),
      question: v.string(),
      recall: share,
      /** The place of the first expected document among all documents found, from 1. */
      rank: v.nullish(count),
      is_answered: v.boolean(),
    }),
  ),
});
export type TestRun = Camel<v.InferOutput<typeof testRunSchema>>;

/** POST /api/admin/kb/test-runs: now, or now and again after everything was read again. */
export const testRunFieldsSchema = v.object({ reindex: v.optional(v.boolean(), false) });

/** GET /api/admin/kb/gaps (capability `gaps`). */
export const gapQuerySchema = v.object({ state: v.optional(v.picklist(['open', 'closed']), 'open') });

const gapSchema = v.object({ id: v.string(), question: v.string(), asked_on: day });
export const gapGroupSchema = v.object({
  /** The question asked last, without what could name a person. */
  question: v.string(),
  asked_on: day,
  gaps: v.array(gapSchema),
});
/** Questions alike that found nothing, newest first. */
export type GapGroup = Camel<v.InferOutput<typeof gapGroupSchema>>;

const gapIds = v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.minLength(1), v.maxLength(1000));
/** POST /api/admin/kb/gaps/ask and …/delete. */
export const gapIdsSchema = v.object({ ids: gapIds });

export const gapAnswerSchema = v.object({
  id: v.string(),
  is_answered: v.boolean(),
  /** What answers it now. */
  document_id: v.nullish(v.string()),
  title: v.nullish(v.string()),
  text: v.nullish(v.string()),
});
export type GapAnswer = Camel<v.InferOutput<typeof gapAnswerSchema>>;

/** GET /api/admin/kb/feedback (capability `feedback`). */
export const feedbackQuerySchema = v.object({
  skip,
  limit: v.optional(
    v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(100)),
    '20',
  ),
  rating: v.optional(v.picklist(['up', 'down'])),
});
export interface FeedbackQuery {
  skip?: number;
  limit?: number;
  rating?: 'up' | 'down';
}

export const feedbackEntrySchema = v.object({
  id: v.string(),
  rating: v.picklist(['up', 'down']),
  comment: v.nullish(v.string()),
  given_at: v.string(),
  /** Without what could name a person. */
  question: v.string(),
  /** What the answer quoted. */
  citations: v.array(
    v.object({
      number: count,
      document_id: v.string(),
      title: v.string(),
      section: v.nullish(v.string()),
      quote: v.string(),
      start: count,
      end: count,
    }),
  ),
});
/** What somebody thought of an answer. */
export type FeedbackEntry = Camel<v.InferOutput<typeof feedbackEntrySchema>>;

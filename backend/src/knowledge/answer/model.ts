import type { Endpoint } from '../../config.js';
import type { Source } from '../documents.js';
import type { Hit } from '../retrieval.js';
import { terms } from '../terms.js';
import type { AnswerOptions } from './answering.js';
import { citationOf, type CitationWire } from './citations.js';
import { complete, ModelError, type ModelMessage } from './completions.js';
import { isSameSource } from './continuation.js';
import type { AnswerEvent, Begun } from './events.js';
import { MarkerFilter } from './markers.js';
import { unitsOf } from './units.js';

/** What the model writes when the passages hold no answer. */
const NOT_FOUND = 'NOT_FOUND';
const REMEMBERED_TURNS = 6;

const INSTRUCTION = `You help clinicians. Answer the question from the numbered passages alone, briefly, in Markdown.
After every sentence write the number of the passage that it comes from in square brackets, such as [2].
Never use a number that no passage has. Add nothing that the passages do not say.
If the passages do not answer the question, write only ${NOT_FOUND}.`;

const GO_ON = `Your answer broke off. Go on with it from the very next character, and write nothing that is written already.
If nothing is missing, write nothing.`;

interface Request {
  question: string;
  options: AnswerOptions;
  hits: Hit[];
  terms: ReadonlySet<string>;
  sourceOf: (hit: Hit) => Promise<Source | undefined>;
  notFound: () => Promise<AnswerEvent>;
}

/**
 * Lets a model write the answer. Every number that it cites is checked and renumbered in order of appearance on
 * the way out; a `citations` event with all of them so far comes before the text that cites a new one.
 */
export async function* writeWithModel(model: Endpoint, request: Request): AsyncGenerator<AnswerEvent> {
  const { options, hits } = request;
  const sources = await citationsOf(request);
  const written = options.begun && beginningFor(options.begun, sources);
  yield { type: 'started', verbatim: false, ...(written !== undefined && { continues: true }) };
  const cited: CitationWire[] = written ? [...(options.begun?.citations ?? [])] : [];
  let announced = cited.length;
  const filter = new MarkerFilter((number) => {
    const source = sources.get(number);
    if (!source) return '';
    let citation = cited.find((one) => isSameSource(one, source));
    if (!citation) {
      citation = { ...source, number: cited.length + 1 };
      cited.push(citation);
    }
    return `[${citation.number}]`;
  });
  function* write(delta: string): Generator<AnswerEvent> {
    if (cited.length > announced) yield { type: 'citations', citations: [...cited] };
    announced = cited.length;
    if (delta !== '') yield { type: 'text', delta };
  }
  // The first words tell whether this is an answer at all.
  let opening: string | undefined = written ? undefined : '';
  try {
    for await (const piece of complete(model, messagesFor(request, hits, written), options.signal)) {
      if (opening === undefined) {
        yield* write(filter.push(piece));
        continue;
      }
      opening += piece;
      if (NOT_FOUND.startsWith(opening.trimStart().slice(0, NOT_FOUND.length))) continue;
      yield* write(filter.push(opening));
      opening = undefined;
    }
  } catch (error) {
    if (options.signal.aborted) return;
    if (!(error instanceof ModelError)) throw error;
    yield { type: 'finished', finish_reason: 'error', message: error.message };
    return;
  }
  const words = opening?.trim();
  if (words === '' || words?.startsWith(NOT_FOUND)) {
    yield await request.notFound();
    return;
  }
  yield* write(filter.push(opening ?? '') + filter.end());
  yield { type: 'finished', finish_reason: 'done' };
}

/** A citation for each passage by its number, quoting the sentence that answers best. */
async function citationsOf({ hits, terms: asked, sourceOf }: Request): Promise<Map<number, CitationWire>> {
  const citations = new Map<number, CitationWire>();
  for (const [at, hit] of hits.entries()) {
    const source = await sourceOf(hit);
    // Deleted or replaced since it was found: the number stays without a source.
    if (!source) continue;
    const { sentences, tables } = unitsOf(source, hit);
    const ranked = [...sentences, ...tables].map((range) => {
      const present = new Set(terms(source.text.slice(range.start, range.end)));
      return {
        range,
        score: [...asked].filter((value) => present.has(value)).length / Math.sqrt(present.size + 4),
      };
    });
    const best = ranked.sort((a, b) => b.score - a.score)[0]?.range ?? hit;
    citations.set(at + 1, citationOf(at + 1, { source, hit }, best));
  }
  return citations;
}

/**
 * What was begun as the model wrote it, with the numbers of the passages; nothing when a passage that it cites is not among
 * them any more. An answer of which nothing was written goes on with an empty beginning.
 */
function beginningFor(begun: Begun, sources: Map<number, CitationWire>): string | undefined {
  if (begun.content === '') return '';
  if (begun.verbatim) return undefined;
  const numbers = new Map<number, number>();
  for (const citation of begun.citations) {
    const passage = [...sources].find(([, source]) => isSameSource(source, citation));
    if (!passage) return undefined;
    numbers.set(citation.number, passage[0]);
  }
  return begun.content.replace(/\[(\d+)\]/g, (marker, number: string) => {
    const passage = numbers.get(Number(number));
    return passage === undefined ? marker : `[${passage}]`;
  });
}

function messagesFor({ question, options }: Request, hits: Hit[], written?: string): ModelMessage[] {
  const passages = hits.map(({ title, headingPath, text }, at) => {
    return `[${at + 1}] ${[title, ...headingPath].join(' › ')}\n${text}`;
  });
  const context = options.clinicalContext ? `\n\nThe case: ${JSON.stringify(options.clinicalContext)}` : '';
  return [
    { role: 'system', content: INSTRUCTION },
    ...options.history.slice(-REMEMBERED_TURNS),
    { role: 'user', content: `Passages:\n\n${passages.join('\n\n')}${context}\n\nQuestion: ${question}` },
    ...(written
      ? [
          { role: 'assistant' as const, content: written },
          { role: 'user' as const, content: GO_ON },
        ]
      : []),
  ];
}

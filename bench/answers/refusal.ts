import { FEATURES, featuresOf, type Features } from '../../backend/src/knowledge/confidence.js';
import { LEAST_CONFIDENCE } from '../../backend/src/knowledge/finding.js';
import { readQuestion, type Question } from '../../backend/src/knowledge/question.js';
import { Retrieval } from '../../backend/src/knowledge/retrieval.js';
import { nameOf, randomFrom, readDocuments, readQuestions, shuffled, type ReadDocument } from './corpus.js';
import { fit, probability, type Example, type Model } from './logistic.js';
import { makeQuestion } from './made-questions.js';

/** Documents that questions are made of; the rest only stand in the index. */
const ASKED_DOCUMENTS = 1500;
const FITTED_SHARE = 0.7;
/** Documents that are left out at the same time. */
const BATCH = 100;
const JUDGED = 5;
/** So many of the questions whose document is away are to be refused: a wrong answer is worse than none. */
const LEAST_REFUSED = 0.97;
/** What each feature can only speak for or against. */
const SIGNS: Features = { named: 1, titled: 1, conflict: -1, phrase: 1, paired: 1, rivals: -1, unknown: -1 };

/** The passages that a question found, each as the decision to answer sees it. */
interface Asked {
  found: number[][];
  isThere: boolean;
}

/**
 * Learns from which of its features a passage answers a question that names one thing. Questions are made of documents
 * that no question of the benchmark is about, in the corpus or by name, and each is asked twice: with its document, and
 * without all of that name. Weights are fitted on the questions of 70 % of these documents and judged on those of the rest.
 */
export async function trainRefusal(corpusFolder: string, seed: number) {
  const random = randomFrom(seed);
  const documents: ReadDocument[] = [];
  for await (const document of readDocuments(corpusFolder)) documents.push(document);
  const reserved = new Set((await readQuestions(corpusFolder)).map(({ document }) => document));
  const reservedNames = new Set(
    documents.filter(({ page }) => reserved.has(page)).map(({ title }) => nameOf(title)),
  );
  const free = documents.filter(({ title }) => !reservedNames.has(nameOf(title)));
  const chosen = shuffled(free, random).slice(0, ASKED_DOCUMENTS);
  const retrieval = new Retrieval();
  for (const { id, passages } of documents) await retrieval.set(id, passages);
  const questions = chosen
    .map((document) => ({ document, question: readQuestion(makeQuestion(document, random)) }))
    .filter(({ question }) => question.isNaming);
  const asked: Asked[] = questions.map(({ question }) => ask(retrieval, question, true));
  for (let at = 0; at < questions.length; at += BATCH) {
    const batch = questions.slice(at, at + BATCH);
    const names = new Set(batch.map(({ document }) => nameOf(document.title)));
    const left = documents.filter(({ title }) => names.has(nameOf(title)));
    for (const { id } of left) retrieval.remove(id);
    for (const { question } of batch) asked.push(ask(retrieval, question, false));
    for (const { id, passages } of left) await retrieval.set(id, passages);
  }
  const last = questions.length * FITTED_SHARE;
  const isFitted = (_: Asked, at: number) => at % questions.length < last;
  const fitted = asked.filter(isFitted);
  const model = calibrated(fitBest(fitted), fitted);
  return {
    fitted: fitted.length,
    judged: asked.length - fitted.length,
    weights: Object.fromEntries([...FEATURES, 'bias'].map((name, at) => [name, round(model[at] ?? 0)])),
    on_fitted: judge(model, fitted),
    on_judged: judge(
      model,
      asked.filter((one, at) => !isFitted(one, at)),
    ),
  };
}

function ask(retrieval: Retrieval, question: Question, isThere: boolean): Asked {
  const found = retrieval.search(question, JUDGED).flatMap((hit) => {
    const features = featuresOf(question, hit, retrieval);
    return features ? [FEATURES.map((name) => features[name])] : [];
  });
  return { found, isThere };
}

/** Which of the passages found is the answer is not known: the model itself says, from round to round. */
function fitBest(asked: Asked[]): Model {
  const signs = FEATURES.map((name) => SIGNS[name]);
  let model: Model = [...signs, 0];
  for (let round = 0; round < 5; round += 1) {
    const examples = asked.flatMap(({ found, isThere }): Example[] => {
      const best = bestOf(model, found);
      return best ? [{ features: best, label: isThere }] : [];
    });
    model = fit(examples, signs);
  }
  return model;
}

function bestOf(model: Model, found: number[][]): number[] | undefined {
  return [...found].sort((a, b) => probability(model, b) - probability(model, a))[0];
}

/** How sure the model is of the best passage of a question. */
function surest(model: Model, { found }: Asked): number {
  const best = bestOf(model, found);
  return best ? probability(model, best) : 0;
}

/** The model with a bias at which one half is the confidence that refuses enough. */
function calibrated(model: Model, asked: Asked[]): Model {
  const away = asked.filter(({ isThere }) => !isThere).map((one) => surest(model, one));
  const least = away.sort((a, b) => a - b)[Math.ceil(away.length * LEAST_REFUSED) - 1] ?? 0.5;
  const bias = (model.at(-1) ?? 0) - Math.log(least / (1 - least));
  return [...model.slice(0, -1), bias];
}

/** Of the questions whose document is there, the share that is answered; of the others the share that is refused. */
function judge(model: Model, asked: Asked[]) {
  const share = (isThere: boolean, isRight: (sure: number) => boolean) => {
    const some = asked.filter((one) => one.isThere === isThere);
    return round(some.filter((one) => isRight(surest(model, one))).length / some.length);
  };
  return {
    answered: share(true, (sure) => sure >= LEAST_CONFIDENCE),
    refused: share(false, (sure) => sure < LEAST_CONFIDENCE),
  };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}

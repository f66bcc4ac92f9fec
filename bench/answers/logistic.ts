/** What is known of one thing, and whether it is one of those that are to be told. */
export interface Example {
  features: number[];
  label: boolean;
}

/** Weights of a logistic model; the last one is the bias. */
export type Model = number[];

const STEPS = 6000;
const RATE = 2;
const RIDGE = 3e-5;

/**
 * Fits a logistic model by gradient descent; both kinds of examples count the same as a whole. No weight crosses zero
 * against its sign, so that none says the opposite of what its feature means.
 */
export function fit(examples: Example[], signs: number[]): Model {
  const size = examples[0]?.features.length ?? 0;
  const positive = examples.filter(({ label }) => label).length;
  const weightOf = ({ label }: Example) => 0.5 / (label ? positive : examples.length - positive);
  const model: Model = Array<number>(size + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = Array<number>(size + 1).fill(0);
    for (const example of examples) {
      const error = (probability(model, example.features) - Number(example.label)) * weightOf(example);
      for (const [at, value] of [...example.features, 1].entries())
        gradient[at] = (gradient[at] ?? 0) + error * value;
    }
    for (const [at, slope] of gradient.entries()) {
      const weight = model[at] ?? 0;
      const next = weight - RATE * (slope + (at < size ? RIDGE * weight : 0));
      model[at] = at < size && next * (signs[at] ?? 1) < 0 ? 0 : next;
    }
  }
  return model;
}

export function probability(model: Model, features: number[]): number {
  const sum = features.reduce((so, value, at) => so + value * (model[at] ?? 0), model.at(-1) ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

import { ReleaseModel, type ReleaseRun } from '../e2e/releases-model.js';

/** Random steps of three teams that release and of a person with three tabs; ends at the first thing that must never happen. */
export async function runTabs(steps: number, seed: number): Promise<ReleaseRun> {
  const model = await ReleaseModel.start(seed);
  try {
    return await model.run(seed, steps, (line) => console.warn(line));
  } finally {
    await model.close();
  }
}

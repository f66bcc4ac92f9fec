import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ReleaseModel } from './releases-model.js';

/** The same steps with the same seed; `npm run bench -- tabs` takes more. */
const SEED = Number(process.env.RELEASES_SEED ?? 1);
const STEPS = Number(process.env.RELEASES_STEPS ?? 30);

it(`three teams release while a person works: no mixed releases, no missing files, no lost drafts in ${STEPS} steps`, async () => {
  const model = await ReleaseModel.start(SEED);
  try {
    const { checks } = await model.run(SEED, STEPS);
    assert.equal(checks, STEPS + 1);
  } finally {
    await model.close();
  }
});

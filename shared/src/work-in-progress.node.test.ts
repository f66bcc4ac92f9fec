import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WorkInProgress } from './work-in-progress.js';

describe('work in progress', () => {
  it('is under way until every piece of its kind has ended', () => {
    const work = new WorkInProgress();
    const seen: boolean[] = [];
    work.busy$.subscribe((isBusy) => seen.push(isBusy));
    const one = work.begin('busy');
    const other = work.begin('busy');
    assert.equal(work.isUnsaved, false);
    one();
    // Whoever says it twice does not end the work of somebody else.
    one();
    assert.equal(work.isBusy, true);
    other();
    assert.equal(work.isBusy, false);
    assert.deepEqual(seen, [false, true, false]);
  });
});

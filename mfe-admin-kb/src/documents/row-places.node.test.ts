import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RowPlaces, covers } from './row-places.js';

describe('The places of rows', () => {
  it('are as measured, and elsewhere as tall as the first that was', () => {
    const places = new RowPlaces();
    places.measure(0, 60);
    places.measure(2, 130);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((index) => places.offset(index)),
      [0, 60, 120, 250, 310],
    );
    assert.equal(places.offset(50_000), 50_000 * 60 + 70);
    assert.equal(places.measure(2, 130), false);
    places.forget();
    places.measure(7, 40);
    assert.equal(places.offset(3), 120);
  });

  it('tell which row is where, and which are around a view', () => {
    const places = new RowPlaces();
    places.measure(0, 50);
    places.measure(3, 150);
    assert.deepEqual(
      [-10, 0, 49, 50, 299, 300, 349, 1e9].map((y) => places.at(y, 100)),
      [0, 0, 0, 1, 3, 4, 4, 99],
    );
    assert.deepEqual(places.around({ top: 1_000, height: 500 }, 100, 0), { start: 18, end: 29 });
    assert.deepEqual(places.around({ top: 1_000, height: 500 }, 100, 1), { start: 8, end: 39 });
    assert.deepEqual(places.around({ top: 0, height: 500 }, 3, 1), { start: 0, end: 3 });
  });

  it('cover a range with every row of it', () => {
    assert.equal(covers({ start: 3, end: 9 }, { start: 3, end: 9 }), true);
    assert.equal(covers({ start: 3, end: 9 }, { start: 2, end: 9 }), false);
    assert.equal(covers({ start: 3, end: 9 }, { start: 3, end: 10 }), false);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import './testing/british-english.js';
import { readFigure, roundFigure, writeFigure } from './figures.js';

describe('a figure', () => {
  it('is read as it is typed', () => {
    assert.deepEqual(['71', ' 7.5 ', '.5', '−3', '0'].map(readFigure), [71, 7.5, 0.5, -3, 0]);
  });

  it('is not guessed at: a separator of another language may be either', () => {
    for (const text of ['1,284', '7,5', '1.2.3', '1e3', '0x1f', '', '7 mg', 'Infinity', '٣']) {
      assert.equal(readFigure(text), undefined, text);
    }
  });

  it('comes back to the same number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (value) => {
        const few = Number(value.toPrecision(6));
        assert.equal(readFigure(writeFigure(few)), few);
      }),
    );
  });

  it('is short where it is only read', () => {
    assert.equal(roundFigure(71.6549), '71.7');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MarkerFilter } from './markers.js';

function filtered(pieces: string[]): string {
  const filter = new MarkerFilter((number) => (number <= 3 ? `[${number}]` : ''));
  return pieces.map((piece) => filter.push(piece)).join('') + filter.end();
}

describe('markers of a model', () => {
  it('stay when their number has a source and go when it has none', () => {
    assert.equal(filtered(['One [1]. Two [9]. Three[3][12].']), 'One [1]. Two. Three[3].');
  });

  it('are written one by one when they come in a list or a range', () => {
    assert.equal(filtered(['All [1, 2,9] and [2-5].']), 'All [1][2] and [2][3].');
  });

  it('leave other brackets alone', () => {
    assert.equal(filtered(['a [link](x), [ ] and [x1] [']), 'a [link](x), [ ] and [x1] [');
  });

  it('come out the same wherever the stream is cut', () => {
    const text = fc.array(fc.constantFrom('a', ' ', '[', ']', '1', '9', ', ', '-', '[2]', '[7]', '\n'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60)), (parts, cuts) => {
        const whole = parts.join('');
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b),
          whole.length,
        ];
        const pieces = places.slice(1).map((end, at) => whole.slice(places[at], end));
        assert.equal(filtered(pieces), filtered([whole]));
      }),
      { numRuns: 1000 },
    );
  });
});

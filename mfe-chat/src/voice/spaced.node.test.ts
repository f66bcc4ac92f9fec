import assert from 'node:assert/strict';
import { it } from 'node:test';
import { spaced } from './spaced.js';

it('dictated words are apart from the words around them, and from nothing else', () => {
  assert.equal(spaced('', ' what is the dose ', ''), 'what is the dose');
  assert.equal(spaced('Dose of', 'metformin', 'in CKD'), ' metformin ');
  assert.equal(spaced('Dose of ', 'metformin', '?'), 'metformin');
  assert.equal(spaced('Dose', '  ', 'x'), '');
});

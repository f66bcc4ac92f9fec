import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toCamel, toSnake } from './case.js';

describe('the mapper between wire and application', () => {
  it('renames keys at every depth', () => {
    const wire = { first_name: 'A', citations: [{ document_id: 'd', source_url: null }] };
    const application = { firstName: 'A', citations: [{ documentId: 'd', sourceUrl: null }] };
    assert.deepEqual(toCamel(wire), application);
    assert.deepEqual(toSnake(application), wire);
  });

  it('leaves a clinical context as the clinician wrote it', () => {
    const context = { renal_function: { eGFR: 28, last_measured: 'today' } };
    assert.deepEqual(toCamel({ clinical_context: context }), { clinicalContext: context });
    assert.deepEqual(toSnake({ clinicalContext: context }), { clinical_context: context });
  });

  it('comes back to the same value', () => {
    const key = fc
      .array(fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/), { minLength: 1, maxLength: 3 })
      .filter((words) => words.slice(1).every((word) => /^[a-z]/.test(word)))
      .map((words) => words.join('_'))
      .filter((name) => name !== 'clinical_context');
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(key, tie('value'), { noNullPrototype: true }),
      ),
    })).value;
    fc.assert(fc.property(value, (wire) => assert.deepEqual(toSnake(toCamel(wire)), wire)));
  });
});

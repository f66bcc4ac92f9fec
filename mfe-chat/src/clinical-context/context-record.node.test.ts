import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import './testing/british-english.js';
import { isEmptyContext, readContext, writeContext } from './context-record.js';

const CASE = {
  age: { value: 54, unit: 'years' },
  sex: 'female',
  weight: { value: 71.5, unit: 'kg' },
  height: { value: 5.5, unit: 'ft' },
  pregnancy: 'not_pregnant',
  lactation: false,
  renal_function: { measure: 'egfr', value: 48, unit: 'mL/min/1.73 m²' },
  allergies: [{ substance: 'Penicillin', reaction: 'rash', severity: 'severe' }],
  medications: [{ name: 'Apixaban', dose: 2.5, unit: 'mg', route: 'by mouth', frequency: 'twice a day' }],
  problems: [{ name: 'Atrial fibrillation' }],
  labs: [{ name: 'Potassium', value: 5.6, unit: 'mmol/L', date: '2026-11-20' }],
  notes: 'Lives alone.',
};

describe('a clinical context', () => {
  it('comes back unchanged when nothing is edited', () => {
    assert.deepEqual(writeContext(readContext(CASE)), CASE);
  });

  it('keeps what it does not know, at every depth', () => {
    const given = {
      ward: { bed: 7, tags: [null, 'x'] },
      medications: [{ name: 'Apixaban', rxcui: '1364430' }],
      allergies: [{ substance: 'Latex', code: { system: 'snomed' } }],
    };
    const read = readContext(given);
    assert.deepEqual(read.others, { ward: given.ward });
    assert.deepEqual(writeContext(read), given);
  });

  it('takes the plain forms that partners give', () => {
    const read = readContext({
      age: 54,
      weight: '71,5 kg',
      allergies: ['Penicillin'],
      problems: 'Asthma',
      pregnancy: true,
    });
    assert.deepEqual(read.age, { value: '54', unit: 'years' });
    assert.deepEqual(read.weight, { value: '71,5', unit: 'kg' });
    assert.equal(read.allergies[0]?.texts.substance, 'Penicillin');
    assert.equal(read.problems[0]?.texts.name, 'Asthma');
    assert.equal(read.pregnancy, 'pregnant');
  });

  it('guesses no unit: a bare weight stays what somebody else wrote', () => {
    const read = readContext({ weight: 71 });
    assert.equal(read.weight.value, '');
    assert.deepEqual(read.others, { weight: 71 });
    assert.deepEqual(writeContext(read), { weight: 71 });
  });

  it('takes a list as a whole or not at all', () => {
    const odd = { allergies: ['Penicillin', 7] };
    assert.deepEqual(readContext(odd).others, odd);
  });

  it('puts what was edited in the place of what could not be read', () => {
    const read = readContext({ weight: 71 });
    const written = writeContext({ ...read, weight: { value: '70', unit: 'kg' } });
    assert.deepEqual(written, { weight: { value: 70, unit: 'kg' } });
  });

  it('writes neither empty lines nor empty texts', () => {
    const read = readContext({});
    const medications = [{ texts: { name: ' ', dose: '', unit: '', route: '', frequency: '' }, kept: {} }];
    assert.deepEqual(writeContext({ ...read, notes: '  ', medications }), {});
  });

  it('keeps words where a number could be', () => {
    const labs = [{ name: 'Troponin', value: '<0.5' }];
    assert.deepEqual(writeContext(readContext({ labs })), { labs });
  });

  it('knows when it says nothing', () => {
    assert.equal(isEmptyContext(undefined), true);
    assert.equal(isEmptyContext({ notes: ' ', labs: [] }), true);
    assert.equal(isEmptyContext({ ward: 7 }), false);
  });

  it('never throws, and loses nothing that it does not know, whatever a page gives', () => {
    const given = fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(CASE)), fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(given, (record) => {
        const read = readContext(record);
        const written = writeContext(read);
        for (const key of Object.keys(read.others)) assert.deepEqual(written[key], record[key]);
        assert.deepEqual(writeContext(readContext(written)), written);
      }),
    );
  });
});

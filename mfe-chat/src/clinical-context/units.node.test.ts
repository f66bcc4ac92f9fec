import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import './testing/british-english.js';
import { inFirstUnit, otherUnit, unitName, unitsOf, type Measure } from './units.js';

const near = (actual: number | undefined, expected: number, within: number) =>
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= within,
    `${actual} is not about ${expected}`,
  );

describe('a unit', () => {
  // Published equivalents, each in both directions.
  const EQUAL: [Measure, number, string, number, string, number][] = [
    ['creatinine', 1, 'mg/dL', 88.4, 'µmol/L', 0.1],
    ['glucose', 180, 'mg/dL', 10, 'mmol/L', 0.05],
    ['hba1c', 7, '%', 53, 'mmol/mol', 0.1],
    ['haemoglobin', 12, 'g/dL', 120, 'g/L', 0.01],
    ['weight', 150, 'lb', 68.04, 'kg', 0.01],
    ['height', 70, 'in', 177.8, 'cm', 0.01],
    ['bilirubin', 1, 'mg/dL', 17.1, 'µmol/L', 0.01],
    ['calcium', 10, 'mg/dL', 2.495, 'mmol/L', 0.001],
    ['magnesium', 2, 'mg/dL', 0.823, 'mmol/L', 0.001],
    ['bun', 20, 'mg/dL', 7.14, 'mmol/L', 0.01],
    ['urea', 60, 'mg/dL', 9.99, 'mmol/L', 0.01],
    ['lactate', 18, 'mg/dL', 2, 'mmol/L', 0.01],
  ];
  for (const [measure, value, unit, first, firstUnit, within] of EQUAL) {
    it(`knows that ${value} ${unit} of ${measure} are ${first} ${firstUnit}`, () => {
      assert.equal(unitsOf(measure)[0], firstUnit);
      near(inFirstUnit(measure, value, unit), first, within);
      near(otherUnit(measure, first, firstUnit)?.value, value, value / 100);
    });
  }

  it('is known in the spellings of others', () => {
    const spellings = ['umol/L', 'μmol/l', 'mL/min/{1.73_m2}', '[lb_av]', '[in_i]', 'KG', 'a', 'ug', '{INR}'];
    const names = ['µmol/L', 'µmol/L', 'mL/min/1.73 m²', 'lb', 'in', 'kg', 'years', 'micrograms', ''];
    assert.deepEqual(spellings.map(unitName), names);
  });

  it('stays as it was written when nobody knows it', () => {
    assert.equal(unitName(' stone '), 'stone');
    assert.equal(unitName('constructor'), 'constructor');
    assert.equal(inFirstUnit('weight', 11, 'stone'), undefined);
    assert.equal(otherUnit('weight', 11, 'stone'), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import '../testing/british-english.js';
import { emptyRow, type ClinicalContext } from '../clinical-context.js';
import { readContext } from '../context-record.js';
import { converted } from '../converted.js';
import { checkDose } from './dose.js';
import type { Finding } from './finding.js';
import { checkDate, checkLab, checkRenalFunction } from './measured.js';
import { checkAge, checkHeight, checkSex, checkWeight } from './patient.js';

const context = (changes: Partial<ClinicalContext> = {}): ClinicalContext => ({
  ...readContext(),
  ...changes,
});
const figure = (value: string, unit: string) => ({ value, unit });
const lab = (name: string, value: string, unit = '', date = '') => ({
  texts: { name, value, unit, date },
  kept: {},
});
const renal = (renalMeasure: 'egfr' | 'creatinine', value: string, unit: string) =>
  checkRenalFunction(context({ renalMeasure, renalFunction: figure(value, unit) }));
const said = (finding: Finding | undefined) => (finding ? `${finding.weight}: ${finding.words}` : '');

describe('what is said of a value', () => {
  it('is nothing where nothing is given', () => {
    const none = context();
    for (const check of [checkAge, checkSex, checkWeight, checkHeight, checkRenalFunction]) {
      assert.equal(check(none), undefined);
    }
    assert.equal(checkDose(emptyRow('medications')), undefined);
    assert.equal(checkLab(emptyRow('labs')), undefined);
  });

  it('is nothing of what is usual', () => {
    const usual = context({
      age: figure('54', 'years'),
      sex: 'female',
      weight: figure('71', 'kg'),
      height: figure('168', 'cm'),
      renalFunction: figure('48', 'mL/min/1.73 m²'),
    });
    for (const check of [checkAge, checkSex, checkWeight, checkHeight, checkRenalFunction]) {
      assert.equal(check(usual), undefined);
    }
  });

  it('names an unlikely weight, and does not block it', () => {
    const finding = checkWeight(context({ weight: figure('700', 'kg') }));
    assert.equal(said(finding), 'unlikely: A weight of 700 kg is unlikely. Check the unit.');
  });

  it('blocks what nobody has ever been', () => {
    for (const [name, value, unit] of [
      ['age', '430', 'years'],
      ['weight', '7100', 'kg'],
      ['height', '1640', 'cm'],
    ] as const) {
      const check = { age: checkAge, weight: checkWeight, height: checkHeight }[name];
      assert.match(
        said(check(context({ [name]: figure(value, unit) }))),
        /^impossible: .* is impossible\. Check the value and the unit\.$/,
      );
    }
  });

  it('says of an age in a unit that it does not know that it is not checked', () => {
    assert.match(said(checkAge(context({ age: figure('3', 'weeks') }))), /^unlikely: The unit weeks/);
  });

  it('goes by the unit: 700 g is a small child, 700 lb is heavy', () => {
    assert.equal(checkWeight(context({ weight: figure('700', 'g') })), undefined);
    assert.match(
      said(checkWeight(context({ weight: figure('700', 'lb') }))),
      /^unlikely: A weight of 700 lb/,
    );
  });

  it('goes by the age: 71 kg is unlikely at 8 months', () => {
    const child = context({ age: figure('8', 'months'), weight: figure('71', 'kg') });
    assert.match(said(checkWeight(child)), /^unlikely: A weight of 71 kg is unlikely at an age of 8 months/);
    const grown = context({ age: figure('30', 'years'), height: figure('60', 'cm') });
    assert.match(said(checkHeight(grown)), /^unlikely: A height of 60 cm is unlikely at an age of 30 years/);
  });

  it('looks at weight and height together', () => {
    const both = context({ weight: figure('200', 'kg'), height: figure('130', 'cm') });
    assert.match(said(checkHeight(both)), /^unlikely: 200 kg and 130 cm hardly go together/);
  });

  it('blocks what cannot be: below zero, zero of a body, and no number at all', () => {
    assert.match(
      said(checkWeight(context({ weight: figure('-71', 'kg') }))),
      /^impossible: A value below zero/,
    );
    assert.match(said(checkWeight(context({ weight: figure('0', 'kg') }))), /^impossible: A value of zero/);
    assert.match(said(checkAge(context({ age: figure('-1', 'years') }))), /^impossible/);
    assert.match(said(renal('egfr', '-3', 'mL/min')), /^impossible/);
    assert.match(said(checkLab(lab('Potassium', '-4', 'mmol/L'))), /^impossible/);
    assert.match(
      said(checkHeight(context({ height: figure('tall', 'cm') }))),
      /^impossible: “tall” is not a number/,
    );
  });

  it('asks for the other unit where the number fits that one', () => {
    assert.equal(
      said(renal('creatinine', '98', 'mg/dL')),
      'unlikely: Creatinine: 98 mg/dL is unlikely. Is it µmol/L?',
    );
    assert.equal(
      said(renal('creatinine', '1.1', 'µmol/L')),
      'unlikely: Creatinine: 1.1 µmol/L is unlikely. Is it mg/dL?',
    );
    assert.match(said(checkLab(lab('Glucose', '140', 'mmol/L'))), /Is it mg\/dL\?$/);
    assert.match(said(checkLab(lab('HbA1c', '7', 'mmol/mol'))), /Is it %\?$/);
    assert.match(said(checkLab(lab('Hb', '12', 'g/L'))), /Is it g\/dL\?$/);
  });

  it('says that it does not check a unit that it does not know', () => {
    assert.match(
      said(checkLab(lab('Potassium', '5', 'furlongs'))),
      /^unlikely: The unit furlongs is not known/,
    );
  });

  it('takes a limit of an eGFR for a value', () => {
    assert.equal(renal('egfr', '>90', 'mL/min/1.73 m²'), undefined);
    assert.match(said(renal('egfr', '>', 'mL/min')), /^impossible/);
    assert.match(said(renal('egfr', '<900', 'mL/min')), /^unlikely/);
  });

  it('asks for a unit that is missing, but not of an INR', () => {
    assert.equal(said(checkLab(lab('Potassium', '5'))), 'unlikely: Add the unit: mmol/L or mEq/L.');
    assert.equal(checkLab(lab('INR', '2.5')), undefined);
    assert.match(said(checkLab(lab('INR', '84'))), /^unlikely/);
  });

  it('leaves words and limits alone, and tests that it does not know', () => {
    for (const value of ['<0.5', '>90', 'positive', '++'])
      assert.equal(checkLab(lab('Potassium', value)), undefined);
    assert.equal(checkLab(lab('Base excess', '-7', 'mmol/L')), undefined);
    assert.match(said(checkLab(lab('Base excess', '1.2.3'))), /^impossible/);
  });

  it('names a date in the future', () => {
    assert.match(said(checkDate('2027-01-02', '2026-11-22')), /^unlikely: This date/);
    assert.equal(checkDate('2026-11-22', '2026-11-22'), undefined);
  });

  it('blocks a dose of nothing, and asks for its unit', () => {
    const dose = (text: string, unit = '') =>
      said(
        checkDose({
          texts: { ...emptyRow('medications').texts, name: 'Apixaban', dose: text, unit },
          kept: {},
        }),
      );
    assert.match(dose('-2.5', 'mg'), /^impossible/);
    assert.match(dose('0', 'mg'), /^impossible/);
    assert.equal(dose('2.5'), 'unlikely: Add the unit of the dose.');
    assert.equal(dose('2.5', 'mg'), '');
    assert.equal(dose('1–2 tablets'), '');
  });

  it('asks about an age, a pregnancy and a sex that hardly go together', () => {
    assert.match(said(checkAge(context({ age: figure('112', 'years') }))), /^unlikely: An age of 112 years/);
    const old = context({ age: figure('80', 'years'), pregnancy: 'pregnant' });
    assert.match(said(checkAge(old)), /^unlikely: A pregnancy at 80 years/);
    assert.match(said(checkSex(context({ sex: 'male', pregnancy: 'pregnant' }))), /^unlikely/);
  });

  it('shows the same value in the other unit', () => {
    assert.equal(converted('creatinine', figure('90', 'µmol/L')), '= 1.02 mg/dL');
    assert.equal(converted('weight', figure('150', 'lb')), '= 68 kg');
    assert.equal(converted('potassium', figure('5', 'mmol/L')), '');
    assert.equal(converted('weight', figure('much', 'kg')), '');
  });

  it('never throws, whatever is typed', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('0', '-1', '1e9', '99999999999999'));
    fc.assert(
      fc.property(text, text, text, (value, unit, name) => {
        const odd = context({
          age: figure(value, unit),
          weight: figure(value, unit),
          height: figure(name, unit),
        });
        checkAge(odd);
        checkHeight(odd);
        checkLab(lab(name, value, unit, value));
        converted('hba1c', figure(value, unit));
      }),
    );
  });
});

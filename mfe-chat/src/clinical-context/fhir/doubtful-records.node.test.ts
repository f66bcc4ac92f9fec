import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import '../testing/british-english.js';
import { PATIENT, allergy, bundleOf, condition, observation, request } from '../testing/fhir-bundle.js';
import { readFhir } from './read-fhir.js';

const TODAY = new Date(2026, 10, 22);
const code = (word: string) => ({ coding: [{ code: word }] });

function taken(json: string) {
  const reading = readFhir(json, TODAY);
  assert.ok(!('problem' in reading), 'problem' in reading ? reading.problem : '');
  const why = Object.fromEntries(reading.leftOut.map((left) => [left.what, left.why]));
  return { ...reading, why };
}

const problemOf = (json: string) => {
  const reading = readFhir(json, TODAY);
  return 'problem' in reading ? reading.problem : '';
};

describe('a record that is easily misread', () => {
  const frequencyOf = (dosage: object) => {
    const { context } = taken(bundleOf(PATIENT, request('Methotrexate', { dosageInstruction: [dosage] })));
    const [medicine] = context['medications'] as { dose?: number; frequency?: string }[];
    return medicine?.frequency;
  };
  const doseAndRate = [{ doseQuantity: { value: 15, unit: 'mg' } }];

  it('never makes a medicine of one weekday a daily one', () => {
    const repeat = { frequency: 1, period: 1, periodUnit: 'd', dayOfWeek: ['mon'] };
    assert.equal(frequencyOf({ doseAndRate, timing: { repeat } }), 'look up how often');
    assert.equal(
      frequencyOf({ doseAndRate, timing: { repeat }, text: '15 mg on Mondays' }),
      '15 mg on Mondays',
    );
  });

  it('cuts no range of a frequency or of a dose down to one number', () => {
    const upTo = { frequency: 1, frequencyMax: 4, period: 1, periodUnit: 'd' };
    assert.equal(frequencyOf({ doseAndRate, timing: { repeat: upTo } }), 'look up how often');
    const range = { doseRange: { low: { value: 1 }, high: { value: 2 } } };
    const twice = { repeat: { frequency: 2, period: 1, periodUnit: 'd' } };
    const text = '1 to 2 tablets twice a day';
    assert.equal(frequencyOf({ doseAndRate: [range], timing: twice, text }), text);
  });

  it('says that a medicine is taken as needed, also when it says for what', () => {
    const timing = { repeat: { frequency: 2, period: 1, periodUnit: 'd' } };
    assert.equal(
      frequencyOf({ doseAndRate, timing, asNeededCodeableConcept: { text: 'pain' } }),
      '2 times a day, as needed',
    );
  });

  it('takes no medicine whose time is over, or of which nobody knows', () => {
    const over = { timing: { repeat: { boundsPeriod: { end: '2026-11-21' } } } };
    const { context, why } = taken(
      bundleOf(
        PATIENT,
        request('Amoxicillin', { dosageInstruction: [over] }),
        request('Digoxin', { status: 'unknown' }),
        request('Lithium', { intent: 'plan' }),
        { ...request('Aspirin'), resourceType: 'MedicationStatement', effectivePeriod: { end: '2024' } },
        request('No known medicines', {
          medicationCodeableConcept: { ...code('no-known-medications'), text: 'No known medicines' },
        }),
      ),
    );
    assert.equal(context['medications'], undefined);
    assert.deepEqual(
      ['Amoxicillin', 'Digoxin', 'Lithium', 'Aspirin', 'No known medicines'].map((name) => why[name]),
      [
        'it has ended',
        'it does not say whether it is taken',
        'it is only proposed',
        'it has ended',
        'it says that nothing is known',
      ],
    );
  });

  it('marks a diagnosis that is not confirmed, and takes none that is over', () => {
    const bare = { clinicalStatus: undefined };
    const { context, why } = taken(
      bundleOf(
        PATIENT,
        condition('Lymphoma', { verificationStatus: code('differential') }),
        condition('Pneumonia', { ...bare, abatementDateTime: '2025-01-01' }),
        condition('Gout', bare),
        condition('Wrong', { verificationStatus: code('entered-in-error') }),
      ),
    );
    assert.deepEqual(context['problems'], [{ name: 'Lymphoma (not confirmed)' }, { name: 'Gout' }]);
    assert.equal(why['Pneumonia'], 'it is not active any more');
    assert.equal(why['Wrong'], 'it was entered in error');
  });

  it('tells of an allergy that it is dangerous', () => {
    const { context } = taken(bundleOf(PATIENT, allergy('Penicillin', { criticality: 'high' })));
    assert.deepEqual(context['allergies'], [
      { substance: 'Penicillin', reaction: 'rash, high risk', severity: 'moderate' },
    ]);
  });

  it('takes no kidney function, weight or pregnancy of long ago, and nothing of the future', () => {
    const { context, why } = taken(
      bundleOf(
        PATIENT,
        observation('33914-3', 90, 'mL/min/{1.73_m2}', '2025-11-21'),
        observation('29463-7', 61, 'kg', '2009-01-01'),
        observation('8302-2', 164, 'cm', '2009-01-01'),
        observation('2823-3', 5, 'mmol/L', '2027-01-01'),
        observation('2951-2', 140, 'mmol/L', '2026-11-20', { status: 'entered-in-error' }),
      ),
    );
    assert.deepEqual(Object.keys(context), ['age', 'sex', 'height']);
    assert.deepEqual(
      ['33914-3', '29463-7', '2823-3', '2951-2'].map((each) => why[`LOINC ${each}`]),
      [
        'it is more than a year old',
        'it is more than a year old',
        'its date is in the future',
        'it was entered in error',
      ],
    );
  });

  it('goes by the code of a unit whose words it does not know, and by none that contradict each other', () => {
    const creatinine = (unit: string, ucum: string) =>
      observation('2160-0', 1.9, '', '2026-11-20', {
        valueQuantity: { value: 1.9, unit, code: ucum, system: 'http://unitsofmeasure.org' },
      });
    const { context } = taken(bundleOf(PATIENT, creatinine('Milligramm je Deziliter', 'mg/dL')));
    assert.equal((context['renal_function'] as { unit: string }).unit, 'mg/dL');
    const { context: none, why } = taken(bundleOf(PATIENT, creatinine('mg/dL', 'umol/L')));
    assert.equal(none['renal_function'], undefined);
    assert.equal(why['LOINC 2160-0'], 'its two units contradict each other');
  });
});

describe('a bundle that is easily misread', () => {
  it('is refused when it is about two people who are known by a number alone', () => {
    const of = (value: string) => ({ subject: { identifier: { system: 'urn:mrn', value } } });
    assert.match(
      problemOf(bundleOf(condition('Gout', of('1')), condition('Asthma', of('2')))),
      /more than one/,
    );
    const { context, why } = taken(
      bundleOf(PATIENT, condition('Gout', of('MRN-774411')), condition('Asthma', of('2'))),
    );
    assert.deepEqual(context['problems'], [{ name: 'Gout' }]);
    assert.equal(why['Condition'], 'it belongs to somebody else');
  });

  it('mixes no contained patients', () => {
    const own = (changes: object) => ({
      contained: [{ resourceType: 'Patient', id: 'p', ...changes }],
      subject: { reference: '#p' },
    });
    const { context, why } = taken(
      bundleOf(condition('Gout', own({ gender: 'male' })), condition('Asthma', own({ gender: 'female' }))),
    );
    assert.deepEqual(context, {});
    assert.equal(why['Condition'], 'its patient is not an entry of the Bundle');
  });

  it('may hold the same patient twice', () => {
    assert.deepEqual(taken(bundleOf(PATIENT, PATIENT)).context['sex'], 'female');
    assert.match(problemOf(bundleOf(PATIENT, { ...PATIENT, id: 'p2' })), /more than one patient/);
  });

  it('is told from a whole one when it is a page of several, and when its patient has died', () => {
    const dead = { ...PATIENT, active: false, deceasedDateTime: '2026-01-01' };
    const page = { ...JSON.parse(bundleOf(dead)), link: [{ relation: 'next', url: 'https://x.example' }] };
    const { warnings, context } = taken(JSON.stringify(page));
    assert.deepEqual(warnings, [
      'The file says that this patient has died.',
      'The file says that this patient’s record is no longer in use.',
      'This file is one page of several: medicines, allergies and values may be missing.',
    ]);
    assert.equal(context['age'], undefined);
  });

  it('may begin with a mark of the byte order', () => {
    assert.equal(taken(`\uFEFF${bundleOf(PATIENT)}`).context['sex'], 'female');
  });
});

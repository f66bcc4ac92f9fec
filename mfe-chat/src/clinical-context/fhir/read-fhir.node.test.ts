import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import '../testing/british-english.js';
import {
  IDENTITY,
  PATIENT,
  WHOLE,
  allergy,
  bundleOf,
  condition,
  observation,
  request,
} from '../testing/fhir-bundle.js';
import { readContext, writeContext } from '../context-record.js';
import { ageOf } from './age.js';
import { field } from './json.js';
import { MOST_BYTES, readFhir } from './read-fhir.js';

const TODAY = new Date(2026, 10, 22);
const read = (json: string) => readFhir(json, TODAY);
const code = (word: string) => ({ coding: [{ code: word }] });

function taken(json: string) {
  const reading = read(json);
  assert.ok(!('problem' in reading), 'problem' in reading ? reading.problem : '');
  const why = Object.fromEntries(reading.leftOut.map((left) => [left.what, left.why]));
  return { context: reading.context, leftOut: reading.leftOut, why };
}

const problemOf = (json: string) => {
  const reading = read(json);
  return 'problem' in reading ? reading.problem : '';
};

describe('a FHIR bundle', () => {
  it('gives age, sex, figures, problems, medicines, allergies and lab values', () => {
    assert.deepEqual(taken(WHOLE).context, {
      age: { value: 72, unit: 'years' },
      sex: 'female',
      weight: { value: 61, unit: 'kg' },
      height: { value: 164, unit: 'cm' },
      renal_function: { measure: 'egfr', value: 28, unit: 'mL/min/1.73 m²', date: '2026-11-20' },
      labs: [
        { name: 'Creatinine', value: 1.9, unit: 'mg/dL', date: '2026-11-20' },
        { name: 'Potassium', value: 5.6, unit: 'mmol/L', date: '2026-11-20' },
      ],
      problems: [{ name: 'Atrial fibrillation' }],
      medications: [
        { name: 'Apixaban', dose: 2.5, unit: 'mg', route: 'by mouth', frequency: '2 times a day' },
      ],
      allergies: [{ substance: 'Penicillin', reaction: 'rash', severity: 'moderate' }],
    });
  });

  it('gives nothing by which the patient could be recognised', () => {
    const all = JSON.stringify(read(WHOLE));
    for (const word of IDENTITY) assert.ok(!all.includes(word), word);
    assert.match(
      taken(WHOLE).why['Names, birth date, addresses, contacts and identifiers'] ?? '',
      /never taken over/,
    );
  });

  it('says what it leaves out, and why', () => {
    const { why } = taken(WHOLE);
    assert.equal(why['Pneumonia'], 'it is not active any more');
    assert.equal(why['Encounter'], 'it is not needed here');
  });

  it('gives what the editor can hold without loss', () => {
    const { context } = taken(WHOLE);
    assert.deepEqual(writeContext(readContext(context)), context);
    assert.deepEqual(readContext(context).others, {});
  });

  it('finds a medicine that is contained, or an entry of its own', () => {
    const contained = request('', {
      medicationCodeableConcept: undefined,
      contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'Ramipril' } }],
      medicationReference: { reference: '#m' },
    });
    const referred = request('', {
      medicationCodeableConcept: undefined,
      medicationReference: { reference: 'https://ehr.example.org/fhir/Medication/m2/_history/1' },
    });
    const medication = {
      resourceType: 'Medication',
      id: 'm2',
      code: { coding: [{ display: 'Bisoprolol' }] },
    };
    const named = request('', {
      medicationCodeableConcept: undefined,
      medicationReference: { display: 'Metformin' },
    });
    const { context } = taken(bundleOf(PATIENT, contained, referred, medication, named));
    const names = (context['medications'] as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names, ['Ramipril', 'Bisoprolol', 'Metformin']);
  });

  it('takes no medicine that is not given', () => {
    const { context, why } = taken(
      bundleOf(
        PATIENT,
        request('Stopped', { status: 'stopped' }),
        request('Held', { status: 'on-hold' }),
        request('Wrong', { status: 'entered-in-error' }),
        request('Never', { doNotPerform: true }),
        request('Perhaps', { intent: 'proposal' }),
        request('', { medicationCodeableConcept: { coding: [{ code: '1' }] } }),
      ),
    );
    assert.equal(context['medications'], undefined);
    assert.deepEqual(
      [why['Stopped'], why['Held'], why['Wrong'], why['Never'], why['Perhaps'], why['A medicine']],
      [
        'it is not taken at present',
        'it is on hold',
        'it was entered in error',
        'it says not to give it',
        'it is only proposed',
        'it has no name',
      ],
    );
  });

  it('makes no single dose of a tapering one', () => {
    const dosageInstruction = [
      { text: '40 mg for 3 days', doseAndRate: [{ doseQuantity: { value: 40, unit: 'mg' } }] },
      { text: 'then 20 mg' },
    ];
    const { context } = taken(bundleOf(PATIENT, request('Prednisolone', { dosageInstruction })));
    assert.deepEqual(context['medications'], [
      { name: 'Prednisolone', frequency: '40 mg for 3 days; then 20 mg' },
    ]);
  });

  it('takes no allergy that was ruled out, and none that says that there is none', () => {
    const { context, why } = taken(
      bundleOf(
        PATIENT,
        allergy('Latex', { verificationStatus: code('refuted') }),
        allergy('Nuts', { clinicalStatus: code('resolved') }),
        allergy('No known allergy', {
          code: { coding: [{ code: '716186003', display: 'No known allergy' }] },
        }),
      ),
    );
    assert.equal(context['allergies'], undefined);
    assert.deepEqual(
      [why['Latex'], why['Nuts'], why['No known allergy']],
      ['it was ruled out', 'it is not active any more', 'it says that nothing is known'],
    );
  });

  it('keeps the worst of the reactions', () => {
    const reaction = [{ severity: 'mild' }, { severity: 'severe', manifestation: [{ text: 'anaphylaxis' }] }];
    const { context } = taken(bundleOf(PATIENT, allergy('Penicillin', { reaction })));
    assert.deepEqual(context['allergies'], [
      { substance: 'Penicillin', reaction: 'anaphylaxis', severity: 'severe' },
    ]);
  });

  it('takes the newest of each value, whatever the order', () => {
    const { context, why } = taken(
      bundleOf(
        PATIENT,
        observation('2823-3', 5.6, 'mmol/L', '2026-11-20'),
        observation('2823-3', 4.1, 'mmol/L', '2025-01-02'),
        observation('29463-7', 70, 'kg', '2020-01-01'),
        observation('29463-7', 61, 'kg', '2026-11-01'),
      ),
    );
    assert.deepEqual(context['labs'], [
      { name: 'Potassium', value: 5.6, unit: 'mmol/L', date: '2026-11-20' },
    ]);
    assert.deepEqual(context['weight'], { value: 61, unit: 'kg' });
    assert.equal(why['Potassium'], 'there is a newer value');
  });

  it('takes no value that is not final, has no number or is in a unit that nobody knows', () => {
    const { context, why } = taken(
      bundleOf(
        PATIENT,
        observation('2823-3', 5, 'mmol/L', '2026-11-20', { status: 'preliminary' }),
        observation('29463-7', 11, 'stone'),
        observation('2951-2', 140, 'mmol/L', '2026-11-20', { valueQuantity: undefined, valueString: '140' }),
        observation('99999-9', 1, 'x'),
      ),
    );
    assert.deepEqual(Object.keys(context), ['age', 'sex']);
    assert.deepEqual(
      [why['LOINC 2823-3'], why['LOINC 29463-7'], why['LOINC 2951-2'], why['LOINC 99999-9']],
      ['the result is not final', 'its unit is not known', 'it has no number', 'this value is not asked for'],
    );
  });

  it('takes a pregnancy by its code', () => {
    const status = (pregnancy: string) =>
      taken(
        bundleOf(
          PATIENT,
          observation('82810-3', 0, '', '2026-11-20', {
            valueCodeableConcept: { coding: [{ code: pregnancy }] },
          }),
        ),
      );
    assert.equal(status('77386006').context['pregnancy'], 'pregnant');
    assert.equal(status('60001007').context['pregnancy'], 'not_pregnant');
    assert.equal(status('constructor').why['LOINC 82810-3'], 'its answer is not known');
  });

  it('knows no code that only JavaScript knows', () => {
    const codes = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const { context } = taken(bundleOf(PATIENT, ...codes.map((each) => observation(each, 7, 'kg'))));
    assert.deepEqual(Object.keys(context), ['age', 'sex']);
    assert.equal(field({}, 'toString'), undefined);
    assert.equal(field([], 'length'), undefined);
  });

  it('keeps a limit as a limit', () => {
    const valueQuantity = { value: 0.5, comparator: '<', unit: 'mg/L' };
    const { context } = taken(
      bundleOf(PATIENT, observation('1988-5', 0, '', '2026-11-20', { valueQuantity })),
    );
    assert.equal((context['labs'] as { value: string }[])[0]?.value, '<0.5');
  });

  it('takes the creatinine for the renal function where there is no eGFR', () => {
    const { context } = taken(bundleOf(PATIENT, observation('38483-4', 1.9, 'mg/dL')));
    assert.deepEqual(context['renal_function'], {
      measure: 'creatinine',
      value: 1.9,
      unit: 'mg/dL',
      date: '2026-11-20',
    });
  });

  it('takes no limit of a creatinine for an exact one', () => {
    const valueQuantity = { value: 60, comparator: '>', unit: 'mL/min/{1.73_m2}' };
    const { context } = taken(
      bundleOf(PATIENT, observation('33914-3', 0, '', '2026-11-20', { valueQuantity })),
    );
    assert.deepEqual(context['renal_function'], {
      measure: 'egfr',
      value: '>60',
      unit: 'mL/min/1.73 m²',
      date: '2026-11-20',
    });
  });

  it('leaves out what belongs to somebody else', () => {
    const foreign = condition('Gout', { subject: { reference: 'Patient/other' } });
    const { context, why } = taken(bundleOf(PATIENT, foreign));
    assert.equal(context['problems'], undefined);
    assert.equal(why['Condition'], 'it belongs to somebody else');
  });

  it('takes each line once', () => {
    const { context, why } = taken(bundleOf(PATIENT, request('Apixaban'), request('Apixaban')));
    assert.equal((context['medications'] as []).length, 1);
    assert.equal(why['Apixaban'], 'it is there twice');
  });

  it('takes neither what cannot be seen nor endless words', () => {
    const { context } = taken(bundleOf(PATIENT, condition(`Gout\u202e\u0000\n${'x'.repeat(100_000)}`)));
    const [{ name }] = context['problems'] as [{ name: string }];
    assert.match(name, /^Gout x+$/);
    assert.equal(name.length, 200);
  });

  describe('ends in words', () => {
    const PROBLEMS: [string, string, RegExp][] = [
      [
        'when it is no JSON',
        '{"resourceType":"Bund',
        /^This is not readable as JSON\. Nothing was taken over/,
      ],
      ['when it is JSON of something else', '{"a":1}', /^This is JSON, but not FHIR/],
      ['when it is no object', '[1]', /^This is JSON, but not FHIR/],
      ['when it is another resource', '{"resourceType":"Patient"}', /of the type Patient, not a Bundle/],
      ['when it is empty', bundleOf(), /^This Bundle is empty/],
      [
        'when it holds two patients',
        bundleOf(PATIENT, { ...PATIENT, id: 'p2' }),
        /^This file holds more than one/,
      ],
      [
        'when it is about two people without a Patient',
        bundleOf(condition('Gout'), condition('Flu', { subject: { reference: 'Patient/p2' } })),
        /^This file holds more than one/,
      ],
      ['when it is DSTU2', bundleOf(PATIENT, { resourceType: 'MedicationOrder' }), /before R4/],
      ['when it is STU3', bundleOf(PATIENT, condition('Gout', { clinicalStatus: 'active' })), /before R4/],
      [
        'when it is R5',
        bundleOf(PATIENT, request('', { medication: { concept: { text: 'Apixaban' } } })),
        /after R4/,
      ],
      ['when it is larger than 5 MB', `"${'x'.repeat(MOST_BYTES)}"`, /^This is larger than 5 MB/],
    ];
    for (const [when, json, words] of PROBLEMS) it(when, () => assert.match(problemOf(json), words));
  });

  it('never throws and never grows, whatever it holds', () => {
    const names = [
      'entry',
      'resource',
      'resourceType',
      'code',
      'coding',
      'text',
      'subject',
      'reference',
      '__proto__',
    ];
    const key = fc.constantFrom(
      ...names,
      'status',
      'dosageInstruction',
      'valueQuantity',
      'contained',
      'constructor',
    );
    const types = [
      'Patient',
      'Condition',
      'Observation',
      'MedicationRequest',
      'AllergyIntolerance',
      'Bundle',
    ];
    const leaf = fc.oneof(
      fc.constantFrom(...types, 'active', 'Patient/p1', '#m', '<img src=x onerror=alert(1)>', '29463-7'),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    const resource = fc.record(
      {
        resourceType: fc.constantFrom(...types.slice(1, 5)),
        status: value,
        code: value,
        subject: value,
        reaction: value,
        dosageInstruction: value,
        medicationCodeableConcept: value,
        medicationReference: value,
        contained: value,
        valueQuantity: value,
        clinicalStatus: value,
        effectiveDateTime: value,
      },
      { requiredKeys: ['resourceType'] },
    );
    const entries = fc.array(fc.oneof(fc.record({ resource }), value), { maxLength: 6 });
    fc.assert(
      fc.property(entries, (entry) => {
        const json = JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: PATIENT }, ...entry] });
        const reading = read(json);
        assert.ok(JSON.stringify(reading).length <= 5 * json.length + 10_000);
        assert.equal(({} as { polluted?: unknown }).polluted, undefined);
        if (!('problem' in reading)) readContext(reading.context);
      }),
      { numRuns: 500 },
    );
  });

  it('reads any text at all without a fault', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.ok('problem' in read(text))));
    fc.assert(
      fc.property(fc.nat(WHOLE.length), fc.string(), (at, text) => {
        read(WHOLE.slice(0, at) + text + WHOLE.slice(at));
      }),
    );
    assert.match(problemOf('['.repeat(1_000_000)), /^This is not readable/);
    const deep = `${'{"entry":[{"resource":'.repeat(100_000)}1${'}]}'.repeat(100_000)}`;
    assert.match(problemOf(`{"resourceType":"Bundle","entry":[${deep}]}`) || 'read', /./);
  });

  it('reads a full 5 MB in a bounded time and number of lines', () => {
    const conditions = Array.from({ length: 20_000 }, (_, at) => condition(`Problem ${at}`));
    const { context, leftOut } = taken(bundleOf(PATIENT, ...conditions));
    assert.equal((context['problems'] as []).length, 200);
    assert.ok(leftOut.length <= 201);
    assert.ok(leftOut.some(({ why }) => why === 'there are too many'));
  });
});

describe('an age from a birth date', () => {
  it('is counted in years, in the first two in months, and in the first month in days', () => {
    const ages: [string, number, string][] = [
      ['1954-03-12', 72, 'years'],
      ['1954-11-23', 71, 'years'],
      ['1954-11-22', 72, 'years'],
      ['2025-10-01', 13, 'months'],
      ['2026-11-01', 21, 'days'],
      ['2026-11-22', 0, 'days'],
      ['1954', 72, 'years'],
      ['1954-03', 72, 'years'],
    ];
    for (const [born, value, unit] of ages) assert.deepEqual(ageOf(born, TODAY), { value, unit }, born);
  });

  it('is none of a date that cannot be right', () => {
    for (const born of ['2026-11-23', '1800-01-01', '2026-02-30', 'yesterday', '54-03-12', '']) {
      assert.equal(ageOf(born, TODAY), undefined, born);
    }
  });
});

type Resource = Record<string, unknown> & { resourceType: string };

const LOINC = 'http://loinc.org';
const subject = { reference: 'Patient/p1' };
const status = (code: string) => ({ coding: [{ code }] });

/** Somebody who must not be recognised by what is taken over. */
export const IDENTITY = ['Margarethe', 'Musterfrau', '1954-03-12', 'Lindenweg', '0301234567', 'MRN-774411'];

export const PATIENT: Resource = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: 'urn:mrn', value: 'MRN-774411' }],
  name: [{ family: 'Musterfrau', given: ['Margarethe'] }],
  telecom: [{ system: 'phone', value: '0301234567' }],
  address: [{ line: ['Lindenweg 4'], city: 'Ulm' }],
  gender: 'female',
  birthDate: '1954-03-12',
};

export const condition = (text: string, changes: object = {}): Resource => ({
  resourceType: 'Condition',
  clinicalStatus: status('active'),
  code: { text },
  subject,
  ...changes,
});

export const allergy = (text: string, changes: object = {}): Resource => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: status('active'),
  code: { text },
  patient: subject,
  reaction: [{ manifestation: [{ text: 'rash' }], severity: 'moderate' }],
  ...changes,
});

export const request = (text: string, changes: object = {}): Resource => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text },
  subject,
  dosageInstruction: [
    {
      timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
      route: { text: 'by mouth' },
      doseAndRate: [{ doseQuantity: { value: 2.5, unit: 'mg' } }],
    },
  ],
  ...changes,
});

export const observation = (
  code: string,
  value: number,
  unit: string,
  effectiveDateTime = '2026-11-20T08:00:00Z',
  changes: object = {},
): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: LOINC, code, display: `LOINC ${code}` }] },
  subject,
  effectiveDateTime,
  valueQuantity: { value, unit },
  ...changes,
});

/** A bundle of these resources, as a server exports it. */
export const bundleOf = (...resources: Resource[]): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });

/** One patient with something of everything. */
export const WHOLE = bundleOf(
  PATIENT,
  condition('Atrial fibrillation'),
  condition('Pneumonia', { clinicalStatus: status('resolved') }),
  allergy('Penicillin'),
  request('Apixaban'),
  observation('29463-7', 61, 'kg'),
  observation('8302-2', 164, 'cm'),
  observation('33914-3', 28, 'mL/min/{1.73_m2}'),
  observation('2160-0', 1.9, 'mg/dL'),
  observation('2823-3', 5.6, 'mmol/L'),
  { resourceType: 'Encounter', id: 'e1', subject },
);

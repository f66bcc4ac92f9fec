import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import type { ContextRecord } from '../clinical-context.js';
import { ageOf } from './age.js';
import { Bundle, otherVersion } from './bundle.js';
import { readAllergy, readCondition } from './conditions.js';
import { field, textAt } from './json.js';
import { LeftOutList, type LeftOut } from './left-out.js';
import { readMedication } from './medications.js';
import { Readings } from './observations.js';

/** What a bundle gives: a context and what was left out of it, or words that say why it gives nothing. */
export type FhirReading =
  | { readonly problem: string }
  | {
      readonly context: ContextRecord;
      /** What is to be known before anything of it is used. */
      readonly warnings: readonly string[];
      readonly leftOut: readonly LeftOut[];
    };

/** More is not read, in bytes. */
export const MOST_BYTES = 5_000_000;
/** Lines of one list; what comes behind is said to be left out. */
const MOST_ROWS = 200;

/** Reads a FHIR R4 Bundle; whatever the text is, it ends in a context or in words. */
export function readFhir(json: string, today: Date): FhirReading {
  if (json.length > MOST_BYTES) return { problem: tooLarge() };
  let parsed: unknown;
  try {
    // A mark of the byte order, which files begin with, is no JSON.
    parsed = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return {
      problem: msg(
        'This is not readable as JSON. Nothing was taken over. Export the file again, as FHIR R4 in JSON.',
      ),
    };
  }
  const type = textAt(parsed, 'resourceType');
  if (type !== 'Bundle') return { problem: wrongType(type) };
  const bundle = new Bundle(parsed);
  const problem = whyNothing(bundle);
  return problem ? { problem } : readBundle(bundle, today);
}

/** What is said of a file that is too large to be read. */
export const tooLarge = (): string =>
  msg('This is larger than 5 MB. Nothing was read. Export less, for example without images and documents.');

function wrongType(type: string): string {
  return type
    ? msg(
        str`This is a FHIR resource of the type ${type}, not a Bundle. Nothing was taken over. Export a Bundle.`,
      )
    : msg('This is JSON, but not FHIR. Nothing was taken over. Export a FHIR R4 Bundle.');
}

function whyNothing(bundle: Bundle): string {
  const versions = new Set(bundle.entries.map(({ resource }) => otherVersion(resource)));
  if (versions.has('older')) {
    return msg(
      'This file is written in a version of FHIR before R4. Nothing was taken over. Export it as R4.',
    );
  }
  if (versions.has('newer')) {
    return msg(
      'This file is written in a version of FHIR after R4. Nothing was taken over. Export it as R4.',
    );
  }
  const subjects = new Set(bundle.entries.map(({ resource }) => bundle.subjectOf(resource)).filter(Boolean));
  if (bundle.patients.length > 1 || (bundle.patients.length === 0 && subjects.size > 1)) {
    return msg('This file holds more than one patient. Nothing was taken over. Export one patient alone.');
  }
  return bundle.entries.length ? '' : msg('This Bundle is empty. Nothing was taken over.');
}

function readBundle(bundle: Bundle, today: Date): FhirReading {
  const leftOut = new LeftOutList();
  const readings = new Readings(leftOut, today);
  const rows = { problems: new Rows(leftOut), medications: new Rows(leftOut), allergies: new Rows(leftOut) };
  const [patient] = bundle.patients;
  const person = patient ? readPatient(patient.resource, today, leftOut) : {};
  for (const { resource, type } of bundle.entries) {
    const subject = bundle.subjectOf(resource);
    if (subject.startsWith('#') && type !== 'Patient') {
      // Two contained patients of one name may be two people.
      leftOut.add(type, msg('its patient is not an entry of the Bundle'));
    } else if (patient && subject && !patient.addresses.includes(subject) && patient.addresses.length > 0) {
      leftOut.add(type, msg('it belongs to somebody else'));
    } else if (type === 'Condition') rows.problems.add(readCondition(resource, leftOut));
    else if (type === 'AllergyIntolerance') rows.allergies.add(readAllergy(resource, leftOut));
    else if (type === 'MedicationStatement' || type === 'MedicationRequest') {
      rows.medications.add(readMedication(resource, bundle, leftOut, today));
    } else if (type === 'Observation') readings.add(resource);
    else if (type !== 'Patient' && type !== 'Medication') {
      leftOut.add(type || msg('An entry without a resource'), msg('it is not needed here'));
    }
  }
  const lists = Object.entries(rows).filter(([, { all }]) => all.length > 0);
  const context = {
    ...person,
    ...readings.record,
    ...Object.fromEntries(lists.map(([key, { all }]) => [key, all])),
  };
  return { context, warnings: warningsOf(bundle, patient?.resource), leftOut: leftOut.all };
}

/** What makes the whole file doubtful. */
function warningsOf(bundle: Bundle, patient: unknown): string[] {
  return [
    isDead(patient) ? msg('The file says that this patient has died.') : '',
    field(patient, 'active') === false
      ? msg('The file says that this patient’s record is no longer in use.')
      : '',
    bundle.hasMorePages
      ? msg('This file is one page of several: medicines, allergies and values may be missing.')
      : '',
    bundle.beyond
      ? plural(bundle.beyond, {
          one: msg('1 entry at the end was not read: there are too many.'),
          other: msg(str`${bundle.beyond} entries at the end were not read: there are too many.`),
        })
      : '',
  ].filter(Boolean);
}

const isDead = (patient: unknown): boolean =>
  field(patient, 'deceasedBoolean') === true || field(patient, 'deceasedDateTime') !== undefined;

/** The age and the sex; nothing else of a person leaves the file. */
function readPatient(patient: unknown, today: Date, leftOut: LeftOutList): Record<string, unknown> {
  const birthDate = textAt(patient, 'birthDate');
  const age = birthDate ? ageOf(birthDate, today) : undefined;
  const gender = textAt(patient, 'gender');
  const isKnown = ['female', 'male', 'other'].includes(gender);
  leftOut.add(
    msg('Names, birth date, addresses, contacts and identifiers'),
    msg('they are never taken over: the age is enough'),
  );
  if (birthDate && !age) leftOut.add(msg('Age'), msg('the birth date cannot be right'));
  if (age && isDead(patient)) leftOut.add(msg('Age'), msg('the patient has died'));
  return { ...(age && !isDead(patient) && { age }), ...(isKnown && { sex: gender }) };
}

/** The lines of a list, each once. */
class Rows {
  readonly all: Record<string, unknown>[] = [];
  readonly #seen = new Set<string>();

  constructor(private readonly leftOut: LeftOutList) {}

  add(row: Record<string, unknown> | undefined): void {
    if (!row) return;
    const key = JSON.stringify(row).toLowerCase();
    const what = String(Object.values(row)[0]);
    if (this.#seen.has(key)) this.leftOut.add(what, msg('it is there twice'));
    else if (this.all.length >= MOST_ROWS) this.leftOut.add(what, msg('there are too many'));
    else {
      this.#seen.add(key);
      this.all.push(row);
    }
  }
}

import { msg } from '@lit/localize';
import type { Measured } from './checks/measured.js';

/** A laboratory value whose units and usual range are known. */
export interface LabTest {
  readonly measure: Measured;
  readonly loinc: readonly string[];
  /** Names that it goes by, in small letters. */
  readonly names: readonly string[];
  readonly label: () => string;
}

const test = (
  measure: Measured,
  label: () => string,
  loinc: readonly string[],
  names: readonly string[],
): LabTest => ({ measure, label, loinc, names });

const TESTS: readonly LabTest[] = [
  test('potassium', () => msg('Potassium'), ['2823-3', '6298-4'], ['potassium', 'k', 'k+', 'kalium']),
  test('sodium', () => msg('Sodium'), ['2951-2', '2947-0'], ['sodium', 'na', 'na+', 'natrium']),
  test('creatinine', () => msg('Creatinine'), ['2160-0', '14682-9', '38483-4'], ['creatinine', 'kreatinin']),
  test(
    'egfr',
    () => msg('eGFR'),
    ['33914-3', '62238-1', '98979-8', '48642-3', '48643-1', '88293-6', '88294-4', '77147-7'],
    ['egfr', 'gfr'],
  ),
  test('glucose', () => msg('Glucose'), ['2345-7', '14749-6', '2339-0', '15074-8'], ['glucose', 'glukose']),
  test('hba1c', () => msg('HbA1c'), ['4548-4', '59261-8'], ['hba1c']),
  test(
    'haemoglobin',
    () => msg('Haemoglobin'),
    ['718-7', '59260-0'],
    ['haemoglobin', 'hemoglobin', 'hb', 'hgb', 'hämoglobin'],
  ),
  test('platelets', () => msg('Platelets'), ['777-3', '26515-7'], ['platelets', 'plt', 'thrombozyten']),
  test('leucocytes', () => msg('White cells'), ['6690-2', '26464-8'], ['white cells', 'wbc', 'leukozyten']),
  test('inr', () => msg('INR'), ['6301-6', '34714-6'], ['inr']),
  test('crp', () => msg('CRP'), ['1988-5'], ['crp', 'c-reactive protein']),
  test('calcium', () => msg('Calcium'), ['17861-6', '2000-8'], ['calcium', 'ca', 'kalzium']),
  test('magnesium', () => msg('Magnesium'), ['19123-9', '2601-3'], ['magnesium', 'mg']),
  test('urea', () => msg('Urea'), ['3091-6', '22664-7'], ['urea', 'harnstoff']),
  test('bun', () => msg('Urea nitrogen'), ['3094-0', '14937-7'], ['urea nitrogen', 'bun']),
  test('bilirubin', () => msg('Bilirubin'), ['1975-2', '14631-6'], ['bilirubin']),
  test('albumin', () => msg('Albumin'), ['1751-7'], ['albumin']),
  test('alt', () => msg('ALT'), ['1742-6'], ['alt', 'alat', 'gpt']),
  test('lactate', () => msg('Lactate'), ['2524-7', '32693-4'], ['lactate', 'laktat']),
];

/** The names of all tests whose units are known, in the language on the screen. */
export const labNames = (): string[] => TESTS.map(({ label }) => label());

/** The test that goes by this name. */
export function labByName(name: string): LabTest | undefined {
  const wanted = name.trim().toLowerCase();
  return TESTS.find(({ names, label }) => names.includes(wanted) || label().toLowerCase() === wanted);
}

/** The test of this LOINC code. */
export const labByLoinc = (code: string): LabTest | undefined =>
  TESTS.find(({ loinc }) => loinc.includes(code));

import { msg } from '@lit/localize';
import { codesOf } from './json.js';

/** Codes that say that there is nothing: of SNOMED CT, and of the International Patient Summary. */
const NOTHING = new Set([
  '716186003',
  '409137002',
  '429625007',
  '160245001',
  'no-allergy-info',
  'no-known-allergies',
  'no-known-medication-allergies',
  'no-known-environmental-allergies',
  'no-known-food-allergies',
  'no-medication-info',
  'no-known-medications',
  'no-problem-info',
  'no-known-problems',
]);

/** Whether a concept is no allergy, medicine or problem but says that none is known. */
export const saysNothingKnown = (concept: unknown): boolean =>
  codesOf(concept).some((code) => NOTHING.has(code));

/** Why it is left out. */
export const nothingKnown = (): string => msg('it says that nothing is known');

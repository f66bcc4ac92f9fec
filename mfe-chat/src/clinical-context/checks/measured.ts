import { msg, str } from '@lit/localize';
import { formatLocale } from '@voiceassist/shared';
import type { ClinicalContext, Column, Figure, Row } from '../clinical-context.js';
import { readFigure } from '../figures.js';
import { isBetween, quantity, unknownUnit, unlikely, unreadable, type Finding } from './finding.js';
import { labByName } from '../lab-tests.js';
import { inFirstUnit, unitWords, unitsOf, type Measure } from '../units.js';

/** What is measured in a laboratory. */
export type Measured = Exclude<Measure, 'age' | 'weight' | 'height'>;

/** What is usual enough not to be asked about, in the first unit of the measure. Wide: illness is not an error. */
const LIKELY: Record<Measured, readonly [least: number, most: number]> = {
  egfr: [1, 200],
  creatinine: [10, 2000],
  potassium: [1.5, 9],
  sodium: [100, 180],
  calcium: [0.8, 5],
  magnesium: [0.2, 4],
  glucose: [0.5, 60],
  hba1c: [15, 200],
  haemoglobin: [30, 240],
  urea: [0.5, 80],
  bun: [0.5, 80],
  bilirubin: [1, 900],
  albumin: [8, 65],
  alt: [1, 15_000],
  crp: [0, 700],
  lactate: [0.1, 30],
  inr: [0.5, 20],
  platelets: [1, 2500],
  leucocytes: [0.1, 500],
};

const anyOf = (units: readonly string[]): string =>
  new Intl.ListFormat(formatLocale(), { type: 'disjunction' }).format(units);

/** Another unit in which the same number would be nothing unusual: the commonest of all errors. */
function likelyUnit(measure: Measured, number: number, unit: string): string | undefined {
  return unitsOf(measure).find((other) => {
    const value = inFirstUnit(measure, number, other);
    return other !== unit && value !== undefined && isBetween(value, LIKELY[measure]);
  });
}

function outOfRange(figure: Figure, measure: Measured, name: string, number: number): Finding {
  const other = likelyUnit(measure, number, figure.unit);
  const value = quantity(figure);
  return unlikely(
    other
      ? msg(str`${name}: ${value} is unlikely. Is it ${unitWords(other)}?`)
      : msg(str`${name}: ${value} is unlikely. Check the value and the unit.`),
  );
}

/** A measured value of a list or of its own. */
function checkMeasured(figure: Figure, measure: Measured, name: string): Finding | undefined {
  const wrong = unreadable(figure.value);
  if (wrong) return wrong;
  const number = readFigure(figure.value) ?? 0;
  if (!figure.unit && measure !== 'inr') {
    return unlikely(msg(str`Add the unit: ${anyOf(unitsOf(measure))}.`));
  }
  const value = inFirstUnit(measure, number, figure.unit);
  if (value === undefined) {
    return unknownUnit(figure.unit);
  }
  return isBetween(value, LIKELY[measure]) ? undefined : outOfRange(figure, measure, name, number);
}

/** The eGFR or the creatinine. Laboratories write a good eGFR as a limit, such as ">90". */
export function checkRenalFunction({ renalMeasure, renalFunction }: ClinicalContext): Finding | undefined {
  const value = renalFunction.value.trim().replace(/^[<>]=?\s*/, '');
  if (!renalFunction.value.trim()) return undefined;
  const name = renalMeasure === 'egfr' ? msg('eGFR') : msg('Creatinine');
  return checkMeasured({ ...renalFunction, value }, renalMeasure, name);
}

/** A laboratory value. Words such as "positive" and limits such as "<0.5" are values too. */
export function checkLab({ texts }: Row<Column<'labs'>>): Finding | undefined {
  const value = texts.value.trim();
  const test = labByName(texts.name);
  if (!value) return undefined;
  if (readFigure(value) === undefined) {
    return /^[-−]?[\d.,\s]+$/.test(value) ? unreadable(value) : undefined;
  }
  if (test) return checkMeasured({ value, unit: texts.unit.trim() }, test.measure, test.label());
  // A base excess is below zero by nature: of a test that is not known nothing is said.
  return undefined;
}

/** When something was measured; both as YYYY-MM-DD. */
export function checkDate(date: string, today: string): Finding | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date);
  return isDate && date > today ? unlikely(msg('This date is in the future. Check it.')) : undefined;
}

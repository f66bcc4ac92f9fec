import { msg, str } from '@lit/localize';
import { formatLocale } from '@voiceassist/shared';
import type { ClinicalContext, Column, Figure, Row } from './clinical-context.js';
import { readFigure, roundFigure } from './figures.js';
import { labByName } from './lab-tests.js';
import { inFirstUnit, otherUnit, unitsOf, type Measure } from './units.js';

/** What is to be said of a value: `impossible` must be corrected, `unlikely` may stand. */
export interface Finding {
  readonly weight: 'impossible' | 'unlikely';
  readonly words: string;
}

/** What is usual enough not to be asked about, in the first unit of the measure. Wide: illness is not an error. */
const LIKELY: Record<Measure, readonly [least: number, most: number]> = {
  age: [0, 110],
  weight: [0.4, 300],
  height: [25, 230],
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

/** The heaviest and the tallest that is likely up to an age in years; and the least from there on. */
const BY_AGE: readonly {
  years: number;
  weight: readonly [number, number];
  height: readonly [number, number];
}[] = [
  { years: 1 / 12, weight: [0.4, 7], height: [25, 62] },
  { years: 1, weight: [1.5, 16], height: [35, 90] },
  { years: 5, weight: [4, 45], height: [55, 130] },
  { years: 12, weight: [8, 120], height: [75, 185] },
  { years: 18, weight: [18, 250], height: [105, 220] },
  { years: Infinity, weight: [25, 300], height: [100, 230] },
];

const impossible = (words: string): Finding => ({ weight: 'impossible', words });
const unlikely = (words: string): Finding => ({ weight: 'unlikely', words });

const isBetween = (value: number, [least, most]: readonly [number, number]) =>
  value >= least && value <= most;

/** What is wrong with the figure whatever it measures. */
function unreadable(value: string): Finding | undefined {
  const number = readFigure(value);
  if (number === undefined) {
    return impossible(
      msg(str`“${value.trim()}” is not a number. Write it as ${roundFigure(1284)} or ${roundFigure(7.5)}.`),
    );
  }
  return number < 0 ? impossible(msg('A value below zero is impossible. Correct it.')) : undefined;
}

/** The figure again with its unit, for a sentence. */
const quantity = ({ value, unit }: Figure) => [value.trim(), unitWords(unit)].filter(Boolean).join(' ');

/** A unit of age in words; all others are the same in every language. */
export function unitWords(unit: string): string {
  const words: Record<string, () => string> = {
    years: () => msg('years'),
    months: () => msg('months'),
    days: () => msg('days'),
  };
  return words[unit]?.() ?? unit;
}

const anyOf = (units: readonly string[]): string =>
  new Intl.ListFormat(formatLocale(), { type: 'disjunction' }).format(units);

/** Another unit in which the same number would be nothing unusual: the commonest of all errors. */
function likelyUnit(measure: Measure, number: number, unit: string): string | undefined {
  return unitsOf(measure).find((other) => {
    const value = inFirstUnit(measure, number, other);
    return other !== unit && value !== undefined && isBetween(value, LIKELY[measure]);
  });
}

function outOfRange(figure: Figure, measure: Measure, name: string, number: number): Finding {
  const other = likelyUnit(measure, number, figure.unit);
  const value = quantity(figure);
  return unlikely(
    other
      ? msg(str`${name}: ${value} is unlikely. Is it ${unitWords(other)}?`)
      : msg(str`${name}: ${value} is unlikely. Check the value and the unit.`),
  );
}

/** A measured value of a list or of its own. */
function checkMeasured(figure: Figure, measure: Measure, name: string): Finding | undefined {
  const wrong = unreadable(figure.value);
  if (wrong) return wrong;
  const number = readFigure(figure.value) ?? 0;
  if (!figure.unit && measure !== 'inr') {
    return unlikely(msg(str`Add the unit: ${anyOf(unitsOf(measure))}.`));
  }
  const value = inFirstUnit(measure, number, figure.unit);
  if (value === undefined) {
    return unlikely(msg(str`The unit ${figure.unit} is not known for this, so the value is not checked.`));
  }
  return isBetween(value, LIKELY[measure]) ? undefined : outOfRange(figure, measure, name, number);
}

/** The age in years; nothing when there is none to go by. */
function yearsOf({ value, unit }: Figure): number | undefined {
  const number = readFigure(value);
  return number === undefined || number < 0 ? undefined : inFirstUnit('age', number, unit);
}

/** The age. */
export function checkAge({ age, pregnancy }: ClinicalContext): Finding | undefined {
  if (!age.value.trim()) return undefined;
  const wrong = unreadable(age.value);
  if (wrong) return wrong;
  const years = yearsOf(age) ?? 0;
  if (years > LIKELY.age[1])
    return unlikely(msg(str`An age of ${quantity(age)} is unlikely. Check the unit.`));
  if (pregnancy === 'pregnant' && !isBetween(years, [10, 58])) {
    return unlikely(msg(str`A pregnancy at ${quantity(age)} is unlikely. Check both.`));
  }
  return undefined;
}

/** The sex, beside what else is said. */
export function checkSex({ sex, pregnancy }: ClinicalContext): Finding | undefined {
  if (sex !== 'male' || pregnancy !== 'pregnant') return undefined;
  return unlikely(msg('Male and pregnant is unlikely. Check both.'));
}

function checkBody(context: ClinicalContext, name: 'weight' | 'height'): Finding | undefined {
  const figure = context[name];
  if (!figure.value.trim()) return undefined;
  const wrong = unreadable(figure.value);
  if (wrong) return wrong;
  const number = readFigure(figure.value) ?? 0;
  if (number === 0) return impossible(msg('A value of zero is impossible. Correct it.'));
  const value = inFirstUnit(name, number, figure.unit);
  if (value === undefined)
    return unlikely(msg(str`The unit ${figure.unit} is not known for this, so the value is not checked.`));
  const said = quantity(figure);
  if (!isBetween(value, LIKELY[name])) {
    return unlikely(
      name === 'weight'
        ? msg(str`A weight of ${said} is unlikely. Check the unit.`)
        : msg(str`A height of ${said} is unlikely. Check the unit.`),
    );
  }
  const years = yearsOf(context.age);
  const usual = BY_AGE.find((group) => years !== undefined && years < group.years);
  if (!usual || isBetween(value, usual[name])) return undefined;
  const age = quantity(context.age);
  return unlikely(
    name === 'weight'
      ? msg(str`A weight of ${said} is unlikely at an age of ${age}. Check both.`)
      : msg(str`A height of ${said} is unlikely at an age of ${age}. Check both.`),
  );
}

/** The weight, also for the age. */
export const checkWeight = (context: ClinicalContext): Finding | undefined => checkBody(context, 'weight');

/** The height, also for the age, and together with the weight. */
export function checkHeight(context: ClinicalContext): Finding | undefined {
  const finding = checkBody(context, 'height');
  const weight = inFirst('weight', context.weight);
  const height = inFirst('height', context.height);
  if (finding || checkWeight(context) || !weight || !height) return finding;
  const index = weight / (height / 100) ** 2;
  if (isBetween(index, [8, 75])) return undefined;
  return unlikely(
    msg(str`${quantity(context.weight)} and ${quantity(context.height)} hardly go together. Check both.`),
  );
}

function inFirst(measure: Measure, { value, unit }: Figure): number | undefined {
  const number = readFigure(value);
  return number === undefined ? undefined : inFirstUnit(measure, number, unit);
}

/** The eGFR or the creatinine. Laboratories write a good eGFR as a limit, such as ">90". */
export function checkRenalFunction({ renalMeasure, renalFunction }: ClinicalContext): Finding | undefined {
  const value = renalFunction.value.trim().replace(/^[<>]=?\s*/, '');
  if (!renalFunction.value.trim()) return undefined;
  const name = renalMeasure === 'egfr' ? msg('eGFR') : msg('Creatinine');
  return checkMeasured({ ...renalFunction, value }, renalMeasure, name);
}

/** A dose: how much is right is not known here, but none and less than none is not. */
export function checkDose({ texts }: Row<Column<'medications'>>): Finding | undefined {
  if (!texts.dose.trim()) return undefined;
  const number = readFigure(texts.dose);
  if (number !== undefined && number <= 0) {
    return impossible(msg('A dose of zero or less is impossible. Correct it, or remove the medicine.'));
  }
  // A dose in words, such as "1–2 tablets", has its unit in itself.
  return number === undefined || texts.unit.trim() ? undefined : unlikely(msg('Add the unit of the dose.'));
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

/** When a laboratory value was measured; `today` as YYYY-MM-DD. */
export function checkLabDate({ texts }: Row<Column<'labs'>>, today: string): Finding | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(texts.date);
  return isDate && texts.date > today ? unlikely(msg('This date is in the future. Check it.')) : undefined;
}

/** The same value in the other usual unit, e.g. "= 1.02 mg/dL". */
export function converted(measure: Measure, { value, unit }: Figure): string {
  const number = readFigure(value);
  const other = number === undefined || number < 0 ? undefined : otherUnit(measure, number, unit);
  // Of two names of one unit nothing is to be said.
  return other && other.value !== number ? `= ${roundFigure(other.value)} ${other.unit}` : '';
}

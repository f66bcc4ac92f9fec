import { msg, str } from '@lit/localize';
import type { ClinicalContext, Figure } from '../clinical-context.js';
import { readFigure } from '../figures.js';
import {
  impossible,
  isBetween,
  quantity,
  unknownUnit,
  unlikely,
  unreadable,
  type Finding,
} from './finding.js';
import { inFirstUnit, type Measure } from '../units.js';

/** What nobody has reached, in years, kilograms and centimetres. */
const MOST = { age: 130, weight: 700, height: 280 };

/** What is usual enough not to be asked about, in the same units. */
const LIKELY = { age: [0, 110], weight: [0.4, 300], height: [25, 230] } as const;

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
  const years = yearsOf(age);
  if (years === undefined) return unknownUnit(age.unit);
  if (years > MOST.age) {
    return impossible(msg(str`An age of ${quantity(age)} is impossible. Check the value and the unit.`));
  }
  if (!isBetween(years, LIKELY.age))
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
  if (value === undefined) return unknownUnit(figure.unit);
  const said = quantity(figure);
  if (value > MOST[name]) {
    return impossible(
      name === 'weight'
        ? msg(str`A weight of ${said} is impossible. Check the value and the unit.`)
        : msg(str`A height of ${said} is impossible. Check the value and the unit.`),
    );
  }
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

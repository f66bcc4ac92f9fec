import type { ClinicalContext } from '../clinical-context.js';
import type { Place } from '../edit-context.js';
import { checkDose } from './dose.js';
import type { Finding } from './finding.js';
import { checkDate, checkLab, checkRenalFunction } from './measured.js';
import { checkAge, checkHeight, checkSex, checkWeight } from './patient.js';

/** What is to be said of the context, by the place that it is said at; `today` as YYYY-MM-DD. */
export function findingsOf(context: ClinicalContext, today: string): ReadonlyMap<Place, Finding> {
  const all: [Place, Finding | undefined][] = [
    ['age.value', checkAge(context)],
    ['sex', checkSex(context)],
    ['weight.value', checkWeight(context)],
    ['height.value', checkHeight(context)],
    ['renalFunction.value', checkRenalFunction(context)],
    ['renalDate', checkDate(context.renalDate, today)],
    ...context.medications.map((row, at): [Place, Finding | undefined] => [
      `medications.${at}.dose`,
      checkDose(row),
    ]),
    ...context.labs.flatMap((row, at): [Place, Finding | undefined][] => [
      [`labs.${at}.value`, checkLab(row)],
      [`labs.${at}.date`, checkDate(row.texts.date, today)],
    ]),
  ];
  return new Map(all.filter((entry): entry is [Place, Finding] => entry[1] !== undefined));
}

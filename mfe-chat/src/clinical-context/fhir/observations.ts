import { msg } from '@lit/localize';
import { labByLoinc } from '../lab-tests.js';
import { inFirstUnit, unitName, type Measure } from '../units.js';
import { isFuture, isOld } from './dates.js';
import { codesOf, conceptWords, field, number, textAt } from './json.js';
import type { LeftOutList } from './left-out.js';

const LOINC = 'http://loinc.org';
const BODY = new Map<string, 'weight' | 'height'>([
  ['29463-7', 'weight'],
  ['3141-9', 'weight'],
  ['8302-2', 'height'],
  ['8306-3', 'height'],
]);
const PREGNANCY_STATUS = '82810-3';
const PREGNANCIES = new Map([
  ['77386006', 'pregnant'],
  ['60001007', 'not_pregnant'],
  ['102874004', 'possible'],
]);
const CERTAIN = new Set(['final', 'amended', 'corrected']);

interface Reading {
  readonly measure: Measure | 'pregnancy';
  readonly name: string;
  readonly value: number | string;
  readonly unit: string;
  /** ISO 8601; empty when it is not known. */
  readonly when: string;
}

/** The newest of each value that is asked for. */
export class Readings {
  readonly #newest = new Map<string, Reading>();

  constructor(
    private readonly leftOut: LeftOutList,
    private readonly today: Date,
  ) {}

  add(resource: unknown): void {
    const reading = this.#read(resource);
    if (!reading) return;
    const known = this.#newest.get(reading.measure);
    const isNewer = !known || timeOf(reading) >= timeOf(known);
    if (known) this.leftOut.add(known.name, msg('there is a newer value'));
    if (isNewer) this.#newest.set(reading.measure, reading);
  }

  /** What goes into the context: figures of their own, and all else as lab values. */
  get record(): Record<string, unknown> {
    const egfr = this.#newest.get('egfr');
    const renal = egfr ?? this.#newest.get('creatinine');
    const own = new Set<string>(['weight', 'height', 'pregnancy', renal?.measure ?? '']);
    const labs = [...this.#newest.values()]
      .filter(({ measure }) => !own.has(measure))
      .map(({ name, value, unit, when }) => ({
        name,
        value,
        ...(unit && { unit }),
        ...dayOf({ when }),
      }));
    const pregnancy = this.#newest.get('pregnancy')?.value;
    return {
      ...this.#figure('weight'),
      ...this.#figure('height'),
      ...(pregnancy !== undefined && { pregnancy }),
      ...(renal && {
        renal_function: { measure: renal.measure, value: renal.value, unit: renal.unit, ...dayOf(renal) },
      }),
      ...(labs.length && { labs }),
    };
  }

  #figure(measure: 'weight' | 'height'): Record<string, unknown> {
    const reading = this.#newest.get(measure);
    return reading ? { [measure]: { value: reading.value, unit: reading.unit } } : {};
  }

  #read(resource: unknown): Reading | undefined {
    const concept = field(resource, 'code');
    const what = conceptWords(concept) || msg('An observation');
    const codes = codesOf(concept, LOINC);
    const test = codes.map(labByLoinc).find(Boolean);
    const body = codes.map((code) => BODY.get(code)).find(Boolean);
    const when = whenOf(resource);
    const isPregnancy = codes.includes(PREGNANCY_STATUS);
    if (!test && !body && !isPregnancy) return this.#skip(what, msg('this value is not asked for'));
    const status = textAt(resource, 'status');
    if (status === 'entered-in-error') return this.#skip(what, msg('it was entered in error'));
    if (!CERTAIN.has(status)) return this.#skip(what, msg('the result is not final'));
    if (isFuture(when, this.today)) return this.#skip(what, msg('its date is in the future'));
    const isLasting = test !== undefined && test.measure !== 'egfr' && test.measure !== 'creatinine';
    // Lab values show their date; a weight, a kidney or a pregnancy of long ago would pass for one of today.
    if (!isLasting && body !== 'height' && isOld(when, this.today)) {
      return this.#skip(what, msg('it is more than a year old'));
    }
    if (isPregnancy) return this.#readPregnancy(resource, what, when);
    const measure = body ?? (test?.measure as Measure);
    const quantity = field(resource, 'valueQuantity');
    const value = number(field(quantity, 'value'));
    if (value === undefined) return this.#skip(what, msg('it has no number'));
    const unit = unitOf(quantity, measure);
    if (unit === undefined) return this.#skip(what, msg('its two units contradict each other'));
    const comparator = /^[<>]=?$/.exec(textAt(quantity, 'comparator'))?.[0] ?? '';
    const isOwn = body !== undefined || measure === 'egfr' || measure === 'creatinine';
    if (isOwn && inFirstUnit(measure, value, unit) === undefined) {
      return this.#skip(what, msg('its unit is not known'));
    }
    if (body && comparator) return this.#skip(what, msg('it has no number'));
    const name = test?.label() ?? what;
    return { measure, name, value: comparator ? `${comparator}${value}` : value, unit, when };
  }

  #readPregnancy(resource: unknown, what: string, when: string): Reading | undefined {
    const status = codesOf(field(resource, 'valueCodeableConcept'))
      .map((code) => PREGNANCIES.get(code))
      .find(Boolean);
    if (!status) return this.#skip(what, msg('its answer is not known'));
    return { measure: 'pregnancy', name: what, value: status, unit: '', when };
  }

  #skip(what: string, why: string): undefined {
    this.leftOut.add(what, why);
  }
}

function whenOf(resource: unknown): string {
  const times = [
    textAt(resource, 'effectiveDateTime'),
    textAt(resource, 'effectiveInstant'),
    textAt(resource, 'effectivePeriod', 'end'),
    textAt(resource, 'effectivePeriod', 'start'),
    textAt(resource, 'issued'),
  ];
  return times.find((each) => /^\d{4}-\d{2}-\d{2}/.test(each)) ?? '';
}

const dayOf = ({ when }: Pick<Reading, 'when'>) => (when ? { date: when.slice(0, 10) } : {});

/** The unit as it is written, or its code where only that one is known; nothing when they are two different ones. */
function unitOf(quantity: unknown, measure: Measure): string | undefined {
  const names = ['unit', 'code'].map((name) => unitName(textAt(quantity, name)));
  const [written = '', code = ''] = names;
  const known = names.filter((name) => inFirstUnit(measure, 1, name) !== undefined);
  const [first = written || code, second = first] = known;
  return first === second || inFirstUnit(measure, 1, first) === inFirstUnit(measure, 1, second)
    ? first
    : undefined;
}

const timeOf = ({ when }: Reading): number => Date.parse(when) || 0;

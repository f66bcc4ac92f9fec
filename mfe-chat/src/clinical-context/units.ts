import { msg } from '@lit/localize';

/** A unit that a value can be given in: how it becomes the first unit of its list. */
interface Unit {
  readonly unit: string;
  readonly toFirst: (value: number) => number;
  readonly fromFirst: (value: number) => number;
}

const times = (unit: string, factor: number): Unit => ({
  unit,
  toFirst: (value) => value * factor,
  fromFirst: (value) => value / factor,
});

/** What is measured, in the units that are in use; the first one is what values are compared in. */
const UNITS = {
  age: [times('years', 1), times('months', 1 / 12), times('days', 1 / 365.25)],
  weight: [times('kg', 1), times('lb', 0.45359237), times('g', 0.001)],
  height: [times('cm', 1), times('in', 2.54), times('m', 100)],
  egfr: [times('mL/min/1.73 m²', 1), times('mL/min', 1)],
  creatinine: [times('µmol/L', 1), times('mg/dL', 88.42)],
  potassium: [times('mmol/L', 1), times('mEq/L', 1)],
  sodium: [times('mmol/L', 1), times('mEq/L', 1)],
  calcium: [times('mmol/L', 1), times('mg/dL', 0.2495)],
  magnesium: [times('mmol/L', 1), times('mg/dL', 0.4114)],
  glucose: [times('mmol/L', 1), times('mg/dL', 1 / 18.016)],
  // The master equation of the NGSP: no factor, a line that does not go through zero.
  hba1c: [
    times('mmol/mol', 1),
    {
      unit: '%',
      toFirst: (value: number) => (value - 2.152) / 0.09148,
      fromFirst: (value: number) => value * 0.09148 + 2.152,
    },
  ],
  haemoglobin: [times('g/L', 1), times('g/dL', 10), times('mmol/L', 16.114)],
  urea: [times('mmol/L', 1), times('mg/dL', 0.1665)],
  bun: [times('mmol/L', 1), times('mg/dL', 0.357)],
  bilirubin: [times('µmol/L', 1), times('mg/dL', 17.1)],
  albumin: [times('g/L', 1), times('g/dL', 10)],
  alt: [times('U/L', 1)],
  crp: [times('mg/L', 1), times('mg/dL', 10)],
  lactate: [times('mmol/L', 1), times('mg/dL', 1 / 9.008)],
  inr: [times('', 1)],
  platelets: [times('×10⁹/L', 1), times('×10³/µL', 1)],
  leucocytes: [times('×10⁹/L', 1), times('×10³/µL', 1)],
} satisfies Record<string, readonly Unit[]>;

/** Something that is measured and whose units are known. */
export type Measure = keyof typeof UNITS;

/** Other spellings, among them those of UCUM, which FHIR uses. */
const SPELLINGS: Record<string, string> = {
  a: 'years',
  y: 'years',
  yr: 'years',
  yrs: 'years',
  year: 'years',
  mo: 'months',
  month: 'months',
  d: 'days',
  day: 'days',
  kilogram: 'kg',
  kilograms: 'kg',
  '[lb_av]': 'lb',
  lbs: 'lb',
  '[in_i]': 'in',
  inch: 'in',
  inches: 'in',
  'ml/min/{1.73_m2}': 'mL/min/1.73 m²',
  'ml/min/1.73m2': 'mL/min/1.73 m²',
  'ml/min/1.73 m2': 'mL/min/1.73 m²',
  'ml/min/1.73m²': 'mL/min/1.73 m²',
  'ml/min/1.73 m^2': 'mL/min/1.73 m²',
  'umol/l': 'µmol/L',
  'micromol/l': 'µmol/L',
  'micromoles/l': 'µmol/L',
  '10*9/l': '×10⁹/L',
  '10^9/l': '×10⁹/L',
  'x10^9/l': '×10⁹/L',
  '10*3/ul': '×10³/µL',
  '10^3/ul': '×10³/µL',
  'k/ul': '×10³/µL',
  'ml/min/{1.73m2}': 'mL/min/1.73 m²',
  'ml/min/1.73.m2': 'mL/min/1.73 m²',
  'ml/min/{1.73_m²}': 'mL/min/1.73 m²',
  '[iu]/l': 'U/L',
  'iu/l': 'U/L',
  'm[iu]/l': 'mU/L',
  '{inr}': '',
  '1': '',
  '[iu]': 'IU',
  '{ratio}': '',
  ug: 'micrograms',
  mcg: 'micrograms',
  µg: 'micrograms',
};

const KNOWN = new Map(
  Object.values(UNITS)
    .flat()
    .map(({ unit }) => [unit.toLowerCase(), unit]),
);

/** A unit in the one spelling that is used here; one that is not known stays as it was written. */
export function unitName(written: string): string {
  // The Greek letter and the micro sign look the same.
  const trimmed = written.trim().replaceAll('\u03bc', '\u00b5');
  const small = trimmed.toLowerCase();
  return (Object.hasOwn(SPELLINGS, small) ? SPELLINGS[small] : undefined) ?? KNOWN.get(small) ?? trimmed;
}

const find = (measure: Measure, unit: string): Unit | undefined =>
  UNITS[measure].find((each: Unit) => each.unit === unitName(unit));

/** The units that something is measured in, the usual one of Europe first. */
export const unitsOf = (measure: Measure): readonly string[] => UNITS[measure].map(({ unit }) => unit);

/** A value in the first unit of its measure; nothing when the unit is not one of them. */
export const inFirstUnit = (measure: Measure, value: number, unit: string): number | undefined =>
  find(measure, unit)?.toFirst(value);

/** The same value in another unit, where there is another one to know it by. */
export function otherUnit(
  measure: Measure,
  value: number,
  unit: string,
): { value: number; unit: string } | undefined {
  const units: readonly Unit[] = UNITS[measure];
  const from = find(measure, unit);
  const to = from === units[0] ? units[1] : units[0];
  return from && to && { value: to.fromFirst(from.toFirst(value)), unit: to.unit };
}

/** A unit of age in words; all others are the same in every language. */
export function unitWords(unit: string): string {
  const words: Record<string, () => string> = {
    years: () => msg('years'),
    months: () => msg('months'),
    days: () => msg('days'),
  };
  return words[unit]?.() ?? unit;
}

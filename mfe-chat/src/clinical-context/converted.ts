import type { Figure } from './clinical-context.js';
import { readFigure, roundFigure } from './figures.js';
import { otherUnit, type Measure } from './units.js';

/** The same value in the other usual unit, e.g. "= 1.02 mg/dL". */
export function converted(measure: Measure, { value, unit }: Figure): string {
  const number = readFigure(value);
  const other = number === undefined || number < 0 ? undefined : otherUnit(measure, number, unit);
  // Of two names of one unit nothing is to be said.
  return other && other.value !== number ? `= ${roundFigure(other.value)} ${other.unit}` : '';
}

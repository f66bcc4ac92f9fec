import { msg, str } from '@lit/localize';
import type { Figure } from '../clinical-context.js';
import { readFigure, roundFigure } from '../figures.js';
import { unitWords } from '../units.js';

/** What is to be said of a value: `impossible` must be corrected, `unlikely` may stand. */
export interface Finding {
  readonly weight: 'impossible' | 'unlikely';
  readonly words: string;
}

/** It must be corrected. */
export const impossible = (words: string): Finding => ({ weight: 'impossible', words });

/** It may stand. */
export const unlikely = (words: string): Finding => ({ weight: 'unlikely', words });

/** Whether a number lies in a range, its ends included. */
export const isBetween = (value: number, [least, most]: readonly [number, number]) =>
  value >= least && value <= most;

/** What is wrong with the figure whatever it measures. */
export function unreadable(value: string): Finding | undefined {
  const number = readFigure(value);
  if (number === undefined) {
    return impossible(
      msg(str`“${value.trim()}” is not a number. Write it as ${roundFigure(1284)} or ${roundFigure(7.5)}.`),
    );
  }
  return number < 0 ? impossible(msg('A value below zero is impossible. Correct it.')) : undefined;
}

/** The figure again with its unit, for a sentence. */
export const quantity = ({ value, unit }: Figure) =>
  [value.trim(), unitWords(unit)].filter(Boolean).join(' ');

/** What is said of a unit that nothing is known of. */
export const unknownUnit = (unit: string): Finding =>
  unlikely(msg(str`The unit ${unit} is not known for this, so the value is not checked.`));

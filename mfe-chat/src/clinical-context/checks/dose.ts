import { msg } from '@lit/localize';
import type { Column, Row } from '../clinical-context.js';
import { readFigure } from '../figures.js';
import { impossible, unlikely, type Finding } from './finding.js';

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

import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import { unitName } from '../units.js';
import type { Bundle } from './bundle.js';
import { conceptWords, field, items, number, text, textAt } from './json.js';
import type { LeftOutList } from './left-out.js';

/** A medicine that is taken, or nothing when it is left out. */
export function readMedication(resource: unknown, bundle: Bundle, leftOut: LeftOutList) {
  const name = medicationName(resource, bundle);
  const what = name || msg('A medicine');
  const reason = whyNot(resource);
  if (reason) leftOut.add(what, reason);
  else if (!name) leftOut.add(what, msg('it has no name'));
  else return { name, ...readDosage(resource) };
  return undefined;
}

function medicationName(resource: unknown, bundle: Bundle): string {
  const reference = field(resource, 'medicationReference');
  return (
    conceptWords(field(resource, 'medicationCodeableConcept')) ||
    conceptWords(field(bundle.find(reference, resource), 'code')) ||
    textAt(reference, 'display')
  );
}

function whyNot(resource: unknown): string {
  const status = textAt(resource, 'status');
  if (field(resource, 'doNotPerform') === true) return msg('it says not to give it');
  if (textAt(resource, 'intent') === 'proposal') return msg('it is only proposed');
  if (status === 'active') return '';
  if (status === 'on-hold') return msg('it is on hold');
  if (status === 'entered-in-error') return msg('it was entered in error');
  return msg('it is not taken at present');
}

function readDosage(resource: unknown): Record<string, unknown> {
  const isRequest = textAt(resource, 'resourceType') === 'MedicationRequest';
  const all = items(field(resource, isRequest ? 'dosageInstruction' : 'dosage'));
  const texts = all.map((dosage) => textAt(dosage, 'text')).filter(Boolean);
  // A tapering dose is several: one figure would be wrong for most of it.
  if (all.length > 1) return { frequency: texts.join('; ') || msg('several doses: look them up') };
  const [dosage] = all;
  const quantity = field(items(field(dosage, 'doseAndRate'))[0], 'doseQuantity');
  const dose = number(field(quantity, 'value'));
  const frequency = readTiming(dosage) || (dose === undefined ? (texts[0] ?? '') : '');
  const entries = {
    dose,
    unit: dose === undefined ? '' : unitName(textAt(quantity, 'unit') || textAt(quantity, 'code')),
    route: conceptWords(field(dosage, 'route')),
    frequency,
  };
  return Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function readTiming(dosage: unknown): string {
  const timing = field(dosage, 'timing');
  const words = conceptWords(field(timing, 'code')) || repeatWords(field(timing, 'repeat'));
  const asNeeded = field(dosage, 'asNeededBoolean') === true ? msg('as needed') : '';
  return [words, asNeeded].filter(Boolean).join(', ');
}

function repeatWords(repeat: unknown): string {
  const frequency = number(field(repeat, 'frequency')) ?? 1;
  const period = number(field(repeat, 'period'));
  const unit = text(field(repeat, 'periodUnit'));
  if (period === 1 && unit === 'd') {
    return plural(frequency, { one: msg('once a day'), other: msg(str`${frequency} times a day`) });
  }
  if (period === 1 && unit === 'wk') {
    return plural(frequency, { one: msg('once a week'), other: msg(str`${frequency} times a week`) });
  }
  if (frequency !== 1 || period === undefined) return '';
  if (unit === 'h') return plural(period, { one: msg('every hour'), other: msg(str`every ${period} hours`) });
  if (unit === 'd') return msg(str`every ${period} days`);
  if (unit === 'wk') return msg(str`every ${period} weeks`);
  return '';
}

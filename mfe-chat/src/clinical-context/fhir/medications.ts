import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import { unitName } from '../units.js';
import type { Bundle } from './bundle.js';
import { isPast } from './dates.js';
import { conceptWords, field, items, number, text, textAt } from './json.js';
import type { LeftOutList } from './left-out.js';
import { nothingKnown, saysNothingKnown } from './nothing-known.js';

/** A medicine that is taken, or nothing when it is left out. */
export function readMedication(resource: unknown, bundle: Bundle, leftOut: LeftOutList, today: Date) {
  const name = medicationName(resource, bundle);
  const what = name || msg('A medicine');
  const reason = whyNot(resource, today);
  if (reason) leftOut.add(what, reason);
  else if (saysNothingKnown(field(resource, 'medicationCodeableConcept'))) leftOut.add(what, nothingKnown());
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

const PROPOSED = new Set(['proposal', 'plan', 'option']);

function whyNot(resource: unknown, today: Date): string {
  const status = textAt(resource, 'status');
  if (status === 'entered-in-error') return msg('it was entered in error');
  if (field(resource, 'doNotPerform') === true) return msg('it says not to give it');
  if (PROPOSED.has(textAt(resource, 'intent'))) return msg('it is only proposed');
  if (status === 'active')
    return endsOf(resource).some((end) => isPast(end, today)) ? msg('it has ended') : '';
  if (status === 'on-hold') return msg('it is on hold');
  if (status === 'unknown' || !status) return msg('it does not say whether it is taken');
  return msg('it is not taken at present');
}

function dosagesOf(resource: unknown): readonly unknown[] {
  const isRequest = textAt(resource, 'resourceType') === 'MedicationRequest';
  return items(field(resource, isRequest ? 'dosageInstruction' : 'dosage'));
}

/** When it is over; of several dosages the last one decides. */
function endsOf(resource: unknown): string[] {
  const repeats = dosagesOf(resource).map((dosage) => field(field(dosage, 'timing'), 'repeat'));
  const ends = repeats.map((repeat) => textAt(repeat, 'boundsPeriod', 'end'));
  const last = ends.every(Boolean) ? ends.toSorted().at(-1) : undefined;
  return [textAt(resource, 'effectivePeriod', 'end'), last ?? ''].filter(Boolean);
}

function readDosage(resource: unknown): Record<string, unknown> {
  const all = dosagesOf(resource);
  const texts = all.map((dosage) => textAt(dosage, 'text')).filter(Boolean);
  // A tapering dose is several: one figure would be wrong for most of it.
  if (all.length > 1) return { frequency: texts.join('; ') || msg('several doses: look them up') };
  const [dosage] = all;
  const quantity = field(items(field(dosage, 'doseAndRate'))[0], 'doseQuantity');
  const dose = number(field(quantity, 'value'));
  const timing = readTiming(dosage);
  // Words that say it whole are better than a half of it.
  const isHalf = dose === undefined || timing === undefined;
  const frequency = (isHalf && texts[0]) || (timing ?? msg('look up how often'));
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

/** How often; nothing when it is said in a way that has no words here. */
function readTiming(dosage: unknown): string | undefined {
  const timing = field(dosage, 'timing');
  const repeat = field(timing, 'repeat');
  const words = conceptWords(field(timing, 'code')) || (repeat === undefined ? '' : repeatWords(repeat));
  const isAsNeeded =
    field(dosage, 'asNeededBoolean') === true || field(dosage, 'asNeededCodeableConcept') !== undefined;
  if (words === '' && timing !== undefined) return undefined;
  return [words, isAsNeeded ? msg('as needed') : ''].filter(Boolean).join(', ');
}

/** What makes "once a day" something else: on Mondays, up to four times, every 4 to 6 hours, before meals. */
const NARROWING = ['dayOfWeek', 'frequencyMax', 'periodMax', 'when', 'timeOfDay'];

function repeatWords(repeat: unknown): string {
  if (NARROWING.some((name) => field(repeat, name) !== undefined)) return '';
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

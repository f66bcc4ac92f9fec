import { msg, str } from '@lit/localize';
import { SEVERITIES } from '../clinical-context.js';
import { codesOf, conceptWords, field, items, textAt } from './json.js';
import type { LeftOutList } from './left-out.js';
import { nothingKnown, saysNothingKnown } from './nothing-known.js';

const PRESENT = new Set(['active', 'recurrence', 'relapse']);
const ABATEMENTS = ['DateTime', 'Age', 'Period', 'Range', 'String'].map((kind) => `abatement${kind}`);
const UNCONFIRMED = new Set(['unconfirmed', 'provisional', 'differential']);

/** A problem that there is now, or nothing when it is left out. */
export function readCondition(resource: unknown, leftOut: LeftOutList) {
  const name = conceptWords(field(resource, 'code'));
  const what = name || msg('A problem');
  const reason = whyNot(resource);
  if (reason) leftOut.add(what, reason);
  else if (saysNothingKnown(field(resource, 'code'))) leftOut.add(what, nothingKnown());
  else if (!name) leftOut.add(what, msg('it has no name'));
  else {
    const isSure = !codesOf(field(resource, 'verificationStatus')).some((each) => UNCONFIRMED.has(each));
    return { name: isSure ? name : msg(str`${name} (not confirmed)`) };
  }
  return undefined;
}

/** An allergy or intolerance that there is now, or nothing when it is left out. */
export function readAllergy(resource: unknown, leftOut: LeftOutList) {
  const code = field(resource, 'code');
  const reactions = items(field(resource, 'reaction'));
  const substance = conceptWords(code) || reactions.map(substanceOf).find(Boolean) || '';
  const what = substance || msg('An allergy');
  const reason = whyNot(resource);
  if (reason) leftOut.add(what, reason);
  else if (saysNothingKnown(code)) leftOut.add(what, nothingKnown());
  else if (!substance) leftOut.add(what, msg('it has no name'));
  else {
    const manifestations = reactions.flatMap((each) => items(field(each, 'manifestation')).map(conceptWords));
    const isHigh = textAt(resource, 'criticality') === 'high';
    const said = [...new Set(manifestations.filter(Boolean))].slice(0, 5);
    const reaction = [...said, isHigh ? msg('high risk') : ''].filter(Boolean).join(', ');
    const severities = reactions.map((each) => textAt(each, 'severity'));
    const severity = SEVERITIES.findLast((each) => severities.includes(each));
    return { substance, ...(reaction && { reaction }), ...(severity && { severity }) };
  }
  return undefined;
}

const substanceOf = (reaction: unknown) => conceptWords(field(reaction, 'substance'));

function whyNot(resource: unknown): string {
  const verification = codesOf(field(resource, 'verificationStatus'));
  if (verification.includes('entered-in-error')) return msg('it was entered in error');
  if (verification.includes('refuted')) return msg('it was ruled out');
  const clinical = codesOf(field(resource, 'clinicalStatus'));
  const isOver = ABATEMENTS.some((name) => field(resource, name) !== undefined);
  const isPresent = clinical.length ? clinical.some((each) => PRESENT.has(each)) : !isOver;
  return isPresent ? '' : msg('it is not active any more');
}

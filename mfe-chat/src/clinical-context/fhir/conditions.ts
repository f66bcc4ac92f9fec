import { msg } from '@lit/localize';
import { SEVERITIES } from '../clinical-context.js';
import { codesOf, conceptWords, field, items, textAt } from './json.js';
import type { LeftOutList } from './left-out.js';

const PRESENT = new Set(['active', 'recurrence', 'relapse']);
/** SNOMED CT: no known allergy, no known drug allergy, no known food allergy. */
const NO_ALLERGY = new Set(['716186003', '409137002', '429625007']);

/** A problem that there is now, or nothing when it is left out. */
export function readCondition(resource: unknown, leftOut: LeftOutList) {
  const name = conceptWords(field(resource, 'code'));
  const what = name || msg('A problem');
  const reason = whyNot(resource);
  if (reason) leftOut.add(what, reason);
  else if (!name) leftOut.add(what, msg('it has no name'));
  else return { name };
  return undefined;
}

/** An allergy or intolerance that there is now, or nothing when it is left out. */
export function readAllergy(resource: unknown, leftOut: LeftOutList) {
  const code = field(resource, 'code');
  const reactions = items(field(resource, 'reaction'));
  const substance = conceptWords(code) || reactions.map(substanceOf).find(Boolean) || '';
  const what = substance || msg('An allergy');
  const reason = whyNot(resource);
  const isNone = codesOf(code).some((each) => NO_ALLERGY.has(each));
  if (reason) leftOut.add(what, reason);
  else if (isNone) leftOut.add(what, msg('it says that no allergy is known'));
  else if (!substance) leftOut.add(what, msg('it has no name'));
  else {
    const manifestations = reactions.flatMap((each) => items(field(each, 'manifestation')).map(conceptWords));
    const reaction = [...new Set(manifestations.filter(Boolean))].slice(0, 5).join(', ');
    const severities = reactions.map((each) => textAt(each, 'severity'));
    const severity = SEVERITIES.findLast((each) => severities.includes(each));
    return { substance, ...(reaction && { reaction }), ...(severity && { severity }) };
  }
  return undefined;
}

const substanceOf = (reaction: unknown) => conceptWords(field(reaction, 'substance'));

function whyNot(resource: unknown): string {
  const [verification = ''] = codesOf(field(resource, 'verificationStatus'));
  if (verification === 'entered-in-error') return msg('it was entered in error');
  if (verification === 'refuted') return msg('it was ruled out');
  const [clinical = 'active'] = codesOf(field(resource, 'clinicalStatus'));
  return PRESENT.has(clinical) ? '' : msg('it is not active any more');
}

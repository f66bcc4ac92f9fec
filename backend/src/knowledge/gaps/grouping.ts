import type { GapGroup, Snake } from '@voiceassist/shared/schemas';
import { EVERYDAY } from '../everyday.js';
import { terms } from '../terms.js';

type Group = Snake<GapGroup>;
type Gap = Group['gaps'][number];

/** Questions that share so much of what they are about are taken for the same. */
const LEAST_SHARED = 0.6;

/** Groups questions alike; the newest question and group first. */
export function groupGaps(gaps: Gap[]): Group[] {
  const groups: { subject: ReadonlySet<string>; gaps: Gap[] }[] = [];
  const newestFirst = [...gaps].sort((a, b) => b.asked_on.localeCompare(a.asked_on));
  for (const gap of newestFirst) {
    const subject = subjectOf(gap.question);
    const alike = groups.find((group) => shared(group.subject, subject) >= LEAST_SHARED);
    if (alike) alike.gaps.push(gap);
    else groups.push({ subject, gaps: [gap] });
  }
  return groups.map((group) => ({
    question: group.gaps[0]?.question ?? '',
    asked_on: group.gaps[0]?.asked_on ?? '',
    gaps: group.gaps,
  }));
}

/** What a question is about; everything in it when that is nothing but everyday words. */
function subjectOf(question: string): ReadonlySet<string> {
  const all = terms(question);
  const subject = all.filter((value) => !EVERYDAY.has(value));
  return new Set(subject.length > 0 ? subject : all);
}

/** The share of what two have in common, of all that they have. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((value) => other.has(value)).length;
  const all = one.size + other.size - both;
  return all === 0 ? 1 : both / all;
}

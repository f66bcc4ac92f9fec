import { EVERYDAY } from '../../backend/src/knowledge/everyday.js';
import { term, words } from '../../backend/src/knowledge/terms.js';
import { shuffled, type ReadDocument } from './corpus.js';

/** How people ask for what stands under a heading; the first pattern that fits counts. */
const WORDINGS: [RegExp, ((name: string) => string)[]][] = [
  [/symptom|sign/i, [(n) => `How do I recognise ${n}?`, (n) => `What are the symptoms of ${n}?`]],
  [/cause/i, [(n) => `What causes ${n}?`, (n) => `Why do people get ${n}?`]],
  [/treat|therap|manage/i, [(n) => `How is ${n} treated?`, (n) => `What are the treatments for ${n}?`]],
  [/diagnos|test/i, [(n) => `How is ${n} diagnosed?`, (n) => `Which tests show ${n}?`]],
  [/inherit/i, [(n) => `Does ${n} run in families?`, (n) => `Is ${n} inherited?`]],
  [/gene|mutation/i, [(n) => `Which genes are involved in ${n}?`]],
  [/frequen|people/i, [(n) => `How common is ${n}?`, (n) => `How many people are affected by ${n}?`]],
  [/outlook|prognos/i, [(n) => `What is the prognosis of ${n}?`, (n) => `What is the outlook for ${n}?`]],
  [/prevent/i, [(n) => `How can ${n} be prevented?`]],
  [/risk|suscept/i, [(n) => `Who is at risk for ${n}?`]],
  [/research|trial/i, [(n) => `What research is being done on ${n}?`]],
  [/./, [(n) => `What is ${n}?`, (n) => `What should I know about ${n}?`, (n) => `${n}`]],
];

/**
 * A question made of a document: after its name, after its name and some neighbouring words of a passage, or after such
 * words alone, as somebody asks who does not think of the name.
 */
export function makeQuestion(document: ReadDocument, random: () => number): string {
  const pick = <Thing>(things: readonly Thing[]) => things[Math.floor(random() * things.length)] as Thing;
  const kind = pick(['name', 'name', 'name and words', 'words'] as const);
  const name = random() < 0.5 ? document.title : document.title.toLowerCase();
  if (kind === 'name') {
    const { heading } = pick(document.sections);
    const about = WORDINGS.find(([pattern]) => pattern.test(heading)) as (typeof WORDINGS)[number];
    return pick(about[1])(name);
  }
  const content = words(pick(document.passages).text).filter((word) => {
    const value = term(word);
    return value !== null && !EVERYDAY.has(value) && /^\p{L}{4,}$/u.test(word);
  });
  const from = Math.floor(random() * Math.max(1, content.length - 6));
  const some = content.slice(from, from + 6).map((word) => word.toLowerCase());
  const [one, other = one, third = other, fourth = third] = shuffled([...new Set(some)], random);
  if (kind === 'words') {
    return pick([
      `My patient has ${one} with ${other} and ${third}, which ${fourth} is right?`,
      `What does ${one} do to ${other} in ${third}?`,
      `When do I think of ${one} ${other} in somebody with ${third} and ${fourth}?`,
    ]);
  }
  return pick([
    `What about ${one} in ${name}?`,
    `A patient with ${name} has ${one} and ${other}, what do I do?`,
    `Is there ${one} or ${other} when somebody has ${name}?`,
  ]);
}

/** The last words of every answer and of every history: what shows them has shown everything. */
export const LAST_WORDS = 'Here the last line ends';

/** Elements that a right rendering has: headings of any level, and others by tag. */
export type ElementCounts = Record<'heading' | 'li' | 'table' | 'pre' | 'blockquote' | 'a', number>;

/** A Markdown text, and what it makes on the page. */
export interface Answer {
  readonly text: string;
  readonly elements: ElementCounts;
}

const paragraph =
  'Anticoagulation is begun as soon as the *pre-test probability* is intermediate or high, before imaging is back, ' +
  'unless the **risk of bleeding** weighs more; see [the guideline](https://example.org/guideline) and the ' +
  '`revised Geneva score` for how both are weighed [1].';

const list = (number: number) => `- Oxygen when the saturation is below **90 %**
- Fluids with care: the [right ventricle](https://example.org/ventricle-${number}) is under strain
  - not more than 500 mL at a time
- Analgesia, and \`troponin\` after three hours

1. Note the time of the first symptom
2. Take blood before the first dose
3. Ask for CT angiography within the hour`;

const table = `| Drug | First dose | Kidneys |
| --- | ---: | --- |
| Enoxaparin | 1 mg/kg | halve below 30 mL/min |
| Apixaban | 10 mg | with care below 25 mL/min |
| Rivaroxaban | 15 mg | not below 15 mL/min |`;

const code = `\`\`\`python
def geneva(age, surgery, cancer, haemoptysis, heart_rate, calf_pain):
    points = (age > 65) + 2 * surgery + 2 * cancer + 2 * haemoptysis
    points += 5 if heart_rate >= 95 else 3 if heart_rate >= 75 else 0
    return "high" if points + 3 * calf_pain > 10 else "intermediate"
\`\`\``;

const quote = '> The decision is the clinician’s; a score only puts words to it.';

/** An answer of at least so many characters: sections of prose and lists, each third one with a table, code or a quote. */
export function writeAnswer(characters: number): Answer {
  const elements: ElementCounts = { heading: 1, li: 0, table: 0, pre: 0, blockquote: 0, a: 0 };
  let text = '# Pulmonary embolism in adults\n\n';
  while (text.length < characters) {
    const number = elements.heading;
    elements.heading += 1;
    const [extra, tag] = (
      [
        [table, 'table'],
        [code, 'pre'],
        [quote, 'blockquote'],
      ] as const
    )[(number - 1) % 3] ?? [quote, 'blockquote'];
    elements[tag] += 1;
    elements.li += 7;
    elements.a += 3;
    text += `## ${number}. What is done and *when*\n\n${paragraph}\n\n${paragraph}\n\n${list(number)}\n\n${extra}\n\n`;
  }
  return { text: `${text}${LAST_WORDS}.`, elements };
}

/** Cuts a text into so many pieces of the same length, without regard to words. */
export function cut(text: string, pieces: number): string[] {
  return Array.from({ length: pieces }, (_, at) =>
    text.slice(Math.round((at * text.length) / pieces), Math.round(((at + 1) * text.length) / pieces)),
  );
}

/** A message of a conversation that was held before. */
export interface PastMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** Questions and short answers in turns; the last one ends with `LAST_WORDS`. */
export function writeHistory(messages: number): PastMessage[] {
  return Array.from({ length: messages }, (_, at) => {
    const end = at === messages - 1 ? ` ${LAST_WORDS}.` : '';
    if (at % 2 === 0) return { role: 'user', text: `Question ${at}: what is to be done next?${end}` };
    const text = `**Answer ${at}.** For this patient:\n\n- the dose of *enoxaparin* by \`weight\`, number ${at}\n- see [the source](https://example.org/${at})\n\nLook again after 48 hours.${end}`;
    return { role: 'assistant', text };
  });
}

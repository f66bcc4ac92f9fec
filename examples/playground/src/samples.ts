/** Something to begin with for what is written as JSON, by the property's name. */
export const SAMPLES: Readonly<Record<string, string>> = {
  clinicalContext: JSON.stringify(
    {
      age: { value: 62, unit: 'years' },
      sex: 'female',
      weight: { value: 71, unit: 'kg' },
      problems: [{ name: 'Type 2 diabetes' }],
      allergies: [{ substance: 'Penicillin', reaction: 'Rash' }],
    },
    null,
    2,
  ),
  suggestions: JSON.stringify(
    [
      { label: 'Diabetes', question: 'What is the first-line drug for type 2 diabetes?' },
      { label: 'Renal function', question: 'How much metformin can I give when the eGFR is 35?' },
    ],
    null,
    2,
  ),
};

/** What the arguments of methods begin with, by the parameter's name. */
export const ARGUMENTS: Readonly<Record<string, string>> = {
  text: 'What is the first-line drug for type 2 diabetes?',
};

/** What a slot is filled with. */
export const slotText = (name: string): string => `Your words in the slot “${name}”`;

import { terms } from './terms.js';

/** Different words for one thing, as clinicians write them; a question with one finds texts with another. */
const CONCEPTS = [
  'hypertension | high blood pressure | raised blood pressure',
  'hypotension | low blood pressure',
  'myocardial infarction | heart attack',
  'atrial fibrillation | AF',
  'heart failure with reduced ejection fraction | HFrEF',
  'venous thromboembolism | VTE | blood clot | clot',
  'deep vein thrombosis | DVT',
  'pulmonary embolism | PE',
  'stroke | cerebrovascular accident | CVA',
  'chronic obstructive pulmonary disease | COPD',
  'chronic kidney disease | CKD',
  'acute kidney injury | AKI',
  'community-acquired pneumonia | CAP',
  'urinary tract infection | UTI',
  'type 2 diabetes | T2D | T2DM',
  'sepsis | septic',
  'anaphylaxis | anaphylactic',
  'hyperkalaemia | high potassium | raised potassium',
  'hypokalaemia | low potassium',
  'hyponatraemia | low sodium',
  'diabetic ketoacidosis | DKA',
  'hypoglycaemia | low glucose | low blood sugar | low blood glucose | hypo',
  'exacerbation | flare-up | flare',
  'breakthrough dose | rescue dose',
  'modified-release | slow-release | sustained-release | extended-release | prolonged-release',
  'adrenaline | epinephrine',
  'noradrenaline | norepinephrine',
  'paracetamol | acetaminophen',
  'salbutamol | albuterol',
  'furosemide | frusemide',
  'glyceryl trinitrate | GTN | nitroglycerin',
  'anticoagulant | anticoagulation | anticoagulated | blood thinner',
  'antidepressant | SSRI',
  'drug | medicine | medication | tablet',
  'renal | kidney',
  'hepatic | liver',
  'intravenous | IV',
  'intramuscular | IM',
  'subcutaneous | SC',
  'electrocardiogram | ECG | EKG',
  'oxygen saturation | SpO2 | sats',
  'breathlessness | dyspnoea | shortness of breath',
  'fever | pyrexia',
  'pregnancy | pregnant',
  'refer | sent | send',
].map((line) => line.split(' | ').map(terms));

/** Something that a question is about: any one of `wordings`, each a list of terms that belong together. */
export interface Concept {
  wordings: string[][];
}

const byFirstTerm = new Map<string, { wording: string[]; concept: Concept }[]>();
for (const wordings of CONCEPTS) {
  for (const wording of wordings) {
    const first = wording[0];
    if (first === undefined) continue;
    const entries = byFirstTerm.get(first) ?? [];
    entries.push({ wording, concept: { wordings } });
    byFirstTerm.set(
      first,
      entries.sort((a, b) => b.wording.length - a.wording.length),
    );
  }
}

/** What a text is about: known concepts where it names one, else each term by itself; without repeats. */
export function conceptsOf(text: string): Concept[] {
  const sequence = terms(text);
  const found = new Map<string, Concept>();
  for (let at = 0; at < sequence.length; at += 1) {
    const value = sequence[at] as string;
    const known = byFirstTerm
      .get(value)
      ?.find(({ wording }) => wording.every((expected, offset) => sequence[at + offset] === expected));
    const concept = known?.concept ?? { wordings: [[value]] };
    found.set(concept.wordings.join('|'), concept);
    at += (known?.wording.length ?? 1) - 1;
  }
  return [...found.values()];
}

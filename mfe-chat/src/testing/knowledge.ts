import type { Block, Citation, Passage } from '@voiceassist/shared/schemas';

/** Blocks as the server makes them: joined by a newline in the document's text. */
function blocksOf(...parts: [Block['kind'], string][]): Block[] {
  let at = 4_000;
  return parts.map(([kind, text]) => {
    const block = { kind, text, start: at, end: at + text.length };
    at = block.end + 1;
    return block;
  });
}

const blocks = blocksOf(
  ['heading', '4.2 Immediate treatment'],
  ['paragraph', 'Call for help and note the time. Remove the trigger if this can be done at once.'],
  [
    'paragraph',
    'When anaphylaxis is likely, give adrenaline by intramuscular injection into the anterolateral thigh without delay. Do not wait for intravenous access or for a senior review. Lay the patient flat and raise the legs; a patient who struggles to breathe may sit.',
  ],
  ['item', 'Give high-flow oxygen.'],
  ['item', 'Attach monitoring: pulse oximetry, ECG, blood pressure every 2 minutes.'],
  ['header', 'Age\tDose\tVolume'],
  ['row', '12 years and over, adults\t500 micrograms\t0.5 mL'],
  ['row', '6 to 11 years\t300 micrograms\t0.3 mL'],
  ['row', '6 months to 5 years\t150 micrograms\t0.15 mL'],
  [
    'paragraph',
    'If airway, breathing or circulation have not improved after 5 minutes, repeat the intramuscular dose. Use the other thigh where possible.',
  ],
);
const text = blocks.map((block) => block.text).join('\n');

/** A citation of these very words of the section. */
export function citation(number: number, quote: string, changes: Partial<Citation> = {}): Citation {
  const start = 4_000 + text.indexOf(quote);
  return {
    id: `citation-${number}`,
    number,
    documentId: 'em-014',
    title: 'Anaphylaxis: emergency treatment in adults and children',
    section: '4.2 Immediate treatment',
    quote,
    start,
    end: start + quote.length,
    sourceUrl: 'https://intranet.example.org/em-014.pdf',
    score: 8,
    version: 4,
    sourceType: 'guideline',
    updatedAt: '2026-03-12T09:00:00Z',
    ...changes,
  };
}

/** The section that the citations are from. */
export function passage(of: Citation, changes: Partial<Passage> = {}): Passage {
  return {
    documentId: of.documentId,
    title: of.title,
    filename: 'em-014.pdf',
    sourceType: 'guideline',
    specialty: 'emergency medicine',
    version: 4,
    updatedAt: '2026-03-12T09:00:00Z',
    headingPath: ['4 Treatment', '4.2 Immediate treatment'],
    blocks,
    start: of.start,
    end: of.end,
    ...changes,
  };
}

export const SENTENCE =
  'give adrenaline by intramuscular injection into the anterolateral thigh without delay. Do not wait for intravenous access or for a senior review.';
export const ITEMS_AND_ROWS = blocks
  .slice(4, 7)
  .map((block) => block.text)
  .join('\n');
export const ROW = '6 to 11 years\t300 micrograms\t0.3 mL';

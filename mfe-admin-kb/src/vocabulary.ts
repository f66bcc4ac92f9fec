import { msg } from '@lit/localize';
import { formatLocale } from '@voiceassist/shared';
import { formatLabel } from './format.js';

type Names = Record<string, () => string>;

const SOURCE_TYPE_NAMES: Names = {
  guideline: () => msg('Guideline'),
  protocol: () => msg('Protocol'),
  pathway: () => msg('Pathway'),
  formulary: () => msg('Formulary'),
  leaflet: () => msg('Leaflet'),
};

const SPECIALTY_NAMES: Names = {
  'general medicine': () => msg('General medicine'),
  'acute medicine': () => msg('Acute medicine'),
  anaesthetics: () => msg('Anaesthetics'),
  cardiology: () => msg('Cardiology'),
  'emergency medicine': () => msg('Emergency medicine'),
  endocrinology: () => msg('Endocrinology'),
  haematology: () => msg('Haematology'),
  microbiology: () => msg('Microbiology'),
  nephrology: () => msg('Nephrology'),
  obstetrics: () => msg('Obstetrics'),
  paediatrics: () => msg('Paediatrics'),
  'palliative care': () => msg('Palliative care'),
  pharmacy: () => msg('Pharmacy'),
  psychiatry: () => msg('Psychiatry'),
  respiratory: () => msg('Respiratory'),
  surgery: () => msg('Surgery'),
};

/** What kind of source a document is, by the wire's words. */
export const SOURCE_TYPES = Object.keys(SOURCE_TYPE_NAMES);

/** A source type for people; one that only the server knows as the server writes it. */
export const sourceTypeName = (word: string): string => SOURCE_TYPE_NAMES[word]?.() ?? formatLabel(word);

/** A specialty for people; one that only the server knows as the server writes it. */
export const specialtyName = (word: string): string => SPECIALTY_NAMES[word]?.() ?? formatLabel(word);

/** The specialties to choose from at upload, by the wire's words: the one for everybody first, the others by name. */
export function specialties(): string[] {
  const [everybody = '', ...others] = Object.keys(SPECIALTY_NAMES);
  const { compare } = new Intl.Collator(formatLocale());
  return [everybody, ...others.sort((one, other) => compare(specialtyName(one), specialtyName(other)))];
}

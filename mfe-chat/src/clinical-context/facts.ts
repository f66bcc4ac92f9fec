import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import { SEVERITIES, type ClinicalContext, type ContextRecord, type List } from './clinical-context.js';
import { readContext } from './context-record.js';
import { formatDay } from '../format.js';
import { readFigure } from './figures.js';
import { unitWords } from './units.js';

/** One thing that is known of the patient. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** It can do harm when it is overlooked. */
  readonly isWarning?: true;
}

const sexWords = (sex: ClinicalContext['sex']): string =>
  ({ female: msg('female'), male: msg('male'), other: msg('sex: other'), '': '' })[sex];

const sexName = (sex: ClinicalContext['sex']): string =>
  ({ female: msg('Female'), male: msg('Male'), other: msg('Sex: other'), '': '' })[sex];

/** The choices of the editor in words. */
export function severityWords(severity: string): string {
  const words: Record<(typeof SEVERITIES)[number], () => string> = {
    mild: () => msg('mild'),
    moderate: () => msg('moderate'),
    severe: () => msg('severe'),
  };
  const known = SEVERITIES.find((each) => each === severity);
  return known ? words[known]() : severity;
}

function ageWords({ age: { value, unit } }: ClinicalContext): string {
  if (!value.trim()) return '';
  const count = readFigure(value) ?? NaN;
  if (unit === 'months') return plural(count, { one: msg('1 month'), other: msg(str`${value} months`) });
  if (unit === 'days') return plural(count, { one: msg('1 day'), other: msg(str`${value} days`) });
  if (unit !== 'years') return `${value} ${unit}`;
  return plural(count, { one: msg('1 year'), other: msg(str`${value} years`) });
}

const figureWords = ({ value, unit }: { value: string; unit: string }) =>
  value.trim() && `${value} ${unitWords(unit)}`.trim();

function allergyWords(context: ClinicalContext): string {
  return context.allergies
    .map(({ texts: { substance, reaction, severity } }) => {
      const how = [reaction.trim(), severityWords(severity)].filter(Boolean).join(', ');
      return [substance.trim(), how].filter(Boolean).join(': ');
    })
    .filter(Boolean)
    .join(' · ');
}

/** A date without a time is a day where the person is; in another form it is shown as it was written. */
const dayWords = (date: string): string => formatDay(`${date}T00:00`) || date;

const rowWords = (context: ClinicalContext, list: List): string[] =>
  context[list]
    .map(({ texts }) => {
      const { date = '', ...others }: Record<string, string> = texts;
      const day = dayWords(date);
      return [...Object.values(others), day && `(${day})`].filter(Boolean).join(' ');
    })
    .filter(Boolean);

function pregnancyFact({ pregnancy, lactation }: ClinicalContext): Fact {
  const words = {
    pregnant: msg('Pregnant'),
    possible: msg('Pregnancy possible'),
    not_pregnant: msg('Not pregnant'),
    '': '',
  }[pregnancy];
  const milk = { yes: msg('Breastfeeding'), no: msg('Not breastfeeding'), '': '' }[lactation];
  const isWarning = pregnancy === 'pregnant' || pregnancy === 'possible' || lactation === 'yes';
  const text = [words, milk].filter(Boolean).join(' · ');
  return { label: msg('Pregnancy'), text, ...(isWarning && { isWarning }) };
}

/** Without its date a result of long ago passes for one of today. */
function renalWords({ renalFunction, renalDate }: ClinicalContext): string {
  const words = figureWords(renalFunction);
  return words && [words, dayWords(renalDate)].filter(Boolean).join(' · ');
}

const renalLabel = ({ renalMeasure }: ClinicalContext) =>
  renalMeasure === 'egfr' ? msg('eGFR') : msg('Creatinine');

/** Deep values of others are cut here: it is a look at them, not an editor. */
const LONGEST = 200;

/** Facts in somebody else's own words. */
export function otherFacts(others: ContextRecord): Fact[] {
  return Object.entries(others).map(([key, value]) => {
    const text = typeof value === 'string' ? value : plainJson(value);
    return { label: key.replaceAll('_', ' '), text: text.slice(0, LONGEST) };
  });
}

function plainJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // A page may give what goes round in circles.
    return '…';
  }
}

const isSaid = ({ text }: Fact) => text !== '';

const medicines = (texts: readonly string[]): Fact => ({ label: msg('Medicines'), text: texts.join(' · ') });

/** Medicines in a banner; of more it is said how many they are. None of them is ever cut. */
const MOST_MEDICINES = 5;

function fewMedicines(context: ClinicalContext): Fact {
  const all = rowWords(context, 'medications');
  const rest = all.length - MOST_MEDICINES;
  if (rest < 2) return medicines(all);
  return medicines([...all.slice(0, MOST_MEDICINES), msg(str`${rest} more`)]);
}

/** What a dose depends on first: allergies before all else that can harm. */
function firstFacts(context: ClinicalContext): Fact[] {
  return [
    { label: msg('Patient'), text: [sexName(context.sex), ageWords(context)].filter(Boolean).join(', ') },
    { label: msg('Allergies'), text: allergyWords(context), isWarning: true },
    pregnancyFact(context),
    { label: renalLabel(context), text: renalWords(context) },
    { label: msg('Weight'), text: figureWords(context.weight) },
  ];
}

/** What a banner shows in its one or two lines. */
export function bannerFacts(record: ContextRecord | undefined): Fact[] {
  const context = readContext(record);
  return [...firstFacts(context), fewMedicines(context), ...otherFacts(context.others)].filter(isSaid);
}

/** All that is known. */
export function allFacts(record: ContextRecord | undefined): Fact[] {
  const context = readContext(record);
  const facts: Fact[] = [
    ...firstFacts(context),
    { label: msg('Height'), text: figureWords(context.height) },
    medicines(rowWords(context, 'medications')),
    { label: msg('Problems'), text: rowWords(context, 'problems').join(' · ') },
    { label: msg('Lab values'), text: rowWords(context, 'labs').join(' · ') },
    { label: msg('Notes'), text: context.notes },
    ...otherFacts(context.others),
  ];
  return facts.filter(isSaid);
}

/** The context in one short line, e.g. "54 years, female, 71 kg, eGFR 48". */
export function shortLine(record: ContextRecord | undefined): string {
  const context = readContext(record);
  const { renalFunction } = context;
  const renal = renalFunction.value.trim() && `${renalLabel(context)} ${renalFunction.value}`;
  const isEgfr = context.renalMeasure === 'egfr';
  const texts = [
    ageWords(context),
    sexWords(context.sex),
    figureWords(context.weight),
    renal && !isEgfr ? `${renal} ${renalFunction.unit}` : renal,
    pregnancyFact(context).isWarning && pregnancyFact(context).text,
    allergyWords(context) && msg(str`allergies: ${allergyWords(context)}`),
  ].filter(Boolean);
  return texts.length || !allFacts(record).length ? texts.join(', ') : msg('no figures, other facts only');
}

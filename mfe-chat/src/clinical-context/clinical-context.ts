import { readFigure, writeFigure } from './figures.js';
import { unitName } from './units.js';

/** A clinical context as it goes to the server and as partners give it: any object. */
export type ContextRecord = Readonly<Record<string, unknown>>;

/** A value with its unit, as it is typed in the language on the screen. */
export interface Figure {
  readonly value: string;
  readonly unit: string;
}

/** One line of a list: its own texts by name, and what else somebody has put into it. */
export interface Row<Name extends string> {
  readonly texts: Readonly<Record<Name, string>>;
  readonly kept: ContextRecord;
}

/** The texts of a line of each list; the first one says what the line is about. */
export const COLUMNS = {
  allergies: ['substance', 'reaction', 'severity'],
  medications: ['name', 'dose', 'unit', 'route', 'frequency'],
  problems: ['name'],
  labs: ['name', 'value', 'unit', 'date'],
} as const;
export type List = keyof typeof COLUMNS;
export type Column<L extends List> = (typeof COLUMNS)[L][number];

export const SEXES = ['female', 'male', 'other'] as const;
export const PREGNANCIES = ['pregnant', 'possible', 'not_pregnant'] as const;
export const SEVERITIES = ['mild', 'moderate', 'severe'] as const;
export const RENAL_MEASURES = ['egfr', 'creatinine'] as const;

type Chosen<T extends readonly string[]> = T[number] | '';

/** What the editor holds. Nothing in it names a person. */
export interface ClinicalContext {
  readonly age: Figure;
  readonly sex: Chosen<typeof SEXES>;
  readonly weight: Figure;
  readonly height: Figure;
  readonly pregnancy: Chosen<typeof PREGNANCIES>;
  readonly lactation: '' | 'yes' | 'no';
  readonly renalMeasure: (typeof RENAL_MEASURES)[number];
  readonly renalFunction: Figure;
  readonly allergies: readonly Row<Column<'allergies'>>[];
  readonly medications: readonly Row<Column<'medications'>>[];
  readonly problems: readonly Row<Column<'problems'>>[];
  readonly labs: readonly Row<Column<'labs'>>[];
  readonly notes: string;
  /** What is not known here, or not in a form that is: kept as it is and shown as it is. */
  readonly others: ContextRecord;
}

/** Figures that a person has one of. */
export const FIGURES = ['age', 'weight', 'height', 'renalFunction'] as const;
export type FigureName = (typeof FIGURES)[number];

/** The unit that a figure begins with. */
export const FIRST_UNITS: Record<FigureName, string> = {
  age: 'years',
  weight: 'kg',
  height: 'cm',
  renalFunction: 'mL/min/1.73 m²',
};

/** Numbers stay numbers, whatever the language they were typed in; all else stays text. */
const figureOrText = (text: string): number | string => readFigure(text) ?? text.trim();

/** An empty line of a list. */
export function emptyRow<L extends List>(list: L): Row<Column<L>> {
  const texts = Object.fromEntries(COLUMNS[list].map((column) => [column, '']));
  return { texts: texts as Record<Column<L>, string>, kept: {} };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text or a number as it is typed; nothing for all else. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? writeFigure(value) : undefined;
}

/** A context as the editor holds it. Known keys in a known form are taken out, all else is left in `others`. */
export function readContext(record: ContextRecord = {}): ClinicalContext {
  const others = new Map(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));
  const take = <T>(key: string, read: (value: unknown) => T | undefined, otherwise: T): T => {
    const value = others.get(key);
    const known = value === undefined ? undefined : read(value);
    if (known !== undefined) others.delete(key);
    return known ?? otherwise;
  };
  const figure = (key: string, name: FigureName, plain?: string) =>
    take(key, (value) => readQuantity(value, plain), { value: '', unit: FIRST_UNITS[name] });
  const rows = <L extends List>(list: L) => take(list, (value) => readRows(list, value), []);
  const measure = (isRecord(record['renal_function']) && record['renal_function']['measure']) || undefined;
  return {
    age: figure('age', 'age', 'years'),
    sex: take('sex', (value) => oneOf(SEXES, value), ''),
    weight: figure('weight', 'weight'),
    height: figure('height', 'height'),
    pregnancy: take('pregnancy', readPregnancy, ''),
    lactation: take('lactation', readYesNo, ''),
    renalMeasure: oneOf(RENAL_MEASURES, measure) ?? 'egfr',
    renalFunction: take(
      'renal_function',
      (value) =>
        isRecord(value) && oneOf(RENAL_MEASURES, value['measure']) ? readQuantity(value) : undefined,
      { value: '', unit: FIRST_UNITS.renalFunction },
    ),
    allergies: rows('allergies'),
    medications: rows('medications'),
    problems: rows('problems'),
    labs: rows('labs'),
    notes: take('notes', (value) => (typeof value === 'string' ? value : undefined), ''),
    others: Object.fromEntries(others),
  };
}

/** What goes to the server: only what is there, numbers as numbers, and what was not known unchanged. */
export function writeContext(context: ClinicalContext): ContextRecord {
  const entries: [string, unknown][] = [
    ['age', writeQuantity(context.age)],
    ['sex', context.sex],
    ['weight', writeQuantity(context.weight)],
    ['height', writeQuantity(context.height)],
    ['pregnancy', context.pregnancy],
    ['lactation', context.lactation && context.lactation === 'yes'],
    ['renal_function', writeRenal(context)],
    ...(Object.keys(COLUMNS) as List[]).map((list): [string, unknown] => [list, writeRows(context, list)]),
    ['notes', context.notes.trim()],
  ];
  const written = entries.filter(([, value]) => value !== '' && value !== undefined);
  return { ...context.others, ...Object.fromEntries(written) };
}

/** Nothing is known of the patient. */
export const isEmptyContext = (record: ContextRecord | undefined): boolean =>
  record === undefined || Object.keys(writeContext(readContext(record))).length === 0;

function readQuantity(value: unknown, plainUnit?: string): Figure | undefined {
  if (isRecord(value)) {
    const text = textOf(value['value']);
    if (text === undefined || (value['unit'] !== undefined && typeof value['unit'] !== 'string')) return;
    return { value: text, unit: unitName(value['unit'] ?? plainUnit ?? '') };
  }
  // "71 kg" says its unit; a bare number does only where there is one usual unit.
  const [, figure, unit] = (typeof value === 'string' && /^\s*([\d.,]+)\s*(\S.*)?$/.exec(value)) || [];
  const number = typeof value === 'number' ? textOf(value) : figure;
  const named = unit ?? plainUnit;
  return number !== undefined && named !== undefined ? { value: number, unit: unitName(named) } : undefined;
}

function writeQuantity({ value, unit }: Figure): ContextRecord | undefined {
  return value.trim() === '' ? undefined : { value: figureOrText(value), unit };
}

function writeRenal({ renalMeasure, renalFunction }: ClinicalContext): ContextRecord | undefined {
  const quantity = writeQuantity(renalFunction);
  return quantity && { measure: renalMeasure, ...quantity };
}

/** A list is taken as a whole or not at all, so that no line of it is lost. */
function readRows<L extends List>(list: L, value: unknown): Row<Column<L>>[] | undefined {
  const lines = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(lines)) return undefined;
  const rows = lines.map((line) => readRow(list, line));
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

function readRow<L extends List>(list: L, line: unknown): Row<Column<L>> | undefined {
  const columns: readonly Column<L>[] = COLUMNS[list];
  const first = columns[0] as Column<L>;
  const { texts, kept } = emptyRow(list);
  if (typeof line === 'string') return { texts: { ...texts, [first]: line }, kept };
  if (!isRecord(line)) return undefined;
  const others = new Map(Object.entries(line));
  const read = columns.flatMap((column) => {
    const text = textOf(others.get(column));
    if (text === undefined) return [];
    others.delete(column);
    return [[column, text] as const];
  });
  return { texts: { ...texts, ...Object.fromEntries(read) }, kept: Object.fromEntries(others) };
}

function writeRows(context: ClinicalContext, list: List): unknown {
  const rows: readonly Row<string>[] = context[list];
  const written = rows.flatMap(({ texts, kept }) => {
    const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '');
    if (filled.length + Object.keys(kept).length === 0) return [];
    const values = filled.map(([column, text]) => [column, writeText(column, text)]);
    return [{ ...kept, ...Object.fromEntries(values) }];
  });
  return written.length ? written : undefined;
}

const writeText = (column: string, text: string): number | string =>
  column === 'dose' || column === 'value' ? figureOrText(text) : text.trim();

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | undefined {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
  return choices.find((choice) => choice === word);
}

function readPregnancy(value: unknown): (typeof PREGNANCIES)[number] | undefined {
  if (typeof value === 'boolean') return value ? 'pregnant' : 'not_pregnant';
  return oneOf(PREGNANCIES, value);
}

function readYesNo(value: unknown): 'yes' | 'no' | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return undefined;
}

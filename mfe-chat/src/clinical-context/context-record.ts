import {
  COLUMNS,
  FIRST_UNITS,
  PREGNANCIES,
  RENAL_MEASURES,
  SEXES,
  emptyRow,
  type ClinicalContext,
  type Column,
  type ContextRecord,
  type Figure,
  type FigureName,
  type List,
  type Row,
} from './clinical-context.js';
import { readFigure, writeFigure } from './figures.js';
import { unitName } from './units.js';

/** Numbers stay numbers, whatever the language they were typed in; all else stays text. */
const figureOrText = (text: string): number | string => readFigure(text) ?? text.trim();

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
  return {
    age: figure('age', 'age', 'years'),
    sex: take('sex', (value) => oneOf(SEXES, value), ''),
    weight: figure('weight', 'weight'),
    height: figure('height', 'height'),
    pregnancy: take('pregnancy', readPregnancy, ''),
    lactation: take('lactation', readYesNo, ''),
    ...take('renal_function', readRenal, {
      renalMeasure: 'egfr',
      renalFunction: { value: '', unit: FIRST_UNITS.renalFunction },
      renalDate: '',
    }),
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
    // What else somebody says of it has no place in a figure, and is not to be lost.
    if (Object.keys(value).some((key) => key !== 'value' && key !== 'unit')) return undefined;
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

type Renal = Pick<ClinicalContext, 'renalMeasure' | 'renalFunction' | 'renalDate'>;

function readRenal(value: unknown): Renal | undefined {
  if (!isRecord(value)) return undefined;
  const { measure, date: renalDate = '', ...quantity } = value;
  const renalMeasure = oneOf(RENAL_MEASURES, measure);
  const renalFunction = readQuantity(quantity);
  if (!renalMeasure || !renalFunction || typeof renalDate !== 'string') return undefined;
  return { renalMeasure, renalFunction, renalDate };
}

function writeRenal({ renalMeasure, renalFunction, renalDate }: Renal): ContextRecord | undefined {
  const quantity = writeQuantity(renalFunction);
  return quantity && { measure: renalMeasure, ...quantity, ...(renalDate && { date: renalDate }) };
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

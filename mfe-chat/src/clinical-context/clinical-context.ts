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
  /** When it was measured, as YYYY-MM-DD. */
  readonly renalDate: string;
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

/** An empty line of a list. */
export function emptyRow<L extends List>(list: L): Row<Column<L>> {
  const texts = Object.fromEntries(COLUMNS[list].map((column) => [column, '']));
  return { texts: texts as Record<Column<L>, string>, kept: {} };
}

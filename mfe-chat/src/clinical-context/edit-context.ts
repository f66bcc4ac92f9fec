import {
  COLUMNS,
  FIGURES,
  emptyRow,
  type ClinicalContext,
  type FigureName,
  type List,
} from './clinical-context.js';

/** Where a text stands in a context: `weight.value`, `sex`, `medications.0.dose`. */
export type Place = string;

const isFigure = (name: string): name is FigureName => FIGURES.some((each) => each === name);
const isList = (name: string): name is List => Object.hasOwn(COLUMNS, name);

/** The context with another text in one place. */
export function withText(context: ClinicalContext, place: Place, text: string): ClinicalContext {
  const [name = '', part = '', column = ''] = place.split('.');
  if (isFigure(name)) return { ...context, [name]: { ...context[name], [part]: text } };
  if (!isList(name)) return { ...context, [name]: text };
  const rows = context[name].map((row, at) =>
    String(at) === part ? { ...row, texts: { ...row.texts, [column]: text } } : row,
  );
  return { ...context, [name]: rows };
}

/** The context with one more, empty line. */
export const withRow = (context: ClinicalContext, list: List): ClinicalContext => ({
  ...context,
  [list]: [...context[list], emptyRow(list)],
});

/** The context without one line. */
export const withoutRow = (context: ClinicalContext, list: List, at: number): ClinicalContext => ({
  ...context,
  [list]: context[list].filter((_, each) => each !== at),
});

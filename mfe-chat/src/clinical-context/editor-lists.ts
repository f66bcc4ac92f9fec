import { msg, str } from '@lit/localize';
import { icon } from '@voiceassist/shared';
import { html, type TemplateResult } from 'lit';
import { SEVERITIES, type ClinicalContext, type List } from './clinical-context.js';
import type { Place } from './edit-context.js';
import { renderChoice, renderText } from './editor-fields.js';
import { severityWords } from './facts.js';
import { labByName, labNames } from './lab-tests.js';
import type { Finding } from './checks/finding.js';
import { converted } from './converted.js';
import { unitsOf } from './units.js';

/** What the lists need of the editor. */
interface ListForm {
  readonly form: ClinicalContext;
  readonly findings: ReadonlyMap<Place, Finding>;
  readonly onAdd: (event: Event) => void;
  readonly onRemove: (event: Event) => void;
}

const MEDICINE_UNITS = ['mg', 'g', 'micrograms', 'mL', 'units', 'mg/kg'];

/** Allergies: the first thing that a dose can fail on. */
export const renderAllergies = (editor: ListForm): TemplateResult =>
  renderList(editor, 'allergies', msg('Allergies'), msg('Add allergy'), (at, text) => [
    text('substance', msg('Substance')),
    text('reaction', msg('Reaction')),
    renderChoice(
      {
        label: msg('Severity'),
        place: `allergies.${at}.severity`,
        text: editor.form.allergies[at]?.texts.severity ?? '',
      },
      [['', msg('Not known')], ...SEVERITIES.map((each) => [each, severityWords(each)] as const)],
    ),
  ]);

/** Medicines, as far as they are known. */
export const renderMedications = (editor: ListForm): TemplateResult =>
  renderList(editor, 'medications', msg('Medicines'), msg('Add medicine'), (_, text) => [
    text('name', msg('Name')),
    text('dose', msg('Dose'), 'decimal'),
    text('unit', msg('Unit'), 'text', 'medicine-units'),
    text('route', msg('Route')),
    text('frequency', msg('Frequency')),
  ]);

/** Problems and diagnoses. */
export const renderProblems = (editor: ListForm): TemplateResult =>
  renderList(editor, 'problems', msg('Problems'), msg('Add problem'), (_, text) => [
    text('name', msg('Problem')),
  ]);

/** Laboratory values. */
export const renderLabs = (editor: ListForm): TemplateResult =>
  renderList(editor, 'labs', msg('Lab values'), msg('Add lab value'), (at, text) => {
    const { name = '', value = '', unit = '' } = editor.form.labs[at]?.texts ?? {};
    const test = labByName(name);
    const hint = test ? converted(test.measure, { value, unit }) : '';
    return [
      text('name', msg('Test'), 'text', 'lab-names'),
      text('value', msg('Value'), 'decimal', '', hint),
      text('unit', msg('Unit'), 'text', test ? `units-${test.measure}` : ''),
      text('date', msg('Date'), 'date'),
    ];
  });

/** What fields offer to be chosen from. */
export function renderOffers({ labs }: ClinicalContext): TemplateResult {
  const measures = new Set(labs.flatMap(({ texts }) => labByName(texts.name)?.measure ?? []));
  const offer = (id: string, values: readonly string[]) =>
    html`<datalist id=${id}>${values.map((value) => html`<option value=${value}></option>`)}</datalist>`;
  return html`${offer('medicine-units', MEDICINE_UNITS)} ${offer('lab-names', labNames())}
  ${[...measures].map((measure) => offer(`units-${measure}`, unitsOf(measure)))}`;
}

type RenderText = (
  column: string,
  label: string,
  kind?: 'text' | 'decimal' | 'date',
  list?: string,
  hint?: string,
) => TemplateResult;

function renderList(
  { form, findings, onAdd, onRemove }: ListForm,
  list: List,
  title: string,
  addWords: string,
  renderRow: (at: number, text: RenderText) => TemplateResult[],
): TemplateResult {
  return html`<fieldset class="list ${list}">
    <legend>${title}</legend>
    ${form[list].map(({ texts }, at) => {
      const [first = ''] = Object.values<string>(texts);
      const name = first || String(at + 1);
      const text: RenderText = (column, label, kind, offers, hint = '') => {
        const place = `${list}.${at}.${column}`;
        const all: Readonly<Record<string, string>> = texts;
        return renderText(
          { label, place, text: all[column] ?? '', finding: findings.get(place), hint },
          kind,
          offers,
        );
      };
      return html`<div class="line" role="group" aria-label=${msg(str`${title}: ${name}`)}>
        <div class="columns">${renderRow(at, text)}</div>
        <button
          type="button"
          class="btn sm quiet icon remove"
          aria-label=${msg(str`Remove ${name}`)}
          data-list=${list}
          data-at=${at}
          @click=${onRemove}
        >
          ${icon('delete')}
        </button>
      </div>`;
    })}
    <button type="button" class="btn sm add" data-list=${list} @click=${onAdd}>
      ${icon('plus', 's')}${addWords}
    </button>
  </fieldset>`;
}

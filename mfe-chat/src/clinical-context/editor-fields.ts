import { msg, str } from '@lit/localize';
import { icon } from '@voiceassist/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Place } from './edit-context.js';
import type { Finding } from './checks/finding.js';
import { unitWords } from './units.js';

/** What a field shows: its name, where its text stands, what is to be said of it. */
interface Field {
  readonly label: string;
  readonly place: Place;
  readonly text: string;
  readonly finding?: Finding | undefined;
  /** Said below, when there is nothing wrong. */
  readonly hint?: string;
}

/** An id from a place; both are made here, never typed. */
const idOf = (place: Place) => place.replaceAll('.', '-');

function renderWords({ place, finding, hint }: Field): TemplateResult {
  return html`<p class="words ${finding?.weight ?? 'hint'}" id="${idOf(place)}-words">
    ${
      finding
        ? html`${icon(finding.weight === 'impossible' ? 'error' : 'warning', 's')}${finding.words}`
        : html`<bdi dir="ltr">${hint}</bdi>`
    }
  </p>`;
}

const describedBy = ({ place, finding, hint }: Field) => (finding || hint ? `${idOf(place)}-words` : nothing);

/** A text in one line; `kind` says what a keyboard should offer. */
export function renderText(
  field: Field,
  kind: 'text' | 'decimal' | 'date' = 'text',
  list = '',
): TemplateResult {
  const { label, place, text, finding } = field;
  return html`<div class="field ${kind}">
    <label for=${idOf(place)}>${label}</label>
    <input
      class="in ${kind === 'decimal' ? 'num' : ''}"
      id=${idOf(place)}
      name=${place}
      type=${kind === 'date' ? 'date' : 'text'}
      inputmode=${kind === 'decimal' ? 'decimal' : nothing}
      dir=${kind === 'decimal' ? 'ltr' : text ? 'auto' : nothing}
      list=${list || nothing}
      autocomplete="off"
      maxlength="400"
      aria-invalid=${finding?.weight === 'impossible' ? 'true' : nothing}
      aria-describedby=${describedBy(field)}
      .value=${live(text)}
    />
    ${renderWords(field)}
  </div>`;
}

/** A choice of few; the first of `choices` is none. */
export function renderChoice(field: Field, choices: readonly (readonly [string, string])[]): TemplateResult {
  const { label, place, text } = field;
  return html`<div class="field choice">
    <label for=${idOf(place)}>${label}</label>
    <select class="in" id=${idOf(place)} name=${place} aria-describedby=${describedBy(field)}>
      ${choices.map(
        ([value, words]) => html`<option value=${value} ?selected=${value === text}>${words}</option>`,
      )}
    </select>
    ${renderWords(field)}
  </div>`;
}

/** A figure with the unit beside it. */
export function renderFigure(
  field: Omit<Field, 'place'> & { readonly name: string; readonly unit: string },
  units: readonly string[],
): TemplateResult {
  const { label, name, unit, text, finding } = field;
  const place = `${name}.value`;
  // A unit of somebody else's stays to be seen.
  const all = units.includes(unit) ? units : [...units, unit];
  return html`<div class="field figure">
    <label for=${idOf(place)}>${label}</label>
    <div class="pair">
      <input
        class="in num"
        id=${idOf(place)}
        name=${place}
        inputmode="decimal"
        dir="ltr"
        autocomplete="off"
        maxlength="20"
        aria-invalid=${finding?.weight === 'impossible' ? 'true' : nothing}
        aria-describedby=${describedBy({ ...field, place })}
        .value=${live(text)}
      />
      <select class="in" name="${name}.unit" aria-label=${msg(str`${label}: unit`)}>
        ${all.map((each) => html`<option value=${each} ?selected=${each === unit}>${unitWords(each)}</option>`)}
      </select>
    </div>
    ${renderWords({ ...field, place })}
  </div>`;
}

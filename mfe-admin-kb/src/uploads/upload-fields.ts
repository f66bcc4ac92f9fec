import { msg } from '@lit/localize';
import type { UploadFields } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { SOURCE_TYPES, sourceTypeName, specialties, specialtyName } from '../vocabulary.js';

/** What files are sent with, to choose from; `preset` is chosen at first. */
export function uploadFields(root: ParentNode, preset: UploadFields): TemplateResult {
  return html`
    ${select(root, 'source-type', msg('Type'), SOURCE_TYPES, sourceTypeName, preset.sourceType)}
    ${select(root, 'specialty', msg('Specialty'), specialties(), specialtyName, preset.specialty)}
  `;
}

/** What is chosen in a form with these fields. */
export function chosenFields(form: HTMLFormElement): UploadFields {
  const data = new FormData(form);
  const word = (name: string) => String(data.get(name) ?? '');
  return { sourceType: word('source-type'), specialty: word('specialty') };
}

function select(
  root: ParentNode,
  id: string,
  label: string,
  words: readonly string[],
  nameOf: (word: string) => string,
  preset: string,
): TemplateResult {
  // In another language the words stand in another order: what the person has chosen stays chosen.
  const chosen = root.querySelector<HTMLSelectElement>(`#${id}`)?.value ?? preset;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select class="in" id=${id} name=${id}>
      ${words.map(
        (word) => html`<option value=${word} .selected=${live(word === chosen)}>${nameOf(word)}</option>`,
      )}
    </select>
  </div>`;
}

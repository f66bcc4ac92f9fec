import { expect, fixture, html } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import type { LitElement } from 'lit';
import { byRole, says, textOf } from '../testing/by-role.js';
import { untranslated } from '../testing/greek.js';
import { speak } from '../testing/locale.js';
import { AnsweredFor } from './answered-for.js';
import { CaseBanner } from './case-banner.js';
import { ContextEditor } from './context-editor.js';
import { labNames } from './lab-tests.js';
import { renderModeChoice } from './mode-choice.js';
import { defineImport } from './fhir/load-import.js';
import { bundleOf } from './testing/fhir-bundle.js';

/** A patient in Greek words, with something wrong at every place. */
const GREEK = {
  age: { value: 80, unit: 'years' },
  sex: 'male',
  weight: { value: 700, unit: 'λ' },
  height: { value: -1, unit: 'λ' },
  pregnancy: 'pregnant',
  lactation: true,
  renal_function: { measure: 'creatinine', value: 5000, unit: 'λ' },
  allergies: [{ substance: 'Άλφα', reaction: 'βήτα', severity: 'severe' }],
  medications: [
    { name: 'Α', dose: 0 },
    { name: 'Β', dose: 1 },
    ...['Γ', 'Δ', 'Ε', 'Ζ', 'Η'].map((name) => ({ name })),
  ],
  problems: ['Γάμμα'],
  labs: [{ name: 'Δέλτα', value: '1.2.3', date: '2999-01-01' }],
  notes: 'Έψιλον',
  Ζήτα: { Ήτα: 7 },
};

/** Units are the same in every language. */
const UNITS =
  /(mL\/min(\/1\.73 m²)?|µmol\/L|mg\/dL|mmol\/L|mEq\/L|mg\/kg|\b(kg|cm|lb|in|mg|g|micrograms|units|mL)\b)/g;

const plainOf = (element: Element) =>
  untranslated(element).filter((text) => /[a-z]{2}/i.test(text.replace(UNITS, '')));

async function place(tag: string, properties: object): Promise<LitElement> {
  define('va-case-banner', CaseBanner);
  define('va-answered-for', AnsweredFor);
  define('va-context-editor', ContextEditor);
  defineImport();
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const holder = await fixture<HTMLElement>(html`<main></main>`);
  const element = Object.assign(document.createElement(tag), properties) as LitElement;
  holder.append(element);
  await element.updateComplete;
  return element;
}

describe('a case in other languages', () => {
  afterEach(() => speak('en'));

  it('speaks German', async () => {
    await speak('de');
    const context = {
      age: 54,
      sex: 'female',
      weight: { value: 71.5, unit: 'kg' },
      allergies: ['Penicillin'],
    };
    const banner = await place('va-case-banner', { context });
    await says(banner, 'Weiblich, 54 Jahre');
    await says(banner, '71,5 kg');
    const editor = await place('va-context-editor', { context: { weight: { value: 600.5, unit: 'kg' } } });
    await says(editor, 'Ein Gewicht von 600,5 kg ist unwahrscheinlich. Prüfen Sie die Einheit.');
    const weight = editor.renderRoot.querySelector<HTMLInputElement>('[name="weight.value"]');
    expect(weight?.value).to.equal('600,5');
  });

  it('reads the figures of the language on the screen, and guesses at no others', async () => {
    await speak('de');
    const editor = await place('va-context-editor', {});
    const saved: unknown[] = [];
    editor.addEventListener('va-context-save', ({ context }) => saved.push(context));
    const weight = editor.renderRoot.querySelector('[name="weight.value"]') as HTMLInputElement;
    weight.value = '1.284';
    weight.dispatchEvent(new Event('input', { bubbles: true }));
    await says(editor, '„1.284“ ist keine Zahl. Schreiben Sie sie wie 1280 oder 7,5.');
    weight.value = '71,5';
    weight.dispatchEvent(new Event('input', { bubbles: true }));
    (await byRole(editor, 'button', 'Diesen Kontext verwenden')).click();
    expect(saved).to.deep.equal([{ weight: { value: 71.5, unit: 'kg' } }]);
  });

  const STATES: Record<string, [string, object]> = {
    'a banner': ['va-case-banner', { context: GREEK, origin: 'before' }],
    'a banner without a context': ['va-case-banner', {}],
    'a banner whose context is elsewhere': ['va-case-banner', { origin: 'elsewhere' }],
    'an answer': ['va-answered-for', { context: GREEK }],
    'an answer without a context': ['va-answered-for', { context: {} }],
    'an answer with other facts': ['va-answered-for', { context: { Ζήτα: 7 } }],
    'an editor': ['va-context-editor', { context: GREEK }],
    'an import': ['va-fhir-import', {}],
  };
  for (const [name, [tag, properties]] of Object.entries(STATES)) {
    it(`leaves no English in ${name}`, async () => {
      await speak('en-XA');
      const element = await place(tag, properties);
      expect(plainOf(element)).to.deep.equal([]);
      expect(textOf(element)).not.to.equal('');
    });
  }

  it('leaves no English in what an editor asks and refuses', async () => {
    await speak('en-XA');
    const editor = await place('va-context-editor', { context: { height: { value: -1, unit: 'cm' } } });
    editor.renderRoot.querySelector<HTMLElement>('footer .primary')?.click();
    await editor.updateComplete;
    expect(plainOf(editor)).to.deep.equal([]);
    const notes = editor.renderRoot.querySelector('textarea') as HTMLTextAreaElement;
    notes.value = 'Έψιλον';
    notes.dispatchEvent(new Event('input', { bubbles: true }));
    editor.renderRoot.querySelector<HTMLElement>('footer .btn')?.click();
    await editor.updateComplete;
    expect(plainOf(editor)).to.deep.equal([]);
  });

  it('leaves no English in the preview of a record, and in the choice of a mode', async () => {
    await speak('en-XA');
    const element = await place('va-fhir-import', { hasContent: true });
    const area = element.renderRoot.querySelector('textarea') as HTMLTextAreaElement;
    area.value = bundleOf(
      { resourceType: 'Patient', gender: 'female', birthDate: '1954-03-12' },
      { resourceType: 'Condition', code: { text: 'Άλφα' } },
      { resourceType: 'Condition' },
      { resourceType: 'MedicationRequest', status: 'stopped' },
    );
    element.renderRoot.querySelector<HTMLElement>('.row .primary')?.click();
    await element.updateComplete;
    expect(plainOf(element)).to.deep.equal([]);
    const choice = await fixture(html`<div>${renderModeChoice('case_workspace', () => undefined)}</div>`);
    expect(plainOf(choice)).to.deep.equal([]);
    expect(labNames().join('')).not.to.match(/Potassium/);
  });
});

import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { allByRole, byRole, focusedName, says, textOf } from '../testing/by-role.js';
import { ContextEditor } from './context-editor.js';
import type { ContextRecord } from './clinical-context.js';
import { WHOLE } from './testing/fhir-bundle.js';

async function openEditor(context?: ContextRecord) {
  define('va-context-editor', ContextEditor);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const editor = await fixture<ContextEditor>(
    html`<va-context-editor .context=${context}></va-context-editor>`,
  );
  const saved: ContextRecord[] = [];
  editor.addEventListener('va-context-save', (event) => saved.push(event.context));
  const dialog = editor.renderRoot.querySelector('dialog') as HTMLDialogElement;
  return { editor, dialog, saved };
}

/** A field by the words of its label. */
function field<T extends HTMLInputElement | HTMLSelectElement>(editor: ContextEditor, name: string): T {
  const labels = [...editor.renderRoot.querySelectorAll('label')].filter((label) => textOf(label) === name);
  const found = labels.at(-1)?.control ?? editor.renderRoot.querySelector(`[aria-label="${name}"]`);
  if (!found) throw new Error(`no field named ${name}`);
  return found as T;
}

async function type(editor: ContextEditor, name: string, text: string): Promise<void> {
  const input = field<HTMLInputElement>(editor, name);
  input.focus();
  input.select();
  await sendKeys({ type: text });
  await sendKeys({ press: 'Tab' });
}

async function choose(editor: ContextEditor, name: string, value: string): Promise<void> {
  const select = field<HTMLSelectElement>(editor, name);
  select.value = value;
  select.dispatchEvent(new Event('input', { bubbles: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await editor.updateComplete;
}

/** Presses a button, and waits until the focus is where it leads. */
async function press(editor: ContextEditor, name: string | RegExp): Promise<void> {
  (await byRole(editor, 'button', name)).click();
  await editor.updateComplete;
  await Promise.resolve();
}

/** What is said beside a field. */
const words = (editor: ContextEditor, name: string) => {
  const id = field<HTMLInputElement>(editor, name).getAttribute('aria-describedby');
  const told = id && editor.renderRoot.querySelector(`#${id}`);
  return told ? textOf(told) : '';
};

describe('<va-context-editor>', () => {
  beforeEach(() => setViewport({ width: 1280, height: 900 }));

  it('has no accessibility fault that axe finds, in any of its states', async () => {
    const { editor } = await openEditor({ ward: 7, allergies: ['Latex'] });
    for (const add of ['Add medicine', 'Add problem', 'Add lab value']) await press(editor, add);
    await type(editor, 'Weight', '-1');
    await press(editor, 'Use this context');
    await expect(editor).to.be.accessible();
    await setViewport({ width: 320, height: 640 });
    await expect(editor).to.be.accessible();
    await press(editor, 'Cancel');
    await says(editor, 'Discard them?');
    await expect(editor).to.be.accessible();
  });

  it('takes everything that a dose depends on', async () => {
    const { editor, saved } = await openEditor();
    await type(editor, 'Age', '8');
    await choose(editor, 'Age: unit', 'months');
    await choose(editor, 'Sex', 'female');
    await type(editor, 'Weight', '8.2');
    await type(editor, 'Height', '70');
    await choose(editor, 'Breastfeeding', 'no');
    await choose(editor, 'Measured as', 'creatinine');
    await type(editor, 'Result', '30');
    await press(editor, 'Add allergy');
    await type(editor, 'Substance', 'Penicillin');
    await type(editor, 'Reaction', 'rash');
    await choose(editor, 'Severity', 'severe');
    await press(editor, 'Add medicine');
    await type(editor, 'Name', 'Paracetamol');
    await type(editor, 'Dose', '120');
    await type(editor, 'Unit', 'mg');
    await press(editor, 'Add problem');
    await type(editor, 'Problem', 'Fever');
    await press(editor, 'Use this context');
    expect(saved).to.deep.equal([
      {
        age: { value: 8, unit: 'months' },
        sex: 'female',
        weight: { value: 8.2, unit: 'kg' },
        height: { value: 70, unit: 'cm' },
        lactation: false,
        renal_function: { measure: 'creatinine', value: 30, unit: 'µmol/L' },
        allergies: [{ substance: 'Penicillin', reaction: 'rash', severity: 'severe' }],
        medications: [{ name: 'Paracetamol', dose: 120, unit: 'mg' }],
        problems: [{ name: 'Fever' }],
      },
    ]);
  });

  it('says in words beside the field what is unlikely, and takes it all the same', async () => {
    const { editor, saved } = await openEditor();
    await type(editor, 'Weight', '700');
    expect(words(editor, 'Weight')).to.equal('A weight of 700 kg is unlikely. Check the unit.');
    expect(field(editor, 'Weight').hasAttribute('aria-invalid')).to.equal(false);
    await press(editor, 'Use this context');
    expect(saved).to.deep.equal([{ weight: { value: 700, unit: 'kg' } }]);
  });

  it('takes nothing that is impossible: it goes to the field, and changes nothing', async () => {
    const { editor, dialog, saved } = await openEditor();
    await press(editor, 'Add medicine');
    await type(editor, 'Dose', '0');
    await type(editor, 'Height', '-3');
    await press(editor, 'Use this context');
    await waitUntil(
      () => editor.shadowRoot?.activeElement === field(editor, 'Height'),
      'the focus is elsewhere',
    );
    const alert = (await byRole(editor, 'alert', /2 values/)) as HTMLElement;
    await says(alert, '2 values are impossible. Correct them first; nothing was changed.');
    expect(field(editor, 'Height').getAttribute('aria-invalid')).to.equal('true');
    expect(saved).to.be.empty;
    expect(dialog.open).to.equal(true);
    await type(editor, 'Height', '170');
    await says(alert, '1 value is impossible.');
    await type(editor, 'Dose', '5');
    expect(textOf(alert)).to.equal('');
  });

  it('neither uses anything nor adds a line when Enter is pressed in a field', async () => {
    const { editor, saved } = await openEditor({ problems: ['Asthma'] });
    await type(editor, 'Weight', '61');
    field(editor, 'Weight').focus();
    await sendKeys({ press: 'Enter' });
    await editor.updateComplete;
    expect(saved).to.be.empty;
    expect(allByRole(editor, 'group')).to.have.length(1);
  });

  it('shows the same value in the other usual unit', async () => {
    const { editor } = await openEditor();
    await choose(editor, 'Measured as', 'creatinine');
    await type(editor, 'Result', '90');
    expect(words(editor, 'Result')).to.equal('= 1.02 mg/dL');
    await choose(editor, 'Weight: unit', 'lb');
    await type(editor, 'Weight', '150');
    expect(words(editor, 'Weight')).to.equal('= 68 kg');
  });

  it('keeps a unit that it does not know, and what it does not understand', async () => {
    const context = { height: { value: 5.5, unit: 'ft' }, ward: { bed: 7 } };
    const { editor, saved } = await openEditor(context);
    expect(field(editor, 'Height: unit').value).to.equal('ft');
    await says(editor, 'Other facts');
    await says(editor, '{"bed":7}');
    await press(editor, 'Use this context');
    expect(saved).to.deep.equal([context]);
  });

  it('leads the focus into a new line, and to the next one when a line is removed', async () => {
    const { editor } = await openEditor({ problems: ['Asthma', 'Gout'] });
    await press(editor, 'Add problem');
    await waitUntil(() => (editor.shadowRoot?.activeElement as HTMLInputElement).name === 'problems.2.name');
    await press(editor, 'Remove Asthma');
    await waitUntil(() => focusedName() === 'Remove Gout', 'the focus is lost');
    await press(editor, 'Remove Gout');
    await press(editor, /^Remove 1$/);
    await waitUntil(() => focusedName() === 'Add problem', 'the focus is lost');
  });

  it('closes at once when nothing was changed, with Escape too', async () => {
    const { editor, dialog } = await openEditor({ age: 54 });
    const closed = oneEvent(editor, 'va-context-close');
    await sendKeys({ press: 'Escape' });
    await closed;
    expect(dialog.open).to.equal(false);
  });

  it('asks before changes go, and keeps them until then', async () => {
    const { editor, dialog, saved } = await openEditor({ age: 54 });
    await type(editor, 'Weight', '61');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => focusedName() === 'Keep editing', 'the safe answer has no focus');
    await sendKeys({ press: 'Escape' });
    await byRole(editor, 'button', 'Use this context');
    expect(field(editor, 'Weight').value).to.equal('61');
    await press(editor, 'Cancel');
    await press(editor, 'Discard changes');
    expect(dialog.open).to.equal(false);
    expect(saved).to.be.empty;
  });

  it('keeps its keys to itself: no Escape stops the answer behind it', async () => {
    const { editor } = await openEditor();
    const heard: string[] = [];
    document.body.addEventListener('keydown', ({ key }) => heard.push(key), { once: true });
    field(editor, 'Age').focus();
    await sendKeys({ press: 'Escape' });
    expect(heard).to.be.empty;
  });

  it('takes over what a record gives, in the place of everything but the notes', async () => {
    const { editor, saved } = await openEditor({ age: 8, allergies: ['Latex'], notes: 'Deaf.', ward: 7 });
    await press(editor, 'Import from a record');
    const importer = await waitUntil(() => editor.renderRoot.querySelector('va-fhir-import')).then(
      () => editor.renderRoot.querySelector('va-fhir-import') as HTMLElement,
    );
    await waitUntil(() => importer.shadowRoot?.querySelector('textarea'));
    const area = importer.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement;
    area.value = WHOLE;
    await press(editor, 'Read the text');
    await says(editor, 'Taking over replaces what the form holds now.');
    await press(editor, 'Take over');
    await byRole(editor, 'button', 'Use this context');
    expect(saved).to.be.empty;
    await press(editor, 'Use this context');
    const [context = {}] = saved;
    expect(context['sex']).to.equal('female');
    expect(context['allergies']).to.deep.equal([
      { substance: 'Penicillin', reaction: 'rash', severity: 'moderate' },
    ]);
    expect(context['notes']).to.equal('Deaf.');
    expect(context['ward']).to.equal(7);
  });

  it('goes back from the import with everything as it was', async () => {
    const { editor } = await openEditor();
    await type(editor, 'Weight', '61');
    await press(editor, 'Import from a record');
    await press(editor, 'Back');
    await waitUntil(() => focusedName() === 'Import from a record', 'the focus is lost');
    expect(field(editor, 'Weight').value).to.equal('61');
    expect(allByRole(editor, 'button', 'Use this context')).to.have.length(1);
  });
});

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { tokens } from '@voiceassist/shared';
import { allByRole, byRole, focusedName, says, textOf } from '../../testing/by-role.js';
import type { ContextRecord } from '../clinical-context.js';
import { IDENTITY, PATIENT, WHOLE, bundleOf, condition } from '../testing/fhir-bundle.js';
import type { FhirImport } from './fhir-import.js';
import { defineImport } from './load-import.js';
import { MOST_BYTES } from './read-fhir.js';

async function openImport(hasContent = false) {
  defineImport();
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const element = await fixture<FhirImport>(
    html`<va-fhir-import .hasContent=${hasContent}></va-fhir-import>`,
  );
  const taken: ContextRecord[] = [];
  element.addEventListener('va-context-import', (event) => taken.push(event.context));
  return { element, taken };
}

function paste(element: FhirImport, text: string): Promise<void> {
  const area = element.renderRoot.querySelector('textarea') as HTMLTextAreaElement;
  area.value = text;
  return byRole(element, 'button', 'Read the text').then((button) => button.click());
}

const jsonFile = (text: string) => new File([text], 'record.json', { type: 'application/json' });

function pick(element: FhirImport, file: File): void {
  const input = element.renderRoot.querySelector('input[type="file"]') as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

function drop(element: FhirImport, ...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const zone = element.renderRoot.querySelector('.drop') as HTMLElement;
  for (const type of ['dragover', 'drop']) {
    zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}

describe('<va-fhir-import>', () => {
  it('has no accessibility fault that axe finds', async () => {
    const { element } = await openImport(true);
    await expect(element).to.be.accessible();
    await paste(element, 'no JSON');
    await says(element, 'This is not readable as JSON.');
    await expect(element).to.be.accessible();
    await paste(element, WHOLE);
    await says(element, 'Understood');
    (element.renderRoot.querySelector('details') as HTMLDetailsElement).open = true;
    await expect(element).to.be.accessible();
  });

  it('shows what it has understood and what it leaves out before anything is taken over', async () => {
    const { element, taken } = await openImport();
    pick(element, jsonFile(WHOLE));
    await waitUntil(() => focusedName() === 'Understood', 'the focus is not at the result');
    for (const words of [
      'Female, 72 years',
      'Penicillin: rash, moderate',
      'Apixaban 2.5 mg by mouth 2 times a day',
    ]) {
      await says(element, words);
    }
    await says(element, 'Left out: 3');
    await says(element, /Pneumonia ?: it is not active any more/);
    for (const word of IDENTITY) expect(textOf(element)).not.to.contain(word);
    expect(taken).to.be.empty;
    (await byRole(element, 'button', 'Take over')).click();
    expect(taken).to.have.length(1);
    expect(JSON.stringify(taken)).to.contain('Apixaban');
  });

  it('says above all else that the patient has died, and that there is more than this page', async () => {
    const { element } = await openImport();
    const dead = { ...PATIENT, deceasedBoolean: true };
    const page = { ...JSON.parse(bundleOf(dead)), link: [{ relation: 'next' }] };
    await paste(element, JSON.stringify(page));
    await says(element, 'The file says that this patient has died.');
    await says(element, 'This file is one page of several');
    await expect(element).to.be.accessible();
  });

  it('takes a file that is dropped, and one alone', async () => {
    const { element } = await openImport();
    drop(element, jsonFile(WHOLE), jsonFile(WHOLE));
    await says(element, 'These are several files. Drop one alone.');
    drop(element, jsonFile(WHOLE));
    await says(element, 'Understood');
  });

  it('reads no file of more than 5 MB', async () => {
    const { element } = await openImport();
    const file = jsonFile('x');
    Object.defineProperty(file, 'size', { value: MOST_BYTES + 1 });
    let isRead = false;
    file.text = () => {
      isRead = true;
      return Promise.resolve('');
    };
    const input = element.renderRoot.querySelector('input[type="file"]') as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [file] });
    input.dispatchEvent(new Event('change'));
    await says(element, 'This is larger than 5 MB. Nothing was read.');
    expect(isRead).to.equal(false);
  });

  it('says so when the file cannot be read', async () => {
    const { element } = await openImport();
    const file = jsonFile(WHOLE);
    file.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    const input = element.renderRoot.querySelector('input[type="file"]') as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [file] });
    input.dispatchEvent(new Event('change'));
    await says(element, 'The file cannot be read. Nothing was taken over.');
  });

  it('says so when there is no text, and when nothing in it is asked for', async () => {
    const { element } = await openImport();
    await paste(element, '  ');
    await says(element, 'There is no text to read yet.');
    await paste(element, bundleOf({ resourceType: 'Practitioner' }));
    await says(element, 'Nothing in this file is asked for here.');
    expect(allByRole(element, 'button', 'Take over')).to.be.empty;
    (await byRole(element, 'button', 'Choose another file')).click();
    await waitUntil(() => focusedName() === 'Choose a file', 'the focus is lost');
  });

  it('shows what a hostile record holds as text alone', async () => {
    const { element } = await openImport();
    await paste(element, bundleOf(PATIENT, condition('<img src=x onerror="globalThis.pwned = true">')));
    await says(element, '<img src=x onerror=');
    expect(element.renderRoot.querySelector('img')).to.equal(null);
    expect('pwned' in globalThis).to.equal(false);
  });
});

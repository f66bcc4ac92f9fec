import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { notAtGateway } from './dialect.js';
import { startStack, type Stack } from './stack.js';

const QUESTION = 'What is the first-line drug for type 2 diabetes?';
/** Somebody who does not exist, and by whom she could be recognised. */
const IDENTITY = ['Musterfrau', 'Margarethe', '774411', '1954-03-12', 'Lindenweg'];
const CASE = ['Penicillin', 'Apixaban', 'Atrial fibrillation', 'Lives alone'];

const subject = { reference: 'urn:uuid:p1' };
const active = { coding: [{ code: 'active' }] };
const BUNDLE = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      fullUrl: 'urn:uuid:p1',
      resource: {
        resourceType: 'Patient',
        identifier: [{ system: 'urn:mrn', value: 'MRN-774411' }],
        name: [{ family: 'Musterfrau', given: ['Margarethe'] }],
        address: [{ line: ['Lindenweg 4'] }],
        gender: 'female',
        birthDate: '1954-03-12',
      },
    },
    ...[
      { resourceType: 'Condition', clinicalStatus: active, code: { text: 'Atrial fibrillation' }, subject },
      {
        resourceType: 'AllergyIntolerance',
        clinicalStatus: active,
        code: { text: 'Penicillin' },
        patient: subject,
      },
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: 'Apixaban' },
        subject,
      },
      {
        resourceType: 'MedicationRequest',
        status: 'entered-in-error',
        intent: 'order',
        medicationCodeableConcept: { text: 'Warfarin' },
        subject,
      },
      {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        subject,
        // A decimal point that somebody forgot.
        valueQuantity: { value: 6100, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
      },
    ].map((resource) => ({ resource })),
  ],
};

/** What can be read of this browser without a key: where it is, what it is called, what it has stored. */
function plainText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const words = [location.href, document.title, JSON.stringify({ ...localStorage, ...sessionStorage })];
    const text = new TextDecoder();
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (reading.onsuccess = resolve));
        words.push(
          JSON.stringify(reading.result, (_, value: unknown) =>
            value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? text.decode(value) : value,
          ),
        );
      }
      database.close();
    }
    return words.join('\n');
  });
}

describe('A case', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  const banner = (page: Page) => page.getByRole('region', { name: 'Patient context' });
  const log = (page: Page) => page.getByRole('log', { name: 'Conversation' });
  /** The answer of our own backend quotes, and says so; that of a model is written for somebody. */
  const askedFor = (page: Page) =>
    log(page).getByText(/^(Asked|Answered) for: .*female, 61 kg, allergies: Penicillin$/);

  /** Fills the context from a record, corrects it, and asks. */
  async function askForCase(page: Page): Promise<void> {
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.getByRole('radio', { name: 'Case workspace' }).check();
    await page.getByRole('button', { name: 'Add context' }).click();

    const editor = page.getByRole('dialog', { name: 'Patient context' });
    await editor.getByRole('textbox', { name: 'Notes' }).fill('Lives alone');
    await editor.getByRole('button', { name: 'Import from a record' }).click();
    const record = page.getByRole('dialog', { name: 'Import from a record' });
    const chooser = page.waitForEvent('filechooser');
    await record.getByRole('button', { name: 'Choose a file' }).click();
    const buffer = Buffer.from(JSON.stringify(BUNDLE));
    await (await chooser).setFiles({ name: 'record.json', mimeType: 'application/json', buffer });
    await record.getByText('Warfarin').waitFor({ state: 'attached' });
    await record.getByText(/^Female, \d+ years$/).waitFor();
    for (const word of IDENTITY) assert.equal(await record.getByText(word).count(), 0, word);
    await record.getByRole('button', { name: 'Take over' }).click();

    await editor.getByRole('button', { name: 'Use this context' }).click();
    await editor.getByText('A weight of 6100 kg is impossible.').waitFor();
    const weight = editor.getByRole('textbox', { name: 'Weight', exact: true });
    assert.equal(await weight.evaluate((field) => field.matches(':focus')), true);
    assert.deepEqual(await accessibilityFindings(page), []);
    await weight.fill('61');
    await editor.getByRole('button', { name: 'Use this context' }).click();
    await editor.waitFor({ state: 'detached' });

    await banner(page).getByText('61 kg').waitFor();
    await banner(page).getByText('Penicillin').waitFor();
    await ask(page, QUESTION);
    await askedFor(page).waitFor();
    await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    await page.waitForURL(/\/chat\/[^/]+$/);
  }

  it('is filled from a record, corrected, and answered for', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await askForCase(page);
    // Without a model nothing is written for anybody, and that is said.
    if (!stack.gateway) await log(page).getByText('not fitted to this patient').waitFor();
    else {
      const { contexts, asked } = stack.gateway.state;
      const { id, record } = contexts[0] ?? {};
      assert.deepEqual([record?.['gender'], record?.['weight_kg']], ['female', 61]);
      assert.match(JSON.stringify([record?.['allergies'], record?.['medications']]), /Penicillin.*Apixaban/);
      assert.equal(record?.['chief_complaint'], 'Lives alone');
      assert.equal(asked.at(-1)?.contextId, id);
      for (const word of IDENTITY) assert.ok(!JSON.stringify(record).includes(word), `${word} was sent`);
    }
    await askedFor(page).click();
    await log(page).getByText('Lives alone').waitFor();
    assertQuiet();
    await close();
  });

  it('is still there after a reload and elsewhere', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await askForCase(page);
    const address = page.url();
    await page.reload();
    await askedFor(page).waitFor();
    await banner(page).getByText('61 kg').waitFor();
    await askedFor(page).click();
    await log(page).getByText('Lives alone').waitFor();
    const plain = await plainText(page);
    for (const word of [...IDENTITY, ...CASE]) assert.ok(!plain.includes(word), `${word} can be read`);
    assertQuiet();

    // On another computer all that is known comes from the server, and is to be looked at before it is used.
    const elsewhere = await openPage(browser);
    await signIn(elsewhere.page, stack.portal, 'clinician@voiceassist.example');
    await elsewhere.page.getByText('Connected', { exact: true }).waitFor();
    await elsewhere.page.goto(address);
    await askedFor(elsewhere.page).waitFor();
    await elsewhere.page.getByText('Check that it is the right patient.').waitFor();
    await elsewhere.close();
    await close();
  });

  it('is nothing that a quick consult knows of', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'clinician@voiceassist.example');
    await page.getByText('Connected', { exact: true }).waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Quick consult' }).isChecked(), true);
    await ask(page, QUESTION);
    await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    await page.waitForURL(/\/chat\/[^/]+$/);
    await page.reload();
    await log(page).getByRole('button', { name: 'Source 1', exact: true }).first().waitFor();
    assert.equal(await banner(page).count(), 0);
    assert.equal(
      await log(page)
        .getByText(/^A(nswered|sked) for/)
        .count(),
      0,
    );
    assertQuiet();
    await close();
  });

  it(
    'leaves nothing of the patient in the log of the backend',
    notAtGateway('Logs of the server'),
    async () => {
      const written = await stack.log();
      assert.ok(written.length > 0);
      for (const word of [...IDENTITY, ...CASE]) assert.ok(!written.includes(word), `the log holds ${word}`);
    },
  );
});

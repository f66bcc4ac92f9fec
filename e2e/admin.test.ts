import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, ask, openBrowser, openPage, signIn } from './browser.js';
import { isGateway, notAtGateway } from './dialect.js';
import { pdf, text } from './files.js';
import { startStack, type Stack } from './stack.js';
import { uploadFiles } from './steps.js';

/** The gateway reads text and PDF alone. */
const GOUT = isGateway ? 'gout.txt' : 'gout.md';
const table = (page: Page) => page.getByRole('table', { name: 'Documents' });

describe('An administrator', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await stack.stop();
  });

  it('adds a PDF and a text, sees them become ready, and a clinician gets answers from both', async () => {
    const admin = await openPage(browser);
    await signIn(admin.page, stack.portal, 'admin@voiceassist.example');
    await admin.page.getByRole('link', { name: 'Knowledge base' }).click();
    await table(admin.page).waitFor();
    const protocol = await pdf('magnesium.pdf', 'Magnesium replacement on the ward', [
      'Intravenous magnesium sulfate is given as 20 mmol over 4 hours for severe hypomagnesaemia on the ward.',
      'Serum magnesium is measured again 12 hours after the end of an intravenous infusion.',
    ]);
    const guideline = text(
      GOUT,
      '# Acute gout\n\n## First-line treatment\n\nColchicine 500 micrograms twice daily is the first-line treatment of acute gout when an NSAID is contraindicated.\n',
    );
    await uploadFiles(admin.page, protocol, guideline);
    // The gateway keeps titles, and no names of files.
    for (const name of [/magnesium/, /gout/]) {
      await table(admin.page).getByRole('row').filter({ hasText: name }).getByText('Ready').waitFor();
    }
    await admin.page
      .getByText(/Ready · \d+ passages?/)
      .nth(1)
      .waitFor();
    admin.assertQuiet();

    const clinician = await openPage(browser);
    await signIn(clinician.page, stack.portal, 'clinician@voiceassist.example');
    await clinician.page.getByText('Connected', { exact: true }).waitFor();
    const log = clinician.page.getByRole('log', { name: 'Conversation' });
    await ask(clinician.page, 'How is intravenous magnesium sulfate given for severe hypomagnesaemia?');
    await log.getByText('20 mmol over 4 hours').first().waitFor();
    await ask(
      clinician.page,
      'What is the first-line treatment of acute gout when an NSAID is contraindicated?',
    );
    await log.getByText('Colchicine 500 micrograms twice daily').first().waitFor();
    clinician.assertQuiet();
    await admin.close();
    await clinician.close();
  });

  it(
    'closes the gap behind a question that found nothing',
    notAtGateway('Search test, knowledge gaps'),
    async () => {
      const question = 'What is the dose of vincristine in acute lymphoblastic leukaemia?';
      const clinician = await openPage(browser);
      await signIn(clinician.page, stack.portal, 'clinician@voiceassist.example');
      await clinician.page.getByText('Connected', { exact: true }).waitFor();
      await ask(clinician.page, question);
      await clinician.page.getByText('not evidence of safety').waitFor();

      const { page, assertQuiet, close } = await openPage(browser);
      await signIn(page, stack.portal, 'admin@voiceassist.example');
      await page.getByRole('link', { name: 'Knowledge base' }).click();
      await table(page).waitFor();
      await page.getByRole('link', { name: 'Search test' }).click();
      await page.getByRole('searchbox', { name: 'Question' }).fill(question);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByText('This question would be refused').waitFor();
      await page.getByText('No document has: vincristine').waitFor();

      await page.getByRole('tab', { name: 'Knowledge gaps' }).click();
      const gap = page.getByRole('listitem').filter({ hasText: question });
      const chooser = page.waitForEvent('filechooser');
      await gap.getByRole('button', { name: 'Upload documents' }).click();
      await (
        await chooser
      ).setFiles(
        text(
          'leukaemia.md',
          '# Acute lymphoblastic leukaemia\n\n## Induction\n\nThe dose of vincristine in acute lymphoblastic leukaemia is 1.5 mg/m² once a week.\n',
        ),
      );
      await page.getByRole('button', { name: 'Upload', exact: true }).click();
      await page.getByText('It is answered now. The gap is closed.').waitFor();
      await page.getByText('Answered now from “Acute lymphoblastic leukaemia”').waitFor();

      await page.getByRole('tab', { name: 'Search', exact: true }).click();
      await page.getByRole('searchbox', { name: 'Question' }).fill(question);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByText('This question would be answered').waitFor();
      await page.getByRole('article', { name: 'Passage 1', exact: true }).getByText('1.5 mg/m²').waitFor();
      await ask(clinician.page, question);
      await clinician.page
        .getByRole('log', { name: 'Conversation' })
        .getByText('1.5 mg/m²')
        .first()
        .waitFor();
      assertQuiet();
      clinician.assertQuiet();
      await close();
      await clinician.close();
    },
  );

  it('is told in words what is wrong with a file that cannot be used', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByRole('link', { name: 'Knowledge base' }).click();
    await table(page).waitFor();
    await uploadFiles(
      page,
      { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ\u0090\u0000') },
      await pdf('scanned.pdf', 'Scanned', []),
      text('huge.txt', 'All work and no play. '.repeat(1_000_000), 'text/plain'),
      { name: 'nothing.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    );
    // The gateway does not say why it could not read a file.
    const unreadable = isGateway ? /The server met an error/ : /No readable text/i;
    for (const words of [/setup\.exe/, unreadable, /too much text|too large/i, /empty/i]) {
      await page.getByText(words).first().waitFor();
    }
    if (!isGateway) {
      // What could not be read is kept there, to be tried again.
      const scanned = table(page).getByRole('row').filter({ hasText: 'scanned.pdf' });
      await scanned.getByText('Failed').first().waitFor();
    }
    assertQuiet();
    await close();
  });

  it('deletes a document only after saying what goes with it', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByRole('link', { name: 'Knowledge base' }).click();
    const row = table(page).getByRole('row').filter({ hasText: 'gout' });
    await row.getByRole('button', { name: /^More actions/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/passage/).waitFor();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await row.waitFor();
    await row.getByRole('button', { name: /^More actions/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: /^Delete/ }).click();
    await row.waitFor({ state: 'detached' });
    assert.equal(await row.count(), 0);
    assertQuiet();
    await close();
  });

  it('finds a person, deactivates and deletes the account', async () => {
    const person = await openPage(browser);
    await person.page.goto(`${stack.portal}/register`);
    await person.page.getByRole('textbox', { name: 'First name' }).fill('Ada');
    await person.page.getByRole('textbox', { name: 'Last name' }).fill('Example');
    await person.page.getByRole('textbox', { name: 'Email' }).fill('ada@hospital.example');
    await person.page.getByLabel('Password', { exact: true }).fill('a phrase that nobody knows');
    await person.page.getByRole('button', { name: 'Create account' }).click();
    await person.page.getByRole('textbox', { name: 'Message' }).waitFor();
    await person.close();

    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByRole('link', { name: 'Users', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search users' }).fill('Ada');
    const actions = page.getByRole('button', { name: 'Actions for Ada Example' });
    const row = page.getByRole('row').filter({ hasText: 'ada@hospital.example' });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await row.getByText('Deactivated').waitFor();
    await actions.click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
    assertQuiet();
    await close();
  });

  it('sees how the system and its services do', async () => {
    const { page, assertQuiet, close } = await openPage(browser);
    await signIn(page, stack.portal, 'admin@voiceassist.example');
    await page.getByRole('link', { name: 'System', exact: true }).click();
    await page.getByText('Documents ready').waitFor();
    await page.getByRole('region', { name: 'Services' }).getByRole('listitem').first().waitFor();
    assert.equal(await page.getByText('These could not be loaded').count(), 0);
    assert.deepEqual(await accessibilityFindings(page), []);
    assertQuiet();
    await close();
  });
});

import { expect, waitUntil } from '@open-wc/testing';
import { ConnectionError } from '@voiceassist/shared';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { FakeKnowledgeBase, document as doc } from '../testing/fake-knowledge-base.js';
import { findAllByRole, findByRole, focusedName, getByRole, press, says, textOf } from '../testing/find.js';
import { openPage } from '../testing/page.js';
import type { DocumentsPage } from './documents-page.js';

const five = () =>
  new FakeKnowledgeBase(['A', 'B', 'C', 'D', 'E'].map((title) => doc({ title, sourceType: 'protocol' })));

const box = (page: DocumentsPage, name: string) => getByRole<HTMLInputElement>(page, 'checkbox', name);
const chosen = (page: DocumentsPage) =>
  findAllByRole<HTMLInputElement>(page, 'checkbox', /^Select .$/)
    .filter(({ checked }) => checked)
    .map((each) => each.getAttribute('aria-label')?.at(-1))
    .join('');

describe('many documents at once', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`have no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const page = await openPage(five());
      (await box(page, 'Select B')).click();
      await says(page, '1 selected');
      await expect(page).to.be.accessible();
      await press(page, 'Edit');
      await getByRole(page, 'dialog');
      await expect(page).to.be.accessible();
    });
  }

  it('are chosen one by one, as a range with Shift, all shown, and none', async () => {
    const page = await openPage(five());
    (await box(page, 'Select B')).click();
    await says(page, '1 selected');
    const last = await box(page, 'Select D');
    last.dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, shiftKey: true }),
    );
    await says(page, '3 selected');
    expect(chosen(page)).to.equal('BCD');
    (await box(page, 'Select C')).click();
    await says(page, '2 selected');
    const all = await box(page, 'Select all shown');
    expect(all.indeterminate).to.equal(true);
    all.click();
    await says(page, '5 selected');
    await press(page, 'Clear selection');
    await waitUntil(() => chosen(page) === '');
    expect(focusedName()).to.equal('More actions for A');
  });

  it('are chosen with the keyboard alone', async () => {
    const page = await openPage(five());
    (await box(page, 'Select B')).focus();
    await sendKeys({ press: 'Space' });
    await says(page, '1 selected');
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ up: 'Shift' });
    await says(page, '2 selected');
    expect(focusedName()).to.equal('Select C');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    expect(focusedName()).to.equal('Select E');
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Space' });
    await sendKeys({ up: 'Shift' });
    await says(page, '4 selected');
    expect(chosen(page)).to.equal('BCDE');
  });

  it('are all chosen that fit, whether or not they are shown', async () => {
    const page = await openPage(new FakeKnowledgeBase(Array.from({ length: 60 }, () => doc())));
    (await box(page, 'Select all shown')).click();
    await says(page, '25 selected');
    await press(page, 'Select all 60');
    await says(page, '60 selected');
  });

  it('are deleted after a question', async () => {
    const server = five();
    const page = await openPage(server);
    (await box(page, 'Select A')).click();
    (await box(page, 'Select B')).click();
    await says(page, '2 selected');
    const bar = await getByRole(page, 'group', 'Selected documents');
    bar.querySelector<HTMLButtonElement>('[value="delete"]')?.click();
    await says(page, 'Delete 2 documents?');
    await says(page, 'The passages of all 2 go with them.');
    server.errors.delete = new ConnectionError('network');
    const dialog = await getByRole(page, 'dialog');
    dialog.querySelector<HTMLButtonElement>('.danger')?.click();
    await says(page, 'The server cannot be reached.');
    // Only there: behind the question nobody could do anything about it.
    const toast = page.renderRoot.querySelector('va-toast');
    expect(toast && textOf(toast)).to.equal('');
    delete server.errors.delete;
    dialog.querySelector<HTMLButtonElement>('.danger')?.click();
    await says(page, 'The selected documents were deleted.');
    expect(server.deleted).to.have.length(2);
    await waitUntil(() => findByRole(page, 'checkbox', 'Select A') === undefined);
  });

  it('get another type and specialty, and are read again', async () => {
    const server = five();
    const page = await openPage(server);
    (await box(page, 'Select A')).click();
    await press(page, 'Edit');
    const dialog = await getByRole(page, 'dialog');
    const [type] = dialog.querySelectorAll('select');
    if (type) type.value = 'guideline';
    dialog.querySelector<HTMLButtonElement>('.primary')?.click();
    await says(page, 'The selected documents were changed.');
    expect(server.documents.map(({ sourceType }) => sourceType).sort()).to.deep.equal([
      'guideline',
      ...Array.from({ length: 4 }, () => 'protocol'),
    ]);
    await press(page, 'Reindex');
    await says(page, 'The selected documents are read again.');
    expect(server.retried).to.deep.equal([`reindex ${server.documents[0]?.id}`]);
  });

  it('are narrowed by specialty, person and date', async () => {
    const server = five();
    const page = await openPage(server);
    for (const [name, value, key] of [
      ['Specialty', 'cardiology', 'specialty'],
      ['Uploaded by', 'jane', 'uploadedBy'],
      ['Updated', '7', 'updatedFrom'],
    ] as const) {
      const select = await getByRole<HTMLSelectElement>(page, 'combobox', name);
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await waitUntil(() => server.listQueries.at(-1)?.[key]);
    }
    expect(server.listQueries.at(-1)).to.include({ specialty: 'cardiology', uploadedBy: 'jane' });
  });
});

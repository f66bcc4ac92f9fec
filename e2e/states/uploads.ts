import type { Page } from 'playwright-core';
import { text, type PickedFile } from '../files.js';
import { uploadFiles } from '../steps.js';
import { documents, rowOf } from './documents.js';
import { failRequests, type State } from './state.js';

const SEPSIS = text('sepsis-2026.txt', 'Cultures before antibiotics.\n');
const GOUT = text('gout.txt', 'Colchicine 500 micrograms twice daily.\n');
const THERE = text('handover.md', '# Handover\n\nSBAR at every change of shift.\n');

async function chooseFiles(page: Page, ...files: PickedFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload documents' }).first().click();
  await (await chooser).setFiles(files);
}

/** Two files whose contents never arrive. */
const sending: State = async (page, places) => {
  await documents(page, places);
  await page.route(/kb\/(upload|documents\?title)/, () => undefined);
  await uploadFiles(page, SEPSIS, GOUT);
  await page
    .getByText(/Sending \d|waiting for the server/)
    .first()
    .waitFor();
};

/** Files on their way, and those that do not arrive. */
export const uploadStates: Record<string, State> = {
  'kb-picked': async (page, places) => {
    await documents(page, places);
    await chooseFiles(page, SEPSIS, GOUT);
    await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
  },
  'kb-uploading': sending,
  'kb-paused': async (page, places) => {
    await documents(page, places);
    await page.route(/kb\/upload/, () => undefined);
    await uploadFiles(page, SEPSIS, GOUT, text('croup.md', '# Croup\n'), text('asthma.md', '# Asthma\n'));
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused ·').waitFor();
  },
  'kb-duplicates': async (page, places) => {
    await documents(page, places);
    if (!(await rowOf(page, THERE.name).count())) {
      await uploadFiles(page, THERE);
      await rowOf(page, THERE.name).getByText('Ready').waitFor();
      await page.reload();
      await rowOf(page, THERE.name).waitFor();
    }
    await uploadFiles(page, text(THERE.name, '# Handover\n\nSBAR at every change of ward.\n'));
    await page.getByText('Your choice').waitFor();
  },
  'kb-refused': async (page, places) => {
    await documents(page, places);
    await chooseFiles(
      page,
      text('install.exe', 'MZ', 'application/octet-stream'),
      text('empty.md', ''),
      text('gout.md', '# Gout\n'),
    );
    await page.getByText('Not sent').first().waitFor();
  },
  'kb-connection-lost': async (page, places) => {
    await documents(page, places);
    await page.route(/kb\/uploads/, (route) =>
      route.request().method() === 'PATCH' ? route.abort('internetdisconnected') : route.continue(),
    );
    await uploadFiles(
      page,
      text('formulary.md', `# Formulary\n\n${'Paracetamol 1 g four times daily. '.repeat(200_000)}`),
    );
    await page.getByText('The connection is lost').waitFor();
  },
  'kb-upload-failed': async (page, places) => {
    await documents(page, places);
    await failRequests(page, /kb\/upload$/, 502);
    await uploadFiles(page, SEPSIS, GOUT);
    await page.getByRole('button', { name: 'Retry 2 failed' }).waitFor();
  },
};

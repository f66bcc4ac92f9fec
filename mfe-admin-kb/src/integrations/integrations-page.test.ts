import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import type { PageTitleEvent } from '@voiceassist/shared';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { FakeIntegrations, refusal, remote, sourceRun } from '../testing/fake-integrations.js';
import { FakePartners, partner } from '../testing/fake-partners.js';
import { findAllByRole, findByRole, focusedName, getByRole, press, says } from '../testing/find.js';
import { openWithApi } from '../testing/fixture-page.js';
import { speak } from '../testing/locale.js';
import { untranslated } from '../testing/untranslated.js';
import { defineIntegrationElements } from './define-integrations.js';
import type { IntegrationsPage } from './integrations-page.js';

const NOW = new Date();
const at = (days: number, hour = 0) =>
  new Date(NOW.getFullYear(), NOW.getMonth(), NOW.getDate() + days, hour).toISOString();
const day = (days: number) => new Date(Date.parse(at(days, 12))).toLocaleDateString('sv');

/** A server with files in every state. */
function filled(): FakeIntegrations {
  const server = new FakeIntegrations();
  server.folders['/'] = [
    remote('/Αλφα', { isFolder: true, sizeBytes: null }),
    remote('/βήτα.md', { indexed: true, documentId: 'document-1' }),
    remote('/γάμμα.png', { isReadable: false }),
  ];
  server.folders['/Αλφα'] = [remote('/Αλφα/δέλτα.txt'), remote('/Αλφα/Ήτα', { isFolder: true })];
  server.folders['/Αλφα/Ήτα'] = [];
  server.following = {
    ...server.following,
    paths: [
      { path: '/Αλφα', isFolder: true },
      { path: '/βήτα.md', isFolder: false },
    ],
    schedule: '0 2 * * *',
    nextRunAt: '2026-09-03T02:00:00Z',
  };
  server.runs = [
    sourceRun({
      ...{ found: 40, added: 2, changed: 1, unchanged: 36, gone: 0, failed: 1, heldBack: 24 },
      failures: [{ path: '/ζήτα.pdf', reason: 'Λάθος.' }],
    }),
  ];
  const event = { allDay: false, recurring: false };
  server.events = [
    {
      ...event,
      id: '1',
      title: 'Σύσκεψη',
      start: at(1, 9),
      end: at(1, 10),
      location: 'Αίθουσα',
      recurring: true,
    },
    {
      ...event,
      id: '2',
      title: 'Έλεγχος',
      start: day(2),
      end: day(4),
      allDay: true,
      description: 'Ω',
      calendar: 'Ψ',
    },
  ];
  return server;
}

async function openPage(server: FakeIntegrations, more = {}): Promise<IntegrationsPage> {
  defineIntegrationElements();
  const page = await openWithApi('va-integrations-page', { ...server.api, ...more });
  await waitUntil(() => findByRole(page, 'button', /./));
  return page;
}

async function type(page: Element, label: string, value: string): Promise<void> {
  const dialog = await getByRole(page, 'dialog');
  const labels = [...dialog.querySelectorAll('label')];
  const name = labels.find(({ textContent }) => textContent?.trim() === label)?.htmlFor ?? '';
  const input = dialog.querySelector<HTMLInputElement>(`#${name}`);
  if (!input) throw new Error(`no field ${label}`);
  input.value = value;
}

describe('<va-integrations-page>', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(async () => {
    await emulateMedia({ colorScheme: 'light' });
    await speak('en');
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 768, 1440])
      it(`has no fault that axe finds and no sideways scroll, ${colorScheme}, ${width} px`, async () => {
        await emulateMedia({ colorScheme });
        await setViewport({ width, height: 900 });
        const page = await openPage(filled());
        await press(page, 'Contents of Αλφα');
        await says(page, 'δέλτα.txt');
        await says(page, 'Σύσκεψη');
        await expect(page).to.be.accessible();
        expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
      });

  it('shows the partners of a server that has them, and does without where it has none', async () => {
    const partners = new FakePartners();
    partners.partners = [partner()];
    const server = new FakeIntegrations();
    server.capabilities = ['partners'];
    const page = await openPage(server, partners.api);
    await says(page, 'Θάλαμος');
    await getByRole(page, 'heading', 'Partners');
    const without = await openPage(new FakeIntegrations(), partners.api);
    await says(without, 'This folder is empty.');
    expect(findByRole(without, 'heading', 'Partners')).to.equal(undefined);
  });

  it('says that a folder and a calendar of the server stand in', async () => {
    const page = await openPage(new FakeIntegrations());
    await says(page, 'Nextcloud is not connected. The server’s own folder /δεδομένα');
    await says(page, 'This folder is empty.');
    await says(page, 'The files were not read yet.');
    await says(page, 'No appointments in these 30 days.');
  });

  it('connects, says in the dialog what is wrong, and keeps the password nowhere', async () => {
    const server = filled();
    const page = await openPage(server);
    server.error = refusal(422, 'certificate');
    await press(page, 'Connect Nextcloud…');
    await type(page, 'Address', 'https://cloud.example');
    await type(page, 'User name', 'kb');
    await type(page, 'App password', 'secret-word');
    await expect(page).to.be.accessible();
    await press(page, 'Connect');
    await says(page, 'The certificate of the server is not trusted');
    expect(server.connected).to.deep.equal([
      { url: 'https://cloud.example', username: 'kb', password: 'secret-word' },
    ]);
    server.error = undefined;
    await press(page, 'Connect');
    await says(page, 'Nextcloud is connected.');
    expect(findByRole(page, 'dialog')).to.equal(undefined);
    await press(page, 'Change…');
    const dialog = await getByRole(page, 'dialog');
    const [url, , password] = dialog.querySelectorAll('input');
    expect([url?.value, password?.value]).to.deep.equal(['https://cloud.example', '']);
    await press(page, 'Cancel');
    await press(page, 'Disconnect');
    await says(page, 'Nextcloud is not connected.');
  });

  it('says which part of the connection does not answer', async () => {
    const server = filled();
    server.connection = {
      ...server.connection,
      kind: 'nextcloud',
      url: 'https://cloud.example',
      isFixed: true,
    };
    server.check = { files: null, calendar: { code: 'timeout', detail: 'Λάθος.' } };
    const page = await openPage(server);
    await says(page, /Calendar The server did not answer in time. No answer/);
    await says(page, /Files https:\/\/cloud.example · Working/);
    await says(page, 'Set by the environment of the server');
    expect(findByRole(page, 'button', 'Change…')).to.equal(undefined);
    server.check = { files: null, calendar: null };
    await press(page, 'Test connection');
    await waitUntil(() => findAllByRole(page, 'listitem', /Working/).length === 2);
  });

  it('opens folders, takes everything in a chosen one, and indexes what is chosen, all by keyboard', async () => {
    const server = filled();
    const page = await openPage(server);
    (await getByRole(page, 'button', 'Contents of Αλφα')).focus();
    await sendKeys({ press: 'Enter' });
    const file = await getByRole<HTMLInputElement>(page, 'checkbox', 'δέλτα.txt');
    await sendKeys({ press: 'Tab' });
    expect(focusedName()).to.equal('Αλφα');
    await sendKeys({ press: 'Space' });
    await says(page, '1 selected');
    expect([file.checked, file.disabled]).to.deep.equal([true, true]);
    expect((await getByRole<HTMLInputElement>(page, 'checkbox', 'γάμμα.png')).disabled).to.equal(true);
    server.runs = [sourceRun({ id: 'next', status: 'running', found: 3 }), ...server.runs];
    (await getByRole(page, 'button', 'Index selected')).focus();
    await sendKeys({ press: 'Enter' });
    await says(page, 'Reading 3 files');
    expect(server.indexed).to.deep.equal([['/Αλφα']]);
    expect((await getByRole(page, 'button', 'Read now')).ariaDisabled).to.equal('true');
    server.folders['/Αλφα'] = [remote('/Αλφα/δέλτα.txt', { documentId: 'document-2' })];
    server.runs = [sourceRun({ id: 'next', added: 1 }), ...server.runs.slice(1)];
    await waitUntil(() => page.shadowRoot && findLinks(page) === 2, 'the file is not shown as indexed', {
      timeout: 5000,
    });
  });

  it('shows a long folder in parts, and a folder that cannot be had with a way to try again', async () => {
    const server = filled();
    server.folders['/'] = Array.from({ length: 230 }, (_, n) => remote(`/ω${n}.md`));
    const page = await openPage(server);
    await says(page, '130 are not shown yet.');
    expect(findAllByRole(page, 'checkbox').length).to.equal(100);
    await press(page, 'Show more');
    await says(page, '30 are not shown yet.');
    const other = new FakeIntegrations();
    other.error = refusal(502, 'unreachable');
    const second = await openPage(other);
    await says(second, 'No server answers at this address.');
    other.error = undefined;
    await press(second, 'Retry');
    await says(second, 'This folder is empty.');
  });

  it('says how the last reading went, and deletes what was held back when that is confirmed', async () => {
    const server = filled();
    const page = await openPage(server);
    await says(page, '/ζήτα.pdf Λάθος.');
    await says(page, '24 files are gone at once');
    await press(page, 'Delete these 24 documents');
    await press(page, 'Read now');
    await waitUntil(() => server.started.length === 2);
    expect(server.started).to.deep.equal([true, false]);
    server.error = refusal(409, 'run_in_progress');
    await press(page, 'Read now');
    await says(page, 'The files are being read already.');
  });

  it('changes the schedule, and stops following', async () => {
    const server = filled();
    const page = await openPage(server);
    const often = await getByRole<HTMLSelectElement>(page, 'combobox', 'How often');
    expect(often.value).to.equal('0 2 * * *');
    often.value = '';
    often.dispatchEvent(new Event('change'));
    await says(page, 'Saved.');
    expect(server.following.schedule).to.equal(null);
    await press(page, 'Stop following /βήτα.md');
    await says(page, 'Not followed any more.');
    expect(server.following.paths).to.deep.equal([{ path: '/Αλφα', isFolder: true }]);
  });

  it('lists appointments by day and makes one of a whole day', async () => {
    const server = filled();
    const page = await openPage(server);
    await says(page, /All day Έλεγχος Until .* Ω Ψ/);
    await says(page, /09:00.10:00 Σύσκεψη Αίθουσα Comes again/);
    await press(page, 'New appointment');
    const dialog = await getByRole(page, 'dialog', 'New appointment');
    await type(page, 'Title', 'Φάρμακα');
    dialog.querySelector<HTMLInputElement>('[name="all-day"]')?.click();
    await waitUntil(() => !dialog.querySelector('[type="time"]'));
    const repeats = await getByRole<HTMLSelectElement>(page, 'combobox', 'Comes again');
    repeats.value = 'weekly';
    repeats.dispatchEvent(new Event('change'));
    await waitUntil(() => dialog.querySelector('#until'));
    await type(page, 'First day', '2027-02-28');
    await type(page, 'Last day', '2027-02-28');
    await type(page, 'Until (optional)', '2027-03-31');
    await expect(page).to.be.accessible();
    server.error = refusal(502, 'forbidden');
    await press(page, 'Create appointment');
    await says(page, 'This user may not read there.');
    server.error = undefined;
    await press(page, 'Create appointment');
    await says(page, 'The appointment is in the calendar.');
    const { timeZone: _, ...created } = server.created.at(-1)!;
    expect(created).to.deep.equal({
      ...{ title: 'Φάρμακα', start: '2027-02-28', end: '2027-03-01', allDay: true },
      ...{ repeats: 'weekly', repeatsUntil: '2027-03-31' },
    });
    await press(page, 'Later');
    await waitUntil(() => server.ranges.at(-1)?.from === at(30));
    expect(server.ranges.at(-1)?.to).to.equal(at(60));
  });

  it('is German where German is spoken', async () => {
    await speak('de');
    const titled = oneEvent(window, 'va-page-title');
    const page = await openPage(filled());
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('Integrationen');
    await says(page, 'Nextcloud ist nicht verbunden.');
    await getByRole(page, 'button', 'Auswahl indexieren');
    await getByRole(page, 'heading', 'Kalender');
    await says(page, '24 Dateien fehlen auf einmal');
  });

  it('holds no plain English', async () => {
    await speak('en-XA');
    const server = filled();
    server.events = server.events.slice(1);
    server.connection = { ...server.connection, kind: 'nextcloud', url: 'https://ω.gr', username: 'ω' };
    server.check = { files: { code: 'redirect', detail: 'Λάθος.' }, calendar: null };
    const page = await openPage(server);
    await says(page, 'Έλεγχος');
    await waitUntil(() => findAllByRole(page, 'checkbox').length > 0);
    const left = () => untranslated(page).filter((text) => !/https:|\w+day \d/.test(text));
    expect(left()).to.deep.equal([]);
    for (const name of [/Çĥåñĝé/, /Ñéŵ åþþöîñţɱéñţ/]) {
      await press(page, name);
      await getByRole(page, 'dialog');
      expect(left()).to.deep.equal([]);
      (await getByRole<HTMLDialogElement>(page, 'dialog')).close();
    }
  });

  it('runs from right to left without a sideways scroll', async () => {
    await setViewport({ width: 360, height: 900 });
    await speak('ar-XB');
    const page = await openPage(filled());
    await says(page, 'Σύσκεψη');
    await expect(page).to.be.accessible();
    expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
  });
});

/** How many files are shown with a link to their document. */
const findLinks = (page: IntegrationsPage): number =>
  page.shadowRoot?.querySelector('va-file-tree')?.shadowRoot?.querySelectorAll('a').length ?? 0;

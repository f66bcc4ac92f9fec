import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { ApiError, type PageTitleEvent } from '@voiceassist/shared';
import { setViewport } from '@web/test-runner-commands';
import { FakeKnowledgeBase, document as doc } from './testing/fake-knowledge-base.js';
import { everyElement, findByRole, focusedName, getByRole, press, says } from './testing/find.js';
import { speak } from './testing/locale.js';
import { chooseFiles, endUploads, file, openPage } from './testing/page.js';
import { untranslated } from './testing/untranslated.js';

/** Documents in every state and of every kind, whose own words are Greek. */
const greek = () => [
  doc({ title: 'Βήτα', filename: 'βητα.pdf', chunkCount: 148, specialty: 'palliative care' }),
  doc({ title: 'Αλφα', filename: 'αλφα.pdf', chunkCount: 1, updatedAt: '2025-09-02T10:00:00Z' }),
  doc({ title: 'Γάμμα', filename: 'γαμμα.pdf', status: 'queued', chunkCount: 0, sourceType: 'protocol' }),
  doc({ title: 'Δέλτα', filename: 'δελτα.pdf', status: 'parsing', chunkCount: 0, sourceType: 'pathway' }),
  doc({ title: 'Ήτα', filename: 'ητα.pdf', status: 'indexing', sourceType: 'formulary' }),
  doc({ title: 'Θήτα', filename: 'θητα.pdf', status: 'failed', chunkCount: 0, sourceType: 'leaflet' }),
];

/** An error whose words are the server's own, and Greek as well. */
const refused = new ApiError(400, { type: 'about:blank', title: 'Όχι.', detail: 'Λάθος.' });

describe('the knowledge base in other languages', () => {
  const servers: FakeKnowledgeBase[] = [];
  const serve = (documents = greek()) => {
    const server = new FakeKnowledgeBase(documents);
    servers.push(server);
    return server;
  };

  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(async () => {
    servers.splice(0).forEach(endUploads);
    await speak('en');
  });

  it('is German where German is spoken', async () => {
    await speak('de');
    const titled = oneEvent(window, 'va-page-title');
    const page = await openPage(serve());
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('Wissensbasis');
    await getByRole(page, 'heading', 'Dokumente');
    await says(page, '6 Dokumente · 173 Passagen · letzte Änderung vor 2 Minuten');
    await getByRole(page, 'button', 'Fehler 1');
    await getByRole(page, 'columnheader', 'Größe');
    await says(page, '2. Sept. 2025');
    await says(page, '1,2 MB');
    await says(page, 'Das Dokument konnte nicht gelesen werden. Es wurde nichts indexiert.');
    await says(page, 'Je Datei bis zu 100 MB.');
    await press(page, 'Weitere Aktionen für Βήτα');
    await press(page, 'Löschen', 'menuitem');
    await getByRole(page, 'dialog', '„Βήτα“ löschen?');
    await says(page, '148 Passagen werden mit gelöscht.');
    await expect(page).to.be.accessible();
  });

  it('holds no plain English in its list, its menu, its question and its notices', async () => {
    await speak('en-XA');
    const server = serve();
    const page = await openPage(server);
    await waitUntil(() => findByRole(page, 'button', /Βήτα/));
    await waitUntil(() => /6/.test(findByRole(page, 'heading', /./)?.nextElementSibling?.textContent ?? ''));
    expect(untranslated(page)).to.deep.equal([]);

    for (const title of ['Θήτα', 'Βήτα', 'Αλφα']) {
      const [more] = [...everyElement(page.shadowRoot ?? page)].filter(
        (element) => element.ariaHasPopup === 'menu' && element.ariaLabel?.includes(title),
      );
      (more as HTMLElement).click();
      (await getByRole(page, 'menuitem', /Ðéļéţé/)).click();
      await getByRole(page, 'dialog', new RegExp(title));
      expect(untranslated(page)).to.deep.equal([]);
      await press(page, /Ķééþ/);
    }

    await press(page, /^Ŕéţŕý.*Θήτα/);
    await says(page, /“Θήτα” .*ŕéåð/);
    expect(untranslated(page)).to.deep.equal([]);

    (await getByRole<HTMLInputElement>(page, 'searchbox')).value = 'ω';
    (await getByRole(page, 'searchbox')).dispatchEvent(new Event('input', { bubbles: true }));
    await getByRole(page, 'heading', /Ñö ðöçûɱéñţ ƒîţš/);
    expect(untranslated(page)).to.deep.equal([]);
  });

  it('holds no plain English where something fails', async () => {
    await speak('en-XA');
    const server = serve();
    server.errors.list = refused;
    const page = await openPage(server);
    await getByRole(page, 'heading', /çöûļð ñöţ ƀé ļöåðéð/);
    expect(untranslated(page)).to.deep.equal([]);

    server.errors.list = undefined;
    await press(page, /Ŕéţŕý/);
    await getByRole(page, 'table');
    server.errors.list = refused;
    await says(page, /ɱåý ƀé öûţ öƒ ðåţé/);
    expect(untranslated(page)).to.deep.equal([]);

    server.errors.list = undefined;
    server.errors.retry = refused;
    await press(page, /^Ŕéţŕý.*Θήτα/);
    await says(page, /šţåýš åš îţ îš/);
    expect(untranslated(page)).to.deep.equal([]);
  });

  it('holds no plain English in an empty list', async () => {
    await speak('en-XA');
    const page = await openPage(serve([]));
    await getByRole(page, 'heading', /Ñö ðöçûɱéñţš/);
    expect(untranslated(page)).to.deep.equal([]);
  });

  it('holds no plain English on a file’s whole way, nor where it ends', async () => {
    await speak('en-XA');
    const server = serve();
    server.maxUploadBytes = 20_000;
    const page = await openPage(server);
    await says(page, '20 kB');
    const panel = page.renderRoot.querySelector('va-upload-panel') ?? page;
    const texts = new Set<string>();
    const look = async (words: RegExp) => {
      await says(panel, words);
      for (const text of untranslated(page)) texts.add(text);
    };
    chooseFiles(page, file('α.xlsx'), file('β.doc'), file('γ.pdf', 0), file('δ.pdf', 30_000));
    await look(/Ţöö ļåŕĝé/);
    chooseFiles(page, file('ε.pdf', 10_240), file('ζ.pdf', 10_240), file('η.pdf', 10_240));
    await look(/ñöţ šéñţ ýéţ/);
    await press(page, /^Ûþļöåð~*$/);
    await waitUntil(() => server.uploads.length === 3);
    server.uploads[0]?.progress(5_120, 10_240);
    server.uploads[1]?.progress(10_240, 10_240);
    await look(/Šéñðîñĝ/);
    await press(page, /Çåñçéļ.*ζ/);
    await look(/ļåšţ ɱöɱéñţ/);
    const { id } = server.uploads[0]?.accept() ?? { id: '' };
    await look(/Ŵåîţîñĝ ţö ƀé ŕéåð/);
    server.change(id, { status: 'parsing' });
    await look(/Ŕéåðîñĝ/);
    server.change(id, { status: 'indexing', chunkCount: 3 });
    await look(/Îñðéẋîñĝ ~*3/);
    server.change(id, { status: 'ready', chunkCount: 24 });
    await look(/Ŕéåðý · ~*24/);
    await press(page, /Çåñçéļ.*η/);
    await look(/Ñöţĥîñĝ öƒ îţ îš ķéþţ/);

    chooseFiles(page, file('θ.pdf'), file('ι.pdf'));
    await press(page, /^Ûþļöåð~*$/);
    await waitUntil(() => server.uploads.length === 5);
    server.uploads[3]?.fail(
      new ApiError(409, { ...refused.problem, code: 'duplicate_document', detail: 'Ω “Ψ”.' }),
    );
    await look(/åļŕéåðý .*Ψ/);
    server.uploads[4]?.accept();
    await look(/Ŵåîţîñĝ ţö ƀé ŕéåð/);
    server.errors.delete = refused;
    await press(page, /Çåñçéļ.*ι/);
    await look(/Ñöţ çåñçéļļéð/);
    server.documents = [];
    await look(/îţ ŵåš ðéļéţéð/);
    chooseFiles(page, file('κ.pdf'), file('λ.pdf'));
    await press(page, /^Ûþļöåð~*$/);
    await waitUntil(() => server.uploads.length === 7);
    await press(page, /Þåûšé/);
    await look(/Þåûšéð/);
    await press(page, /Ŕéšûɱé/);
    await waitUntil(() => server.uploads.length === 9);
    const twin = { id: 'there', title: 'Ψ', version: 3 };
    const asked = (code: string) => new ApiError(409, { ...refused.problem, code, document: twin });
    server.uploads[7]?.fail(asked('same_filename'));
    await look(/Ţĥé šåɱé ƒîļé ñåɱé/);
    server.uploads[8]?.fail(asked('duplicate_document'));
    await look(/åŕé åļŕéåðý ţĥéŕé/);
    (await getByRole<HTMLInputElement>(page, 'radio', /Šķîþ/)).click();
    await press(page, /Çöñţîñûé/);
    await look(/Šķîþþéð/);
    window.dispatchEvent(
      new DragEvent('dragover', { cancelable: true, dataTransfer: transferOf(file('θ.pdf')) }),
    );
    await look(/Ļéţ ĝö/);
    expect([...texts]).to.deep.equal([]);
  });

  it('changes its language in the middle of an upload, which goes on', async () => {
    const server = serve();
    const page = await openPage(server);
    chooseFiles(page, file('ein.pdf', 10_240), file('zwei.pdf', 10_240), file('drei.pdf', 10_240));
    const specialty = await getByRole<HTMLSelectElement>(page, 'combobox', 'Specialty');
    specialty.value = 'nephrology';
    await press(page, 'Upload');
    await waitUntil(() => server.uploads.length === 3);
    chooseFiles(page, file('tabelle.xlsx'), file('vier.pdf'));
    server.uploads[0]?.progress(5_120, 10_240);
    await says(page, 'Sending 5 of 10 kB');
    const again = await getByRole<HTMLSelectElement>(page, 'combobox', 'Specialty');
    again.value = 'surgery';
    (await getByRole(page, 'button', 'Cancel ein.pdf')).focus();

    const titled = oneEvent(window, 'va-page-title');
    await speak('de');
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('Wissensbasis');
    await says(page, '5 von 10 kB gesendet');
    await says(page, 'tabelle.xlsx Nicht gesendet');
    await says(page, 'Diese Art von Datei kann nicht gelesen werden. Es wurde nichts gesendet.');
    expect(focusedName()).to.equal('ein.pdf abbrechen');
    expect(again.value).to.equal('surgery');
    const names = Array.from(again.options, ({ text }) => text.trim());
    expect(names[0]).to.equal('Allgemeinmedizin');
    expect(names.slice(1)).to.deep.equal(names.slice(1).sort(new Intl.Collator('de').compare));

    server.uploads[0]?.progress(8_192, 10_240);
    await says(page, '8 von 10 kB gesendet');
    const { id } = server.uploads[0]?.accept() ?? { id: '' };
    await waitUntil(() => server.uploads.length === 3);
    expect(server.uploads[2]?.fields.specialty).to.equal('nephrology');
    server.change(id, { status: 'ready', chunkCount: 2 });
    await says(page, 'ein.pdf: bereit, 2 Passagen.');
    await press(page, 'zwei.pdf abbrechen');
    await says(page, 'Abgebrochen. Es bleibt nichts davon gespeichert.');

    await speak('en');
    await says(page, 'Cancelled. Nothing of it is kept.');
    expect(again.value).to.equal('surgery');
    await press(page, 'Upload');
    await waitUntil(() => server.uploads.length === 4);
    expect(server.uploads[3]?.fields.specialty).to.equal('surgery');
  });

  for (const width of [360, 1440]) {
    it(`runs from right to left without a sideways scroll or a fault that axe finds, ${width} px`, async () => {
      await setViewport({ width, height: 900 });
      await speak('ar-XB');
      const server = serve();
      const page = await openPage(server);
      chooseFiles(page, file('a-rather-long-name-of-a-guideline-for-adults-2026.pdf'), file('b.xlsx'));
      await getByRole(page, 'combobox', /.+/);
      await expect(page).to.be.accessible();
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).to.equal(clientWidth);
      const [title, more] = ['h1', 'va-row-menu'].map((selector) => {
        const [found] = [...everyElement(page.shadowRoot ?? page)].filter((each) => each.matches(selector));
        return found?.getBoundingClientRect() ?? new DOMRect();
      });
      expect(title?.right).to.be.greaterThan(width / 2);
      expect(more?.left).to.be.lessThan(width / 2);
    });
  }
});

function transferOf(...files: File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const each of files) transfer.items.add(each);
  return transfer;
}

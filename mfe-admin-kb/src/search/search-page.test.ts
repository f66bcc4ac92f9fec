import { ContextProvider } from '@lit/context';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { apiContext, define, tokens, type PageTitleEvent } from '@voiceassist/shared';
import type { FeedbackEntry, GapGroup } from '@voiceassist/shared/schemas';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import { document as doc } from '../testing/fake-knowledge-base.js';
import { FakeSearch, explanation, passage } from '../testing/fake-search.js';
import { everyElement, findByRole, focusedName, getByRole, press, says, textOf } from '../testing/find.js';
import { speak } from '../testing/locale.js';
import { untranslated } from '../testing/untranslated.js';
import { uploadsOf } from '../uploads/uploads.js';
import { defineSearchElements } from './define-search.js';
import type { SearchPage } from './search-page.js';

class SearchApiProvider extends LitElement {
  readonly provider = new ContextProvider(this, { context: apiContext });

  protected override createRenderRoot(): this {
    return this;
  }
}

async function openPage(server: FakeSearch): Promise<SearchPage> {
  defineSearchElements();
  define('test-search-api', SearchApiProvider);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = await fixture<SearchApiProvider>(html`<test-search-api></test-search-api>`);
  host.provider.setValue(server.api);
  const page = document.createElement('va-search-page');
  host.append(page);
  await page.updateComplete;
  return page;
}

async function type(
  page: SearchPage,
  name: string | RegExp,
  text: string,
  role = 'searchbox',
): Promise<void> {
  const input = await getByRole<HTMLInputElement>(page, role, name);
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

async function search(page: SearchPage, question: string): Promise<void> {
  await type(page, 'Question', question);
  await press(page, 'Search');
}

/** The file picker of the gaps, which the browser shows and a test cannot. */
async function getByPicker(page: SearchPage): Promise<HTMLInputElement> {
  const find = () => [...everyElement(page.renderRoot)].find((each) => each.matches('input[type="file"]'));
  await waitUntil(find);
  return find() as HTMLInputElement;
}

const gap = (id: string, question: string): GapGroup => ({
  question,
  askedOn: '2026-11-20',
  gaps: [{ id, question, askedOn: '2026-11-20' }],
});

const opinion = (given: Partial<FeedbackEntry> = {}): FeedbackEntry => ({
  id: 'f1',
  rating: 'down',
  comment: 'The dose is missing.',
  givenAt: '2026-11-20T10:00:00Z',
  question: 'How is gout treated?',
  citations: [
    {
      number: 1,
      documentId: 'gout',
      title: 'Gout in adults',
      quote: 'Naproxen for gout.',
      start: 7,
      end: 25,
    },
  ],
  ...given,
});

describe('<va-search-page>', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(async () => {
    history.replaceState(null, '', location.pathname);
    await speak('en');
  });

  it('is accessible and says what it is', async () => {
    const titled = oneEvent(window, 'va-page-title');
    const page = await openPage(new FakeSearch());
    expect(((await titled) as Event as PageTitleEvent).title).to.equal('Search test');
    await getByRole(page, 'heading', 'Search test');
    await expect(page).to.be.accessible();
  });

  it('shows what a question finds, with its words marked, and why', async () => {
    const page = await openPage(new FakeSearch());
    await search(page, 'How is gout treated?');
    await says(page, 'This question would be answered');
    await says(page, 'The best passages answer it with a confidence of 93%; 50% is needed.');
    const found = page.renderRoot
      .querySelector('va-search-try')
      ?.renderRoot.querySelector('va-explained-passage');
    expect(Array.from(found?.renderRoot.querySelectorAll('mark') ?? [], textOf)).to.deep.equal([
      'Gout',
      'gout',
    ]);
    found?.renderRoot.querySelector('summary')?.click();
    await says(page, 'Stands under a heading that the question asks for × 1.6');
    await says(page, 'gout title (× 3) and text (× 1)');
    await expect(page).to.be.accessible();
  });

  it('says why a question would be refused', async () => {
    const server = new FakeSearch();
    const lost = { rarity: 1, isEveryday: false, isFound: false };
    server.result = explanation({
      isAnswered: false,
      confidence: 0.12,
      terms: [
        { ...lost, word: 'vincristine', isKnown: false },
        { ...lost, word: 'dose', isEveryday: true, isKnown: true, isFound: true },
        { ...lost, word: 'leukaemia', isKnown: true },
      ],
      passages: [passage({ confidence: 0.12 })],
    });
    await emulateMedia({ colorScheme: 'dark' });
    const page = await openPage(server);
    await search(page, 'vincristine dose in leukaemia');
    await says(page, 'This question would be refused');
    await says(page, 'No document has: vincristine.');
    await says(page, 'Other documents have, but none of these passages: leukaemia.');
    await expect(page).to.be.accessible();
    await emulateMedia({ colorScheme: 'light' });
  });

  it('says so when nothing is found, and when the server does not answer', async () => {
    const server = new FakeSearch();
    server.result = explanation({ isAnswered: false, confidence: 0, passages: [] });
    const page = await openPage(server);
    await search(page, 'vincristine');
    await says(page, 'No passage has any of these words');
    await expect(page).to.be.accessible();
    server.broken.add('explain');
    await search(page, 'vincristine');
    await getByRole(page, 'alert', /.*/);
    await expect(page).to.be.accessible();
  });

  it('keeps a search as a test question, with the documents that it found to choose from', async () => {
    const server = new FakeSearch();
    const page = await openPage(server);
    await search(page, 'How is gout treated?');
    await press(page, 'Save as a test question');
    const dialog = await getByRole(page, 'dialog', 'New test question');
    await press(page, 'Gout in adults', 'checkbox');
    await expect(dialog).to.be.accessible();
    await press(page, 'Save');
    await getByRole(page, 'button', 'Saved as a test question');
    expect(server.questions.map(({ question, documents }) => [question, documents[0]?.id])).to.deep.equal([
      ['How is gout treated?', 'gout'],
    ]);
  });

  it('goes from view to view by keyboard, and remembers the view in the address', async () => {
    const page = await openPage(new FakeSearch());
    (await getByRole(page, 'tab', 'Search')).focus();
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => focusedName() === 'Test questions');
    await getByRole(page, 'heading', 'Test questions');
    expect(location.search).to.equal('?view=questions');
    await sendKeys({ press: 'End' });
    await waitUntil(() => focusedName() === 'Feedback');
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => focusedName() === 'Search');
  });

  it('shows no view that the server cannot fill', async () => {
    const server = new FakeSearch();
    server.capabilities = ['kb'];
    const page = await openPage(server);
    await waitUntil(() => !findByRole(page, 'tab', 'Knowledge gaps'));
    expect(findByRole(page, 'tab', 'Feedback')).to.equal(undefined);
  });

  describe('test questions', () => {
    const open = async (server: FakeSearch) => {
      const page = await openPage(server);
      await press(page, 'Test questions', 'tab');
      return page;
    };

    it('are written with the documents that they are to find', async () => {
      const server = new FakeSearch();
      server.documents = [doc({ id: 'gout', title: 'Gout in adults' })];
      const page = await open(server);
      await says(page, 'No test questions yet');
      await expect(page).to.be.accessible();
      await press(page, 'Add a question');
      await type(page, 'Question', 'How is gout treated?', 'textbox');
      await press(page, 'Gout in adults', 'checkbox');
      await press(page, 'Save');
      await says(page, 'Not run yet');
      expect(server.questions[0]?.documents).to.deep.equal([{ id: 'gout', title: 'Gout in adults' }]);
    });

    it('are run, and run around a reindex with the change in recall', async () => {
      const server = new FakeSearch();
      const createdAt = new Date().toISOString();
      server.questions = [
        { id: 'q', question: 'How is gout treated?', documents: [{ id: 'gout', title: 'Gout' }], createdAt },
        { id: 'r', question: 'And asthma?', documents: [{ id: 'gone' }], createdAt },
      ];
      const page = await open(server);
      await says(page, 'A document that is expected was deleted.');
      await press(page, 'Run all');
      await says(page, 'Found at place 1');
      await press(page, 'Reindex and compare');
      await says(page, '-100 points');
      await says(page, 'No longer found: How is gout treated?');
      await getByRole(page, 'table', 'Runs');
      await expect(page).to.be.accessible();
      await setViewport({ width: 360, height: 800 });
      await expect(page).to.be.accessible();
      expect(document.documentElement.scrollWidth).to.equal(360);
    });

    it('are deleted, and the focus is not lost', async () => {
      const server = new FakeSearch();
      const createdAt = new Date().toISOString();
      server.questions = [
        { id: 'q', question: 'Why?', documents: [{ id: 'gout', title: 'Gout' }], createdAt },
      ];
      const page = await open(server);
      await press(page, 'More actions for Why?');
      await press(page, 'Delete', 'menuitem');
      await says(page, 'No test questions yet');
      expect(focusedName()).to.equal('Test questions');
    });

    it('say that they could not be loaded, and are loaded at a second try', async () => {
      const server = new FakeSearch();
      server.broken.add('questions');
      const page = await open(server);
      await getByRole(page, 'button', 'Retry');
      await expect(page).to.be.accessible();
      server.broken.clear();
      await press(page, 'Retry');
      await says(page, 'No test questions yet');
    });
  });

  describe('knowledge gaps', () => {
    const open = async (server: FakeSearch) => {
      const page = await openPage(server);
      await press(page, 'Knowledge gaps', 'tab');
      return page;
    };

    it('are asked again, and say whether they are answered now and from what', async () => {
      const server = new FakeSearch();
      server.gaps.open = [gap('a', 'Dose of vincristine?')];
      const page = await open(server);
      await says(page, 'Asked once, 20 Nov 2026');
      await press(page, 'Ask again');
      await says(page, 'Still no document answers it');
      server.answersFrom = 'Acute lymphoblastic leukaemia';
      await press(page, 'Ask again');
      await says(page, 'Answered now from “Acute lymphoblastic leukaemia”');
      await says(page, 'The gap is closed.');
      await expect(page).to.be.accessible();
    });

    it('are closed with files that can be paused and sent again, as everywhere', async () => {
      const server = new FakeSearch();
      server.gaps.open = [gap('a', 'Dose of vincristine?')];
      const page = await open(server);
      await press(page, 'Upload documents');
      const picker = await getByPicker(page);
      const files = new DataTransfer();
      for (const name of ['one.md', 'two.md']) files.items.add(new File(['# Leukaemia'], name));
      picker.files = files.files;
      picker.dispatchEvent(new Event('change'));
      await press(page, 'Upload');
      await waitUntil(() => server.uploads.length === 2);
      await press(page, 'Pause');
      await says(page, 'Paused');
      expect(server.uploads.map(({ signal }) => signal?.aborted)).to.deep.equal([true, true]);
      await press(page, 'Resume');
      await waitUntil(() => server.uploads.length === 4);
      uploadsOf(server.api).clear();
    });

    it('are deleted, and the focus is not lost', async () => {
      const server = new FakeSearch();
      server.gaps.open = [gap('a', 'Dose of vincristine?')];
      const page = await open(server);
      await press(page, 'Delete “Dose of vincristine?”');
      await says(page, 'No open gaps');
      expect(focusedName()).to.equal('Knowledge gaps');
      await press(page, 'Closed');
      await says(page, 'No closed gaps');
      await expect(page).to.be.accessible();
    });
  });

  it('lists feedback with the passage that was quoted', async () => {
    const server = new FakeSearch();
    server.feedback = [opinion(), opinion({ id: 'f2', rating: 'up', comment: null, citations: [] })];
    const page = await openPage(server);
    await press(page, 'Feedback', 'tab');
    await says(page, 'The dose is missing.');
    await says(page, 'The answer quoted nothing.');
    await expect(page).to.be.accessible();
    await press(page, 'Source 1: Gout in adults');
    const dialog = await getByRole(page, 'dialog', 'Gout in adults');
    await waitUntil(() => dialog.querySelector('mark')?.textContent === 'Naproxen for gout.');
    await expect(dialog).to.be.accessible();
  });

  it('is German where German is spoken', async () => {
    await speak('de');
    const server = new FakeSearch();
    const page = await openPage(server);
    await getByRole(page, 'tab', 'Wissenslücken');
    await type(page, 'Frage', 'Gicht');
    await press(page, 'Suchen');
    await says(page, 'Diese Frage würde beantwortet');
  });

  it('holds no plain English in any of its views', async () => {
    await speak('en-XA');
    const server = new FakeSearch();
    const [gout, createdAt] = ['Γάμμα', new Date().toISOString()];
    const greek = passage({
      documentId: 'γ',
      title: gout,
      headingPath: [],
      text: 'Ψ.',
      headingMarks: [],
      fields: [],
    });
    server.result = explanation({
      terms: [{ word: 'ψ', rarity: 1, isEveryday: false, isKnown: false, isFound: false }],
      passages: [{ ...greek, titleMarks: [], textMarks: [] }],
    });
    server.questions = [
      { id: 'q', question: 'Ψ;', documents: [{ id: 'γ', title: gout }], createdAt },
      { id: 'r', question: 'Ω;', documents: [{ id: 'δ' }], createdAt },
    ];
    server.gaps.open = [
      gap('a', 'Ψ;'),
      { ...gap('b', 'Ω;'), gaps: [...gap('b', 'Ω;').gaps, ...gap('c', 'Ω, ψ;').gaps] },
    ];
    server.feedback = [
      opinion({ comment: 'Ψ.', question: 'Ω;', citations: [] }),
      opinion({ id: 'f2', rating: 'up', comment: null, question: 'Ψ;' }),
    ];
    const page = await openPage(server);
    const tabs = () => page.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]');
    await type(page, /.+/, 'ψ');
    await press(page, /^Šéåŕçĥ~*$/);
    await says(page, 'Ψ.');
    expect(untranslated(page)).to.deep.equal([]);
    for (const [view, seen] of [
      [1, /Ŕûñ åļļ/],
      [2, /Åšķ åĝåîñ/],
    ] as const) {
      tabs()[view]?.click();
      await getByRole(page, 'button', seen);
      expect(untranslated(page)).to.deep.equal([]);
    }
    await press(page, /Åšķ åĝåîñ/);
    await says(page, /Šţîļļ ñö/);
    expect(untranslated(page)).to.deep.equal([]);
    tabs()[1]?.click();
    await press(page, /Ŕéîñðéẋ/);
    await getByRole(page, 'table', /.+/);
    expect(untranslated(page)).to.deep.equal([]);
    tabs()[3]?.click();
    await says(page, 'Ω;');
    expect(untranslated(page)).to.deep.equal([]);
  });
});

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { CitationPanel } from './citation-panel.js';
import type { CitationSelectEvent, CitationVersionEvent } from './panel-events.js';
import { allByRole, byRole, focusedName, says, textOf } from './testing/by-role.js';
import { ITEMS_AND_ROWS, ROW, SENTENCE, citation, passage } from './testing/knowledge.js';

const CITATIONS = [citation(1, SENTENCE), citation(2, ROW), citation(3, ITEMS_AND_ROWS)] as const;
const [FIRST, SECOND, THIRD] = CITATIONS;

async function openPanel(changes: Partial<CitationPanel> = {}): Promise<CitationPanel> {
  define('va-citation-panel', CitationPanel);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const panel = await fixture<CitationPanel>(html`<va-citation-panel></va-citation-panel>`);
  panel.style.blockSize = '40rem';
  Object.assign(panel, { citations: CITATIONS, number: 1, ...changes });
  await panel.updateComplete;
  return panel;
}

/** Presses keys together, e.g. Alt and an arrow. */
async function pressAll(keys: readonly string[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: keys.at(-1) ?? '' });
  for (const key of held) await sendKeys({ up: key });
}

const marksOf = (panel: CitationPanel): string[] =>
  [...panel.renderRoot.querySelectorAll('mark')].map((mark) => mark.textContent);

describe('<va-citation-panel>', () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));

  after(() => emulateMedia({ colorScheme: 'light' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      for (const [number, cited] of CITATIONS.entries()) {
        const panel = await openPanel({ number: number + 1, passage: passage(cited) });
        await expect(panel).to.be.accessible();
      }
      const failure = { title: 'The server met an error.', detail: 'The quote is shown.', canRetry: true };
      await expect(await openPanel({ failure })).to.be.accessible();
      await expect(await openPanel({ passage: passage(FIRST, { version: 5 }) })).to.be.accessible();
    });
  }

  it('shows the title and the quote at once while the section is loading', async () => {
    const panel = await openPanel({ loading: true });
    await byRole(panel, 'region', 'Source');
    await says(panel, FIRST.title);
    await says(panel, 'Loading the section');
    expect(marksOf(panel)).to.deep.equal([SENTENCE]);
    expect(textOf(panel)).not.to.contain('Exact words');
  });

  it('marks the exact words in their section, and says what they were checked against', async () => {
    const panel = await openPanel({ passage: passage(FIRST) });
    await says(panel, 'Call for help and note the time.');
    await says(panel, 'Guideline, version 4');
    await says(panel, '4 Treatment › 4.2 Immediate treatment');
    await says(panel, 'Exact words, checked against version 4 of the document');
    expect(marksOf(panel)).to.deep.equal([SENTENCE]);
    expect(panel.renderRoot.querySelectorAll('.passage .exact')).to.have.length(1);
  });

  it('marks a row of a table, cell by cell', async () => {
    const panel = await openPanel({ number: 2, passage: passage(SECOND) });
    expect(marksOf(panel)).to.deep.equal(ROW.split('\t'));
    await byRole(panel, 'rowheader', '6 to 11 years');
    await byRole(panel, 'columnheader', 'Dose');
    await says(panel, 'Exact words, checked');
  });

  it('marks words that reach from a list into a table', async () => {
    const panel = await openPanel({ number: 3, passage: passage(THIRD) });
    expect(marksOf(panel)).to.deep.equal(ITEMS_AND_ROWS.split(/[\t\n]/));
    expect(allByRole(panel, 'listitem')).to.have.length(2);
    await says(panel, 'Exact words, checked');
  });

  it('brings the quoted words to the screen', async () => {
    const panel = await openPanel({ number: 2, loading: true });
    panel.style.blockSize = '22rem';
    panel.passage = passage(SECOND);
    await panel.updateComplete;
    const frame = (await byRole(panel, 'group', 'Passage')).getBoundingClientRect();
    const mark = panel.renderRoot.querySelector('mark')?.getBoundingClientRect();
    expect(mark?.top).to.be.within(frame.top, frame.bottom);
    expect(mark?.bottom).to.be.within(frame.top, frame.bottom);
  });

  it('says that the source has changed since, and shows today’s version and the cited one by turns', async () => {
    const cited = passage(FIRST, { version: 4, currentVersion: 5 });
    const panel = await openPanel({ passage: cited });
    await expect(panel).to.be.accessible();
    await says(panel, 'The source has changed since.');
    await says(panel, 'Shown is version 4, which was cited; version 5 is current.');
    await says(panel, 'Exact words, checked against version 4');
    setTimeout(() => byRole(panel, 'button', 'Show today’s version').then((button) => button.click()));
    const wanted = await oneEvent<CitationVersionEvent>(panel, 'va-citation-version');
    expect(wanted.isToday).to.be.true;
    expect(focusedName()).to.contain('Source 1 of 3');

    const gone = passage(FIRST, { version: 5, currentVersion: 5, start: 4_000, end: 4_000 });
    Object.assign(panel, { isToday: true, passage: gone });
    await says(panel, 'Today’s version, 5. The cited words are no longer in it.');
    await says(panel, 'Guideline, version 5');
    await says(panel, 'Call for help');
    expect(marksOf(panel)).to.be.empty;
    expect(textOf(panel)).not.to.contain('Exact words');
    await expect(panel).to.be.accessible();
    setTimeout(() =>
      byRole(panel, 'button', 'Show version 4, which was cited').then((button) => button.click()),
    );
    const back = await oneEvent<CitationVersionEvent>(panel, 'va-citation-version');
    expect(back.isToday).to.be.false;
  });

  it('does not call the words exact when the document was replaced', async () => {
    const newer = passage(FIRST, { version: 5, updatedAt: '2026-09-30T09:00:00Z' });
    const panel = await openPanel({ passage: newer });
    await says(panel, 'Version 4 was cited; version 5 is current. The quote is shown as it was cited.');
    expect(marksOf(panel)).to.deep.equal([SENTENCE]);
    expect(textOf(panel)).not.to.contain('Exact words');
    expect(textOf(panel)).not.to.contain('Call for help');
    expect(textOf(panel)).not.to.contain('September');
  });

  it('does not call the words exact when the document holds others in their place', async () => {
    const cited = { ...FIRST, start: FIRST.start + 3, end: FIRST.end + 3 };
    const panel = await openPanel({ citations: [cited], passage: passage(cited) });
    await says(panel, 'The document does not hold these words in this place any more.');
    expect(marksOf(panel)).to.deep.equal([SENTENCE]);
    expect(textOf(panel)).not.to.contain('Exact words');
  });

  it('keeps the quote of a document that is gone (404), and offers no retry', async () => {
    const failure = { title: 'The document can no longer be opened.', detail: 'Kept.', canRetry: false };
    const panel = await openPanel({ failure });
    await says(panel, 'The document can no longer be opened.');
    expect(marksOf(panel)).to.deep.equal([SENTENCE]);
    expect(allByRole(panel, 'button', 'Retry')).to.be.empty;
  });

  it('asks again after a failure, and keeps the focus', async () => {
    const failure = { title: 'The server cannot be reached.', detail: 'Kept.', canRetry: true };
    const panel = await openPanel({ failure });
    expect(marksOf(panel)).to.deep.equal([SENTENCE]);
    const asked = oneEvent(panel, 'va-citation-reload');
    (await byRole(panel, 'button', 'Retry')).click();
    await asked;
    Object.assign(panel, { failure: undefined, loading: true });
    await panel.updateComplete;
    expect(focusedName()).to.match(/Source 1 of 3/);
  });

  it('takes the focus when it opens', async () => {
    await openPanel({ loading: true });
    expect(focusedName()).to.match(/Source 1 of 3/);
  });

  it('steps through the sources by keyboard and never loses the focus', async () => {
    const panel = await openPanel({ number: 2, loading: true });
    panel.addEventListener(
      'va-citation-select',
      ({ number }: CitationSelectEvent) => (panel.number = number),
    );
    (await byRole(panel, 'button', 'Previous source')).focus();
    await sendKeys({ press: 'Enter' });
    await says(panel, 'Source 1 of 3');
    expect((await byRole<HTMLButtonElement>(panel, 'button', 'Previous source')).disabled).to.be.true;
    expect(focusedName()).to.match(/Source 1 of 3/);
    (await byRole(panel, 'button', 'Next source')).focus();
    await sendKeys({ press: 'Enter' });
    await says(panel, 'Source 2 of 3');
    expect(focusedName()).to.equal('Next source');
    await sendKeys({ press: 'Enter' });
    await says(panel, 'Source 3 of 3');
    expect((await byRole<HTMLButtonElement>(panel, 'button', 'Next source')).disabled).to.be.true;
    expect(marksOf(panel)).to.deep.equal([ITEMS_AND_ROWS]);
  });

  it('leaves the arrow keys to the page', async () => {
    const panel = await openPanel({ number: 2 });
    panel.addEventListener('va-citation-select', () => expect.fail('it has stepped'));
    (await byRole(panel, 'group', 'Passage')).focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowLeft' });
    await says(panel, 'Source 2 of 3');
  });

  it('closes by its button and by Escape', async () => {
    const panel = await openPanel();
    let closed = 0;
    panel.addEventListener('va-citation-close', () => (closed += 1));
    (await byRole(panel, 'button', 'Close source')).click();
    expect(closed).to.equal(1);
    await sendKeys({ press: 'Escape' });
    expect(closed).to.equal(2);
  });

  it('shows the place of a source in its answer, whatever number the server has given it', async () => {
    const panel = await openPanel({ citations: [citation(6, SENTENCE), citation(8, ROW)], number: 8 });
    await byRole(panel, 'heading', /^2 Source 2 of 2$/);
  });

  it('steps by N and P, and by Alt with the arrows, and tells of each source', async () => {
    const panel = await openPanel();
    panel.addEventListener('va-citation-select', ({ number }) => (panel.number = number));
    const steps = [
      ['n', 'Source 2 of 3'],
      ['Alt+ArrowDown', 'Source 3 of 3'],
      ['N', 'Source 3 of 3'],
      ['Alt+ArrowUp', 'Source 2 of 3'],
      ['p', 'Source 1 of 3'],
    ] as const;
    for (const [key, position] of steps) {
      await pressAll(key.split('+'));
      await panel.updateComplete;
      await byRole(panel, 'heading', new RegExp(`${position}$`));
    }
    const status = [...panel.renderRoot.querySelectorAll('[role="status"]')].map((each) => each.textContent);
    expect(status).to.include(`Source 1 of 3: ${FIRST.title}`);
    expect(panel.shadowRoot?.activeElement).to.equal(panel.renderRoot.querySelector('h2'));
  });

  it('leaves keys of the browser alone', async () => {
    const panel = await openPanel();
    let steps = 0;
    panel.addEventListener('va-citation-select', () => (steps += 1));
    const press = (init: KeyboardEventInit) => {
      const event = new KeyboardEvent('keydown', {
        bubbles: true,
        composed: true,
        cancelable: true,
        ...init,
      });
      panel.renderRoot.querySelector('.body')?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const kept = [{ key: 'n', ctrlKey: true }, { key: 'p', metaKey: true }, { key: 'ArrowDown' }].map(press);
    expect([steps, ...kept]).to.deep.equal([0, false, false, false]);
  });

  it('says of sources that the answer does not use that it does not', async () => {
    const panel = await openPanel({
      citations: [citation(4, SENTENCE), citation(5, ROW)],
      number: 4,
      isUnused: true,
    });
    await byRole(panel, 'heading', /^Not used in this answer: 1 of 2$/);
    await expect(panel).to.be.accessible();
  });

  it('copies the quote and says so', async () => {
    const panel = await openPanel({ passage: passage(FIRST) });
    let copied = '';
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => Promise.resolve(void (copied = text));
    try {
      (await byRole(panel, 'button', 'Copy quote')).click();
      await says(panel, 'Copied');
      expect(copied).to.equal(SENTENCE);
      navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
      (await byRole(panel, 'button', 'Copy quote')).click();
      await says(panel, 'Could not be copied. Select the words instead.');
    } finally {
      navigator.clipboard.writeText = write;
    }
  });

  it('leads to the original only at a web address', async () => {
    const panel = await openPanel({ passage: passage(FIRST) });
    const link = await byRole<HTMLAnchorElement>(panel, 'link', 'Open original');
    expect(link.href).to.equal(FIRST.sourceUrl);
    expect(link.rel).to.equal('noopener noreferrer');
    for (const sourceUrl of ['javascript:alert(1)', 'data:text/html,x', 'em-014.pdf', '', null]) {
      const other = await openPanel({ citations: [{ ...FIRST, sourceUrl }] });
      expect(allByRole(other, 'link'), String(sourceUrl)).to.be.empty;
    }
  });

  it('fits a phone of 320 px', async () => {
    await setViewport({ width: 320, height: 640 });
    const panel = await openPanel({ number: 2, passage: passage(SECOND) });
    const body = await byRole(panel, 'group', 'Passage');
    expect(body.scrollWidth).to.be.at.most(body.clientWidth);
  });
});

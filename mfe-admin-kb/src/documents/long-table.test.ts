import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { FakeKnowledgeBase, document as doc } from '../testing/fake-knowledge-base.js';
import { findAllByRole, findByRole, focusedName, getByRole, press, says, textOf } from '../testing/find.js';
import { openPage } from '../testing/page.js';
import type { DocumentsPage } from './documents-page.js';

const COUNT = 50_000;

const many = () =>
  new FakeKnowledgeBase(
    Array.from({ length: COUNT }, (_, at) =>
      doc({
        title: `Document ${at + 1}`,
        // Some are taller than the others.
        ...(at % 10 === 9 && { status: 'failed', error: 'No readable text. Nothing was indexed.' }),
      }),
    ),
  );

const boxes = (page: DocumentsPage) => findAllByRole<HTMLInputElement>(page, 'checkbox', /^Select Document/);
const table = (page: DocumentsPage) => getByRole<HTMLTableElement>(page, 'table', 'Documents');

/** The first row that is seen whole, by what the list says and by what is at its place. */
async function settledAt(page: DocumentsPage, first: RegExp): Promise<void> {
  await says(page, first);
  await waitUntil(() => {
    const { bottom = 0 } = findByRole(page, 'columnheader', 'Title')?.getBoundingClientRect() ?? {};
    return boxes(page).some((box) => Math.abs(box.getBoundingClientRect().top - bottom) < 70);
  }, 'no row stands below the head');
}

describe(`a table of ${COUNT} documents`, () => {
  beforeEach(() => setViewport({ width: 1440, height: 900 }));
  afterEach(() => scrollTo(0, 0));

  it('draws those around the view alone, and is as long as all of them', async () => {
    const page = await openPage(many());
    await says(page, `of 50,000`);
    await waitUntil(() => boxes(page).length > 12);
    expect(boxes(page).length).to.be.below(60);
    const list = await table(page);
    expect(list.getAttribute('aria-rowcount')).to.equal('50001');
    expect(list.offsetHeight).to.be.above(COUNT * 40);
    await expect(page).to.be.accessible();
  });

  it('shows what is scrolled to, wherever that is, and nothing jumps on the way', async () => {
    const page = await openPage(many());
    const list = await table(page);
    await settledAt(page, /(?<![\d,])1 to \d+ of 50,000/);
    scrollTo(0, list.offsetHeight / 2);
    await settledAt(page, /(?<![\d,])2[45],\d{3} to 2[45],\d{3} of 50,000/);
    const [box] = boxes(page).filter((each) => each.getBoundingClientRect().top > 300);
    const before = box?.getBoundingClientRect().top ?? 0;
    scrollBy(0, 200);
    await waitUntil(() => Math.abs((box?.getBoundingClientRect().top ?? 0) - (before - 200)) < 2);
    const number = Number(/\d+$/.exec(box?.getAttribute('aria-label') ?? '')?.[0]);
    expect(box?.closest('tr')?.ariaRowIndex).to.equal(String(number + 1));
    scrollTo(0, document.documentElement.scrollHeight);
    await says(page, /(?<![\d,])49,\d{3} to 50,000 of 50,000/);
    await getByRole(page, 'checkbox', 'Select Document 50000');
    expect(boxes(page).length).to.be.below(60);
  });

  it('goes on and back by a view with its buttons', async () => {
    const page = await openPage(many());
    await settledAt(page, /(?<![\d,])1 to 1\d of 50,000/);
    const last = Number(/1 to (\d+) of/.exec(textOf(page))?.[1]);
    await press(page, 'Next');
    await settledAt(page, new RegExp(`(?<![\\d,])${last} to \\d+ of 50,000`));
    await press(page, 'Previous');
    await settledAt(page, /(?<![\d,])1 to \d+ of 50,000/);
  });

  it('keeps the row that has the focus, and follows the keyboard down', async () => {
    const page = await openPage(many());
    (await getByRole(page, 'checkbox', 'Select Document 3')).focus();
    for (let down = 0; down < 60; down += 1) await sendKeys({ press: 'ArrowDown' });
    expect(focusedName().slice(0, 20)).to.equal('Select Document 63');
    scrollTo(0, 1_000_000);
    await says(page, /(?<![\d,])1\d,\d{3} to/);
    expect(focusedName().slice(0, 20)).to.equal('Select Document 63');
    expect(boxes(page).length).to.be.below(60);
  });

  it('begins anew when another order is asked for', async () => {
    const page = await openPage(many());
    scrollTo(0, 1_000_000);
    await says(page, /(?<![\d,])1\d,\d{3} to/);
    await press(page, 'Title');
    await settledAt(page, /(?<![\d,])1 to \d+ of 50,000/);
  });
});

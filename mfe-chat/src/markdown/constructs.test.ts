import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { generatedText } from '../testing/generated-text.js';
import { markdownStyles } from './markdown.css.js';
import { MarkdownStream } from './markdown-stream.js';

interface Shown {
  root: HTMLElement;
  stream: MarkdownStream;
}

/** A text in an element of a width, with the styles of an answer. */
async function show(text: string, width = '40rem', isWhole = true): Promise<Shown> {
  const host = await fixture<HTMLElement>(html`<div></div>`);
  host.style.cssText = `inline-size: ${width}; container: chat / inline-size`;
  const shadow = host.attachShadow({ mode: 'open' });
  const { styleSheet } = markdownStyles;
  if (styleSheet) shadow.adoptedStyleSheets = [styleSheet];
  const root = document.createElement('div');
  root.className = 'prose';
  shadow.append(root);
  const stream = new MarkdownStream(root, () => undefined);
  stream.update(text, isWhole);
  return { root, stream };
}

const pressed = (button: Element | null | undefined) => (button as HTMLElement).click();
const focused = (root: Element) => (root.getRootNode() as ShadowRoot).activeElement;
const button = (root: Element, name: string) => root.querySelector(`button[aria-label="${name}"]`);

const WIDE = `| Medicine | ${Array.from({ length: 12 }, (_, at) => `Measurement${at}`).join(' | ')} |
|---|${'---|'.repeat(12)}
| Adrenaline | ${Array.from({ length: 12 }, (_, at) => `${at} micrograms`).join(' | ')} |
`;

describe('footnotes', () => {
  const TEXT =
    'Give it.[^b] Then stop.[^a] Again.[^b]\n\n[^a]: After 5 days.\n[^b]: If there is **no** rash.\n';

  it('stand behind the answer, numbered as the text points to them', async () => {
    const { root } = await show(TEXT);
    const notes = root.querySelector('section[aria-label="Footnotes"]')!;
    expect(root.lastElementChild).to.equal(notes);
    expect([...notes.querySelectorAll('li')].map((note) => note.textContent.trim())).to.deep.equal([
      'If there is no rash.↩\ufe0e',
      'After 5 days.↩\ufe0e',
    ]);
    expect(root.querySelector('p')?.textContent).to.equal('Give it.1 Then stop.2 Again.1');
  });

  it('are reached from the text and lead back there by the keyboard alone', async () => {
    const { root } = await show(TEXT);
    pressed(button(root, 'Footnote 2'));
    expect(focused(root)?.textContent).to.contain('After 5 days.');
    pressed(focused(root)?.querySelector('[aria-label="Back to the text"]'));
    expect(focused(root)).to.equal(button(root, 'Footnote 2'));
  });

  it('wait without a trace until they come, also for settled text', async () => {
    const before = 'Give it.[^a]\n\nOne.\n\nTwo.\n\nThree.\n\n';
    const { root, stream } = await show(before, '40rem', false);
    const first = root.firstElementChild;
    expect(root.querySelector('p')?.textContent).to.equal('Give it.');
    stream.update(`${before}[^a]: With food.\n`, false);
    expect(root.firstElementChild).to.equal(first);
    expect(first?.textContent).to.equal('Give it.1');
  });

  it('that never come leave what was written', async () => {
    const { root } = await show('Give it.[^a] Now.');
    expect(root.textContent).to.equal('Give it.[^a] Now.');
  });

  it('that nothing points to are shown all the same', async () => {
    const { root } = await show('Text.\n\n[^x]: Do not forget.');
    expect(root.querySelector('.notes')?.textContent).to.equal('Do not forget.');
  });
});

describe('links by reference', () => {
  it('lead to a definition that comes after the text has settled', async () => {
    const before = 'See [the leaflet][leaf].\n\nOne.\n\nTwo.\n\nThree.\n\n';
    const { root, stream } = await show(before, '40rem', false);
    const paragraph = root.firstElementChild;
    expect(paragraph?.textContent).to.equal('See the leaflet.');
    stream.update(`${before}[LEAF]: https://example.org/leaflet\n\nEnd.`, true);
    expect(root.firstElementChild).to.equal(paragraph);
    expect(paragraph?.querySelector('a')?.href).to.equal('https://example.org/leaflet');
    expect(root.textContent).not.to.contain('[LEAF]');
  });

  it('are words in brackets when nothing defines them', async () => {
    const { root } = await show('Text [sic] and [the leaflet][leaf].');
    expect(root.textContent).to.equal('Text [sic] and [the leaflet][leaf].');
    expect(root.querySelectorAll('a[href]')).to.have.length(0);
  });

  it('never make words vanish that are no address', async () => {
    const { root } = await show('[Warning]: contraindicated');
    expect(root.textContent).to.equal('[Warning]: contraindicated');
  });
});

describe('links and images', () => {
  it('show the host that they lead to beside their words', async () => {
    const { root } = await show('[who.int](https://evil.example/x) [example.org](https://example.org/)');
    const [first, second] = root.querySelectorAll('a');
    expect(generatedText(first!, '::after')).to.contain('evil.example');
    expect(second?.dataset.host).to.equal(undefined);
  });

  for (const href of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#10;script:alert(1)',
    '&#x6A;avascript&colon;alert(1)',
    '\u0001javascript:alert(1)',
    '<  javascript:alert(1)>',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://example.org/1',
    'file:///etc/passwd',
    'https://example.org@evil.example/',
    '//evil.example',
  ]) {
    it(`leave a link to ${JSON.stringify(href)} as text`, async () => {
      const { root } = await show(`[words](${href}) ![picture](${href})\n\n[a][b]\n\n[b]: ${href}`);
      const links = [...root.querySelectorAll('[href]')].map(({ textContent }) => textContent);
      expect(links).not.to.include.oneOf(['words', 'picture', 'a']);
      expect(root.textContent).to.contain('words');
    });
  }

  it('show an image as its words, which lead to it', async () => {
    const { root } = await show('![A heart](https://example.org/heart.png) ![](https://example.org/x.png)');
    expect([...root.querySelectorAll('a')].map(({ textContent }) => textContent)).to.deep.equal([
      'A heart',
      'image',
    ]);
    expect(root.querySelectorAll('img')).to.have.length(0);
  });
});

describe('formulas and code', () => {
  it('draw formulas in MathML', async () => {
    const { root } = await show(
      'So $CL = \\frac{a}{b}$ and \\(x^2\\).\n\n$$\n\\sum_i x_i\n$$\n\n\\[ y \\]\n',
    );
    await waitUntil(() => root.querySelectorAll('math').length === 4);
    expect(root.querySelector('mfrac')?.textContent).to.equal('ab');
    expect(root.querySelectorAll('math[display="block"]')).to.have.length(2);
    expect(root.querySelectorAll('[style*="position"]')).to.have.length(0);
  });

  it('leave prices, words in brackets and what is no formula as they were written', async () => {
    const text = 'It costs $5 and $10, US$20 or (x) \\(see below\\).';
    const { root } = await show(`${text} $\\frac{$ and $\\href{javascript:alert(1)}{x}$`);
    await waitUntil(() => root.querySelector('.as-written'));
    expect(root.textContent).to.contain('It costs $5 and $10, US$20 or (x) (see below).');
    expect(root.querySelectorAll('math, [href]')).to.have.length(0);
    expect(root.textContent).to.contain('javascript:alert(1)');
  });

  it('change only the content of the formula when what draws it comes', async () => {
    const { root } = await show('Before.\n\nSo $z^2$.\n\nAfter.\n\nEnd.', '40rem', false);
    const blocks = [...root.children];
    await waitUntil(() => root.querySelector('math'));
    expect([...root.children]).to.deep.equal(blocks);
  });

  it('colour code once its last line is there', async () => {
    const code = '```python\ndef dose(age):\n    return "<b>"  # text\n';
    const { root, stream } = await show(code, '40rem', false);
    stream.update(`${code}\`\`\`\n\nEnd.`, false);
    await waitUntil(() => root.querySelector('.code-word'));
    expect(root.querySelector('code')?.textContent).to.equal('def dose(age):\n    return "<b>"  # text');
    expect([...root.querySelectorAll('.code-word')].map(({ textContent }) => textContent)).to.include('def');
    expect(root.querySelector('.code-value')?.textContent).to.equal('"<b>"');
  });

  it('colour code of another language in moments in which the page has nothing else to do', async () => {
    const { requestIdleCallback } = globalThis;
    const due: IdleRequestCallback[] = [];
    globalThis.requestIdleCallback = (work) => due.push(work);
    try {
      const { root } = await show('```sql\nSELECT dose FROM doses;\n```\n');
      for (const moment of ['for the grammar', 'for the colours']) {
        await waitUntil(() => due.length === 1, moment);
        expect(root.querySelector('.code-word'), moment).to.equal(null);
        due.shift()?.({ didTimeout: false, timeRemaining: () => 50 });
      }
      await waitUntil(() => root.querySelector('.code-word'));
    } finally {
      globalThis.requestIdleCallback = requestIdleCallback;
    }
  });

  it('leave code in a language that nobody knows as it is', async () => {
    const { root } = await show('```constructor\nlet x;\n```\n\n```js\nlet y;\n```\n');
    await waitUntil(() => root.querySelector('.code-word'));
    expect(root.querySelector('code')?.children).to.have.length(0);
  });
});

describe('tables', () => {
  const DOSES =
    '| Age | Dose | Volume |\n|---|--:|---|\n| 12 years | 500 micrograms | 0.5 mL |\n| 6 years | 300 micrograms | 0.3 mL |\n';

  it('keep a dose in its row, with its label, where it is narrow', async () => {
    const { root } = await show(DOSES, '20rem');
    const [first, second] = root.querySelectorAll('tbody tr');
    for (const row of [first!, second!]) {
      const box = row.getBoundingClientRect();
      for (const cell of row.children) {
        const { top, bottom } = cell.getBoundingClientRect();
        expect(top >= box.top && bottom <= box.bottom + 1).to.equal(true);
      }
    }
    expect(second!.getBoundingClientRect().top).to.be.at.least(first!.getBoundingClientRect().bottom);
    expect(generatedText(root.querySelector('td')!, '::before')).to.contain('Dose');
    expect(root.querySelector('figure')!.scrollWidth).to.be.at.most(
      root.querySelector('figure')!.clientWidth,
    );
    await expect(root).to.be.accessible();
  });

  it('stay tables for a screen reader however they are laid out', async () => {
    const { root } = await show(DOSES, '20rem');
    const roles = [...root.querySelectorAll('figure *')].map((each) => each.getAttribute('role'));
    expect(roles).to.include.members(['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell']);
    expect(roles).not.to.include(null);
  });

  it('do not scroll when they fit', async () => {
    const { root } = await show(DOSES);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect(root.querySelector('figure')?.hasAttribute('tabindex')).to.equal(false);
  });

  it('scroll inside themselves by the keyboard when they are very wide, with the first column in sight', async () => {
    const { root } = await show(WIDE);
    const figure = root.querySelector('figure')!;
    await waitUntil(() => figure.tabIndex === 0);
    expect(figure.getAttribute('role')).to.equal('region');
    expect(figure.getAttribute('aria-label')).to.match(/^Table: Medicine, Measurement0/);
    figure.scrollLeft = 300;
    const { left } = figure.getBoundingClientRect();
    const first = root.querySelector('tbody th')!.getBoundingClientRect();
    expect(first.left).to.be.within(left - 4, left + 4);
    expect(root.querySelector('tbody td')!.getBoundingClientRect().left).to.be.below(first.right);
    await expect(root).to.be.accessible();
  });

  it('become labelled rows instead where it is narrow, however wide they are', async () => {
    const { root } = await show(WIDE, '20rem');
    await new Promise(requestAnimationFrame);
    const figure = root.querySelector('figure')!;
    expect(figure.scrollWidth).to.be.at.most(figure.clientWidth + 1);
    expect(figure.hasAttribute('tabindex')).to.equal(false);
  });
});

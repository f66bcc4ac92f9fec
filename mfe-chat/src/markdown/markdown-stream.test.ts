import { expect } from '@open-wc/testing';
import { MarkdownStream } from './markdown-stream.js';
import { HOSTILE } from './testing/hostile.js';
import { SAMPLES } from './testing/samples.js';

const ALLOWED = new Set(
  (
    'A BDI BLOCKQUOTE BR BUTTON CODE DEL EM FIGURE H3 H4 H5 H6 HR LI OL P PRE SECTION SPAN STRONG SUP TABLE TBODY ' +
    'TD TH THEAD TR UL'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  'aria-label class data-host data-label dir href rel role scope start tabindex target'.split(' '),
);

/** The words that stay together on one line, for each text. */
const CLAIMS: Record<string, string[]> = {
  'At once.[1] Wait.[2]': ['once.1', 'Wait.2'],
  'At once.[1][2]': ['once.12'],
  'At once [1, 2].': ['once12.'],
  'At once [1] [2], now': ['once12,'],
  'After **5 minutes**[1] if': ['minutes1'],
  'After ***5 minutes*** [1].': ['minutes1'],
  'Take `500`[1].': ['5001.'],
  'In [this](https://example.org)[1].': ['this1.'],
  '[1] first': ['1'],
};

const SENTENCES = 'Give 500 micrograms **at once** into the thigh.[1] Do not wait for a senior review.[2] ';

const LONG: Record<string, string> = {
  paragraphs: `${SENTENCES.repeat(3)}\n\n`.repeat(400),
  'one paragraph': SENTENCES.repeat(1_200),
  'one list': `- ${SENTENCES}\n`.repeat(1_200),
  'one table': `| Age | Dose |\n|---|---|\n${'| 12 years | 500 micrograms [1] |\n'.repeat(3_200)}`,
  'one block of code': `\`\`\`\n${`${SENTENCES}\n`.repeat(1_200)}`,
};

function button(number: number): HTMLElement {
  const made = document.createElement('button');
  made.setAttribute('aria-label', `Source ${number}`);
  made.textContent = String(number);
  return made;
}

function stream(known: ReadonlySet<number> = new Set([1, 2])) {
  const root = document.createElement('div');
  document.body.append(root);
  return {
    root,
    stream: new MarkdownStream(root, (number) => (known.has(number) ? button(number) : undefined)),
  };
}

function whole(text: string, known?: ReadonlySet<number>): HTMLElement {
  const made = stream(known);
  made.stream.update(text, true);
  return made.root;
}

function isHarmless(root: Element): void {
  for (const made of root.querySelectorAll('*')) {
    if (!ALLOWED.has(made.tagName)) expect.fail(`made a ${made.tagName}`);
    for (const { name } of made.attributes) if (!ATTRIBUTES.has(name)) expect.fail(`set ${name}`);
    if (made instanceof HTMLAnchorElement && made.hasAttribute('href')) {
      expect(['http:', 'https:', 'mailto:']).to.include(made.protocol);
      expect(made.rel).to.equal('noopener noreferrer');
    }
  }
  expect((window as { harmed?: unknown }).harmed).to.equal(undefined);
  expect(performance.getEntriesByType('resource').some(({ name }) => /harm|evil/.test(name))).to.equal(false);
}

const sources = (root: Element) =>
  [...root.querySelectorAll('button')].map((each) => each.getAttribute('aria-label'));

afterEach(() => document.body.replaceChildren());

describe('streamed Markdown', () => {
  for (const [name, text] of Object.entries(SAMPLES)) {
    it(`ends as it would have been shown at once: ${name}`, () => {
      const { root, stream: streamed } = stream();
      for (let length = 1; length <= text.length; length += 1) streamed.update(text.slice(0, length), false);
      streamed.update(text, true);
      expect(root.isEqualNode(whole(text)), root.textContent).to.equal(true);
    });

    it(`ends the same when it comes in two pieces, wherever it is cut: ${name}`, () => {
      const expected = whole(text);
      for (let cut = 1; cut < text.length; cut += 1) {
        const { root, stream: streamed } = stream();
        streamed.update(text.slice(0, cut), false);
        streamed.update(text, true);
        expect(root.isEqualNode(expected), `cut at ${cut}: ${root.textContent}`).to.equal(true);
        root.remove();
      }
    });
  }

  it('never replaces what is settled, and lexes it once', () => {
    const text = Array.from({ length: 200 }, (_, at) => `Paragraph ${at} says **something**.[1]`).join(
      '\n\n',
    );
    const { root, stream: streamed } = stream();
    let settled: ChildNode[] = [];
    for (let length = 0; length <= text.length; length += 7) {
      streamed.update(text.slice(0, length), false);
      const nodes = [...root.childNodes];
      expect(settled.every((node, at) => nodes[at] === node)).to.equal(true);
      settled = nodes.slice(0, -2);
    }
    expect(root.children).to.have.length(200);
    // Two open blocks of at most 41 characters for each of the updates.
    expect(streamed.lexed).to.be.below((text.length / 7) * 41 * 4);
  });

  for (const [name, text] of Object.entries(LONG)) {
    it(`does a bounded amount of work for each character: ${name}`, () => {
      const { root, stream: streamed } = stream();
      for (let length = 0; length < text.length; length += 20) streamed.update(text.slice(0, length), false);
      streamed.update(text, true);
      expect(text.length).to.be.above(100_000);
      expect(streamed.lexed / text.length, 'times each character was lexed').to.be.below(30);
      expect(root.isEqualNode(whole(text))).to.equal(true);
    });
  }

  it('keeps the focus on a citation in the paragraph that is being written', () => {
    const { root, stream: streamed } = stream();
    streamed.update('Claim.[1] And', false);
    const pressed = root.querySelector('button')!;
    pressed.focus();
    streamed.update('Claim.[1] And then some **more', false);
    expect(root.querySelector('button')).to.equal(pressed);
    expect(document.activeElement).to.equal(pressed);
  });

  it('puts a citation behind the word before it, on one line', () => {
    const claim = whole('Do not wait for access [1].').querySelector('.nw');
    expect(claim?.textContent).to.equal('access1.');
  });

  for (const [text, expected] of Object.entries(CLAIMS)) {
    it(`keeps each citation on the line of its claim: ${text}`, () => {
      const lines = [...whole(text).querySelectorAll('.nw')].map((claim) => claim.textContent);
      expect(lines).to.deep.equal(expected);
    });
  }

  it('leaves a marker inside a link as text, since a button there could not be pressed', () => {
    const root = whole('[See [1] here](https://example.org).[2]');
    expect(root.querySelector('a')?.textContent).to.equal('See [1] here');
    expect(root.querySelector('a button')).to.equal(null);
    expect(sources(root)).to.deep.equal(['Source 2']);
  });

  it('hides a marker until its source is known, without a trace of brackets', () => {
    const known = new Set<number>();
    const { root, stream: streamed } = stream(known);
    for (const text of ['Claim.[', 'Claim.[1', 'Claim.[1]', 'Claim.[1] More']) {
      streamed.update(text, false);
      expect(root.textContent).to.match(/^Claim\.( More)?$/);
    }
    known.add(1);
    streamed.update('Claim.[1] More', false);
    expect(sources(root)).to.deep.equal(['Source 1']);
  });

  it('fills a marker of a settled block in place when its source becomes known', () => {
    const known = new Set<number>();
    const text = 'First.[1]\n\nSecond.\n\nThird.\n\nFourth.';
    const { root, stream: streamed } = stream(known);
    streamed.update(text, false);
    const first = root.firstElementChild;
    known.add(1);
    streamed.update(text, false);
    expect(root.firstElementChild).to.equal(first);
    expect(sources(root)).to.deep.equal(['Source 1']);
  });

  it('says of a marker without a source that it is unverified, once the answer is complete', () => {
    const root = whole('Claim.[7] Other.[1]');
    expect(sources(root)).to.deep.equal(['Source 1']);
    expect(root.textContent).to.contain('unverified');
  });

  it('does not call a marker unverified once an answer that had stopped goes on', () => {
    const { root, stream: streamed } = stream();
    streamed.update('Claim.[7]', true);
    streamed.update('Claim.[7] And', false);
    expect(root.textContent).to.equal('Claim. And');
  });

  it('begins anew when the text is another one', () => {
    const { root, stream: streamed } = stream();
    streamed.update('A\n\nB\n\nC\n\nD', false);
    streamed.update('A\n\nX.[1]\n\nC', true);
    expect(root.isEqualNode(whole('A\n\nX.[1]\n\nC'))).to.equal(true);
  });

  it('takes citations that come after the end', () => {
    const known = new Set<number>();
    const { root, stream: streamed } = stream(known);
    streamed.update('Claim.[1]', true);
    known.add(1);
    streamed.update('Claim.[1]', true);
    expect(sources(root)).to.deep.equal(['Source 1']);
    expect(root.textContent).not.to.contain('unverified');
  });

  it('leaves escaped markers and those in code as text', () => {
    const root = whole('Text \\[1\\] and `[1]`.');
    expect(sources(root)).to.be.empty;
    expect(root.textContent).to.equal('Text [1] and [1].');
  });

  it('gives each cell of a table its column', () => {
    const root = whole(SAMPLES['a dose table']!);
    const cells = [...root.querySelectorAll('td')].map((cell) => cell.getAttribute('data-label'));
    expect(cells).to.deep.equal(['Dose', 'Source', 'Dose', 'Source']);
    expect(root.querySelectorAll('th[scope="row"]')).to.have.length(2);
  });

  it('names a cell after the words of its column, without their marks', () => {
    const root = whole('| Age | **Dose** \\[mg\\] [1] |\n|---|--:|\n| 6 | 300 |');
    expect(root.querySelector('td')?.getAttribute('data-label')?.trim()).to.equal('Dose [mg]');
    expect(root.querySelector('td')?.className).to.equal('figures');
  });

  it('keeps the box of a task on the line of its words', () => {
    const boxes = [...whole('- [x] done\n\n- [ ] open').querySelectorAll('p')].map(
      (each) => each.textContent,
    );
    expect(boxes).to.deep.equal(['☑ done', '☐ open']);
  });

  it('takes a long rule for a rule, not for nesting', () => {
    const root = whole(`A\n\n${'-'.repeat(40)}\n\n**B**`);
    expect(root.querySelector('hr')).not.to.equal(null);
    expect(root.querySelector('strong')?.textContent).to.equal('B');
  });

  for (const [at, hostile] of HOSTILE.entries()) {
    it(`shows hostile text ${at + 1} as text: ${hostile.slice(0, 40)}`, () => {
      delete (window as { harmed?: unknown }).harmed;
      const text = `Before.\n\n${hostile}\n\nAfter.\n\nEnd.`;
      // Long ones are there for the lexer's sake; a few cuts are enough.
      const step = Math.max(1, Math.floor(text.length / 300));
      const { root, stream: streamed } = stream();
      for (let length = step; length < text.length; length += step) {
        const start = performance.now();
        streamed.update(text.slice(0, length), false);
        expect(performance.now() - start, 'milliseconds').to.be.below(1_000);
        if (length % 3 === 0) isHarmless(root);
      }
      streamed.update(text, true);
      isHarmless(root);
      isHarmless(whole(text));
    });
  }
});

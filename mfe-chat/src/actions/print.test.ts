import { expect } from '@open-wc/testing';
import { tokens } from '@voiceassist/shared';
import { emulateMedia } from '@web/test-runner-commands';
import { EMPTY, type ConversationMessage } from '../conversation.js';
import { textOf } from '../testing/by-role.js';
import { SENTENCE, citation } from '../testing/knowledge.js';
import { printConversation } from './print.js';

const plain = { citations: [], createdAt: '2026-11-22T09:41:00Z', verbatim: false, nextSeq: 0 };
const MESSAGES: ConversationMessage[] = [
  { ...plain, id: 'q', role: 'user', content: 'Which dose?', status: 'sent' },
  {
    ...plain,
    id: 'a',
    role: 'assistant',
    content: 'Give **adrenaline**.[1] More.[7]\n\n| Age | Dose |\n|---|--:|\n| 6 years | 300 micrograms |',
    citations: [citation(1, SENTENCE), citation(2, 'Use the other thigh where possible.')],
    status: 'stopped',
  },
];

const realPrint = window.print;
const paper = () => document.querySelector<HTMLElement>('.va-paper');
const isSeen = (element: Element) => element.checkVisibility();

/** Prints, and looks at the paper while it is in the printer. */
async function inPrinter(look: (paper: HTMLElement) => unknown): Promise<void> {
  let calls = 0;
  window.print = () => (calls += 1);
  printConversation({ ...EMPTY, title: 'Adrenaline', messages: MESSAGES });
  await emulateMedia({ media: 'print' });
  expect(calls).to.equal(1);
  await look(paper()!);
  await emulateMedia({ media: 'screen' });
  window.dispatchEvent(new Event('afterprint'));
}

describe('a printed conversation', () => {
  before(async function () {
    await emulateMedia({ media: 'print' });
    const canPrint = matchMedia('print').matches;
    await emulateMedia({ media: 'screen' });
    if (!canPrint) this.skip();
  });
  beforeEach(() => {
    if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
    const page = document.createElement('main');
    page.textContent = 'The page around it';
    document.body.append(page);
  });
  afterEach(async () => {
    await emulateMedia({ media: 'screen' });
    window.print = realPrint;
    document.body.replaceChildren();
  });

  it('has questions, answers, and the exact words of what they cite', () =>
    inPrinter((shown) => {
      const words = textOf(shown);
      expect(words).to.contain('Adrenaline').and.contain('Which dose?').and.contain('300 micrograms');
      expect(words)
        .to.match(/Give adrenaline/)
        .and.contain('Stopped by you.');
      expect(words).to.contain('References').and.contain(SENTENCE).and.contain('version 4');
      expect(words).to.contain('https://intranet.example.org/em-014.pdf');
      expect(words).to.contain('More sources, not used in this answer');
    }));

  it('says when it was printed, and that it is no medical device', () =>
    inPrinter((shown) => {
      expect(textOf(shown)).to.contain(
        `Printed on ${new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(new Date())}`,
      );
      expect(textOf(shown)).to.contain('VoiceAssist is not a medical device.');
    }));

  it('says of a marker without a source that it is unverified', () =>
    inPrinter((shown) => expect(textOf(shown)).to.contain('[7, unverified]')));

  it('has no controls', () =>
    inPrinter((shown) => {
      expect(shown.shadowRoot?.querySelector('button, a, input, textarea, summary')).to.equal(null);
    }));

  it('is all that is printed', () =>
    inPrinter((shown) => {
      expect([isSeen(document.querySelector('main')!), isSeen(shown)]).to.deep.equal([false, true]);
    }));

  it('is not seen on the screen, and is gone afterwards', async () => {
    const sheets = document.adoptedStyleSheets.length;
    await inPrinter(async (shown) => {
      await emulateMedia({ media: 'screen' });
      expect([isSeen(document.querySelector('main')!), isSeen(shown)]).to.deep.equal([true, false]);
    });
    expect(paper()).to.equal(null);
    expect(document.adoptedStyleSheets).to.have.length(sheets);
  });
});

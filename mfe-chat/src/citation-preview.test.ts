import { expect, waitUntil } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { emulateMedia, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { Message } from './message.js';
import { allByRole, byRole, focusedName } from './testing/by-role.js';
import { SENTENCE, citation } from './testing/knowledge.js';

const LONG = citation(1, SENTENCE);
const SHORT = citation(2, 'Use the other thigh where possible.');

async function openAnswer(before = ''): Promise<Message> {
  define('va-message', Message);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const message = new Message();
  message.message = {
    id: 'm',
    role: 'assistant',
    content: `${before}Give adrenaline.[1] Repeat it.[2]`,
    citations: [LONG, SHORT],
    status: 'done',
    createdAt: '',
    verbatim: false,
    nextSeq: 0,
  };
  document.body.append(message);
  await message.updateComplete;
  return message;
}

const previewOf = (message: Message) => message.renderRoot.querySelector<HTMLElement>('[role="tooltip"]');

async function preview(message: Message): Promise<HTMLElement> {
  await waitUntil(() => previewOf(message), 'no preview');
  return previewOf(message)!;
}

const centre = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

const moveTo = (element: Element) => sendMouse({ type: 'move', position: centre(element) });

async function tabTo(name: string): Promise<void> {
  for (let steps = 0; focusedName() !== name && steps < 9; steps += 1) await sendKeys({ press: 'Tab' });
  expect(focusedName()).to.equal(name);
}

describe('the preview of a citation', () => {
  beforeEach(async () => {
    await setViewport({ width: 800, height: 600 });
    await sendMouse({ type: 'move', position: [799, 599] });
  });
  afterEach(async () => {
    document.body.replaceChildren();
    await emulateMedia({ colorScheme: 'light' });
  });

  it('says under the pointer what the source is and how its words begin', async () => {
    const message = await openAnswer();
    await moveTo(await byRole(message, 'button', 'Source 1'));
    const shown = await preview(message);
    expect(shown.innerText).to.contain(LONG.title).and.contain('4.2 Immediate treatment');
    expect(shown.innerText).to.contain('give adrenaline by intramuscular injection').and.match(/ …$/);
    expect(shown.innerText).not.to.contain('senior review');
  });

  it('shows words that are few as a whole', async () => {
    const message = await openAnswer();
    await moveTo(await byRole(message, 'button', 'Source 2'));
    expect((await preview(message)).innerText).to.match(/Use the other thigh where possible\.$/);
  });

  it('stays while the pointer moves into it, and goes when the pointer has left', async () => {
    const message = await openAnswer();
    const cite = await byRole(message, 'button', 'Source 1');
    await moveTo(cite);
    await moveTo(await preview(message));
    await moveTo(cite);
    await moveTo(previewOf(message)!);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(previewOf(message)?.matches(':popover-open')).to.equal(true);
    await sendMouse({ type: 'move', position: [799, 599] });
    await waitUntil(() => !previewOf(message), 'it stays');
  });

  it('describes the citation that the keyboard has reached, and takes no focus', async () => {
    const message = await openAnswer();
    await tabTo('Source 1');
    const shown = await preview(message);
    const cite = await byRole(message, 'button', 'Source 1');
    expect(cite.getAttribute('aria-describedby')).to.equal(shown.id);
    expect(focusedName()).to.equal('Source 1');
    await tabTo('Source 2');
    await waitUntil(
      () => previewOf(message)?.innerText.includes('other thigh'),
      'the first one is still there',
    );
    expect(allByRole(message, 'button', 'Source 1')[0]?.hasAttribute('aria-describedby')).to.equal(false);
  });

  it('goes on Escape, which does nothing else', async () => {
    const message = await openAnswer();
    let heard = 0;
    document.body.addEventListener('keydown', () => (heard += 1));
    await tabTo('Source 1');
    heard = 0;
    await preview(message);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !previewOf(message), 'it stays');
    expect([focusedName(), heard]).to.deep.equal(['Source 1', 0]);
    await sendKeys({ press: 'Escape' });
    expect(heard).to.equal(1);
  });

  it('goes on Escape under the pointer too, and leaves the key to whoever it was meant for', async () => {
    const message = await openAnswer();
    let heard = 0;
    document.body.addEventListener('keydown', () => (heard += 1), { once: true });
    await moveTo(await byRole(message, 'button', 'Source 1'));
    await preview(message);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !previewOf(message), 'it stays');
    expect(heard).to.equal(1);
  });

  it('gives way to the source when the citation is pressed', async () => {
    const message = await openAnswer();
    let opened = 0;
    message.addEventListener('va-citation-open', () => (opened += 1));
    await tabTo('Source 1');
    await preview(message);
    await sendKeys({ press: 'Enter' });
    expect([opened, previewOf(message)]).to.deep.equal([1, null]);
  });

  it('is not shown for the source that is open, nor when the focus comes back from it', async () => {
    const message = await openAnswer();
    await tabTo('Source 1');
    await preview(message);
    await sendKeys({ press: 'Enter' });
    message.openCitation = 1;
    await message.updateComplete;
    await tabTo('Source 2');
    await preview(message);
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    expect(focusedName()).to.equal('Source 1');
    await waitUntil(() => !previewOf(message), 'it is shown');
    message.openCitation = undefined;
    await message.updateComplete;
    (document.activeElement as HTMLElement).blur();
    message.focusCitation(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([focusedName(), previewOf(message)]).to.deep.equal(['Source 1', null]);
  });

  it('is not shown for a finger: a press opens the source', async () => {
    const message = await openAnswer();
    const cite = await byRole(message, 'button', 'Source 1');
    const init = { bubbles: true, composed: true, pointerType: 'touch' };
    cite.dispatchEvent(new PointerEvent('pointerover', init));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(previewOf(message)).to.equal(null);
    cite.dispatchEvent(new PointerEvent('pointerover', { ...init, pointerType: 'mouse' }));
    await preview(message);
  });

  for (const width of [320, 800]) {
    it(`is cut off by nothing, ${width} px wide`, async () => {
      await setViewport({ width, height: 600 });
      const message = await openAnswer('Here many words stand before. '.repeat(3));
      const clip = document.createElement('div');
      clip.style.cssText = 'overflow: hidden; block-size: 12rem; margin-block-start: 24rem';
      clip.append(message);
      document.body.append(clip);
      await moveTo(await byRole(message, 'button', 'Source 2'));
      const box = (await preview(message)).getBoundingClientRect();
      expect(box.left).to.be.at.least(8);
      expect(box.right).to.be.at.most(width - 8);
      expect(box.bottom).to.be.at.most(600);
      const [left, top] = centre(previewOf(message)!);
      expect(message.shadowRoot!.elementFromPoint(left, top)?.closest('[role="tooltip"]')).not.to.equal(null);
    });
  }

  it('goes when its citation scrolls out of sight', async () => {
    const message = await openAnswer();
    const scroller = document.createElement('div');
    scroller.style.cssText = 'overflow: auto; block-size: 8rem';
    const more = document.createElement('div');
    more.style.blockSize = '60rem';
    scroller.append(message, more);
    document.body.append(scroller);
    await tabTo('Source 1');
    await preview(message);
    scroller.scrollTop = 500;
    await waitUntil(() => !previewOf(message), 'it stays');
  });

  it('goes with its message', async () => {
    const message = await openAnswer();
    await tabTo('Source 1');
    await preview(message);
    message.remove();
    expect(previewOf(message)).to.equal(null);
  });

  it('replaces no node of the answer', async () => {
    const message = await openAnswer();
    const before = [...message.renderRoot.querySelectorAll('.prose *')];
    await tabTo('Source 2');
    await preview(message);
    await sendKeys({ press: 'Escape' });
    expect([...message.renderRoot.querySelectorAll('.prose *')]).to.deep.equal(before);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const message = await openAnswer();
      document.body.style.background = 'var(--va-surface)';
      await tabTo('Source 1');
      await preview(message);
      await expect(message).to.be.accessible();
    });
  }
});

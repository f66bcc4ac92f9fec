import { expect, fixture, html } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { Composer } from './composer.js';

define('va-composer', Composer);

async function open() {
  const composer = await fixture<Composer>(html`<va-composer></va-composer>`);
  const sent: string[] = [];
  composer.addEventListener('va-composer-send', ({ text }) => sent.push(text));
  const box = composer.renderRoot.querySelector('textarea')!;
  const type = async (text: string) => {
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await composer.updateComplete;
  };
  const press = async (init: KeyboardEventInit) => {
    box.dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, ...init }),
    );
    await composer.updateComplete;
  };
  const button = (name: string) =>
    [...composer.renderRoot.querySelectorAll('button')].find((each) => each.textContent?.includes(name));
  return { composer, sent, box, type, press, button };
}

before(() => {
  document.adoptedStyleSheets = [tokens.styleSheet!];
});
afterEach(() => {
  delete document.documentElement.dataset.theme;
});

describe('<va-composer>', () => {
  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}`, async () => {
      document.documentElement.dataset.theme = theme;
      const { composer } = await open();
      await expect(composer).to.be.accessible();
      composer.streaming = true;
      await composer.updateComplete;
      await expect(composer).to.be.accessible();
    });
  }

  it('sends with Enter and keeps the text until it is told to let go', async () => {
    const { composer, sent, box, type, press } = await open();
    await type('  Dose of metformin?  ');
    await press({ key: 'Enter' });
    expect(sent).to.deep.equal(['Dose of metformin?']);
    expect(box.value).to.contain('Dose of metformin?');
    composer.clear();
    await composer.updateComplete;
    expect(box.value).to.equal('');
  });

  it('sends neither blanks, nor with Shift, nor what ends a composition', async () => {
    const { sent, type, press, button } = await open();
    await type('   ');
    expect(button('Send')?.disabled).to.equal(true);
    await press({ key: 'Enter' });
    await type('Dose');
    await press({ key: 'Enter', shiftKey: true });
    await press({ key: 'Enter', isComposing: true });
    expect(sent).to.have.length(0);
  });

  it('offers Stop while an answer is written, and sends nothing then', async () => {
    const { composer, sent, type, press, button } = await open();
    expect(button('Stop')).to.equal(undefined);
    composer.streaming = true;
    await type('And then?');
    await press({ key: 'Enter' });
    expect(sent).to.have.length(0);
    let stops = 0;
    composer.addEventListener('va-composer-stop', () => (stops += 1));
    button('Stop')?.click();
    expect(stops).to.equal(1);
    expect(composer.shadowRoot?.activeElement?.localName).to.equal('textarea');
  });
});

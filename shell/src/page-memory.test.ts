import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { PageMemory } from './page-memory.js';

describe('PageMemory', () => {
  it('knows how the last fifty pages were left, and no more in a tab that is open for weeks', async () => {
    const main = await fixture<HTMLElement>(
      html`<div tabindex="-1" style="height: 100px; overflow: auto"><div style="height: 5000px"></div></div>`,
    );
    const memory = new PageMemory(() => main);
    for (let position = 1; position <= 60; position += 1) {
      main.scrollTop = position * 10;
      memory.note(position);
    }
    const restored = (position: number) => {
      main.scrollTop = 0;
      memory.restore(position);
      return main.scrollTop;
    };
    expect([60, 11, 10, 1].map(restored)).to.deep.equal([600, 110, 0, 0]);
  });

  const content = () => {
    const [high, field] = [document.createElement('div'), document.createElement('input')];
    high.style.blockSize = '5000px';
    field.placeholder = 'Search';
    high.append(field);
    return high;
  };

  /** A page that was left at 300 pixels, in its field, and that somebody comes back to before anything of it is there. */
  async function comeBack(): Promise<HTMLElement> {
    const main = await fixture<HTMLElement>(
      html`<div tabindex="-1" style="height: 100px; overflow: auto"></div>`,
    );
    const memory = new PageMemory(() => main);
    main.append(content());
    main.querySelector('input')?.focus();
    main.scrollTop = 300;
    memory.note(1);
    main.replaceChildren();
    memory.restore(1);
    return main;
  }

  it('lets a page be as soon as somebody does something, be it a screen reader’s press', async () => {
    const main = await comeBack();
    main.click();
    main.append(content());
    await nextFrame();
    await nextFrame();
    expect(main.scrollTop).to.equal(0);
    expect(document.activeElement).to.equal(main);
  });

  it('leaves a page as it was that a slow network brings only after eight seconds', async () => {
    const main = await comeBack();
    const now = performance.now.bind(performance);
    try {
      performance.now = () => now() + 8_000;
      await nextFrame();
      main.append(content());
      await nextFrame();
      expect(main.scrollTop).to.equal(300);
      expect(document.activeElement).to.equal(main.querySelector('input'));
    } finally {
      performance.now = now;
    }
  });
});

import { expect, fixture, html } from '@open-wc/testing';
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
});

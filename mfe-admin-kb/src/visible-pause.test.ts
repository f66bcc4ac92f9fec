import { expect } from '@open-wc/testing';
import { showPage } from './testing/page.js';
import { visiblePause } from './visible-pause.js';

const never = new AbortController().signal;

describe('visiblePause', () => {
  afterEach(() => showPage(true));

  it('ends after its time while the page is on screen', async () => {
    showPage(true);
    await visiblePause(1, never);
  });

  it('lasts until somebody looks at the page', async () => {
    showPage(false);
    let over = false;
    const pause = visiblePause(1, never).then(() => (over = true));
    // A longer timer than the pause's has ended: by its own time the pause would be over.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(over).to.equal(false);
    showPage(true);
    await pause;
  });

  it('ends at once with the reason of its signal', async () => {
    const controller = new AbortController();
    const pause = visiblePause(60_000, controller.signal);
    const reason = new Error('The page has gone');
    controller.abort(reason);
    expect(await pause.catch((error: unknown) => error)).to.equal(reason);
  });
});

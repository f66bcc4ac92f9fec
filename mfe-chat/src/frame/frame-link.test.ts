import { expect, waitUntil } from '@open-wc/testing';
import { FrameLink, type FrameFailure } from './frame-link.js';
import type { ToPage } from './protocol.js';

/** A frame whose script the test says. */
function placeFrame() {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const inside = frame.contentWindow as Window & { eval(script: string): unknown };
  const taken: ToPage[] = [];
  const failures: FrameFailure[] = [];
  let opened = 0;
  const link = new FrameLink(frame, location.origin, {
    opened: () => (opened += 1),
    took: (message) => taken.push(message),
    failed: (code) => failures.push(code),
  });
  inside.eval(`
    window.ports = [];
    addEventListener('message', ({ ports }) => {
      window.ports.push(ports[0]);
      ports[0].postMessage('{"type":"ready"}');
    });
  `);
  const hello = (changes: object = {}) => ({
    ...{ type: 'va-frame-hello', version: 1, document: 'one' },
    ...changes,
  });
  return {
    ...{ frame, link, taken, failures, hello },
    opened: () => opened,
    say: (message: unknown) => inside.eval(`parent.postMessage(${JSON.stringify(message)}, '*')`),
    tell: (text: string) => inside.eval(`window.ports.at(-1).postMessage(${JSON.stringify(text)})`),
  };
}

describe('the page’s end of a frame', () => {
  let world: ReturnType<typeof placeFrame>;
  beforeEach(() => (world = placeFrame()));
  afterEach(() => {
    world.link.end();
    document.body.replaceChildren();
  });

  it('gives a port to a frame that says hello, and takes what comes over it', async () => {
    const { link, say, hello, opened, tell, taken } = world;
    expect(link.send({ type: 'start', sharesText: false })).to.equal(false);
    say(hello());
    await waitUntil(() => opened() === 1);
    expect(link.send({ type: 'start', sharesText: false })).to.equal(true);
    tell('{"type":"height","height":300}');
    tell('{"type":"height","height":-1}');
    tell('{"type":"escape"}');
    await waitUntil(() => taken.length === 2);
    expect(taken).to.deep.equal([{ type: 'height', height: 300 }, { type: 'escape' }]);
  });

  it('drops the hello of another window, and one that is said again', async () => {
    const { link, say, hello, opened } = world;
    window.postMessage(hello(), location.origin);
    await waitUntil(() => link.dropped === 1);
    say(hello());
    await waitUntil(() => opened() === 1);
    say(hello());
    await waitUntil(() => link.dropped === 2);
    expect(opened()).to.equal(1);
  });

  it('drops the hello of another origin', async () => {
    const { frame, failures, hello } = world;
    const stranger = new FrameLink(frame, 'https://portal.example', {
      opened: () => failures.push('frame_silent'),
      took: () => undefined,
      failed: () => undefined,
    });
    world.say(hello());
    await waitUntil(() => stranger.dropped === 1);
    stranger.end();
    expect(failures).to.be.empty;
  });

  it('drops what only looks like a hello', async () => {
    const { link, say, opened } = world;
    const wrong = [
      null,
      'va-frame-hello',
      { type: 'va-frame-hello' },
      { type: 'va-frame-hello', version: '1' },
    ];
    wrong.forEach(say);
    await waitUntil(() => link.dropped === wrong.length);
    expect(opened()).to.equal(0);
  });

  it('gives another port to another document of the frame', async () => {
    const { say, hello, opened, tell, taken } = world;
    say(hello());
    await waitUntil(() => opened() === 1);
    say(hello({ document: 'two' }));
    await waitUntil(() => opened() === 2);
    tell('{"type":"escape"}');
    await waitUntil(() => taken.length === 1);
  });

  it('says that a frame is of another version', async () => {
    const { say, hello, failures } = world;
    say(hello({ version: 2 }));
    await waitUntil(() => failures.length === 1);
    expect(failures).to.deep.equal(['frame_version']);
  });

  it('hears nothing after its end', async () => {
    const { link, say, hello, opened } = world;
    link.end();
    say(hello());
    window.postMessage('after', location.origin);
    await new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
    expect(opened()).to.equal(0);
    expect(link.send({ type: 'start', sharesText: false })).to.equal(false);
  });
});

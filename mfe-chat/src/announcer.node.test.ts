import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { Announcer } from './announcer.js';

/** What was said, and when. */
function listen() {
  const said: { at: number; words: string }[] = [];
  const announcer = new Announcer((words) => said.push({ at: Date.now(), words }));
  return { announcer, said, words: () => said.map((each) => each.words) };
}

/** The shortest time between two announcements, in ms. */
const shortestPause = (said: readonly { at: number }[]): number =>
  Math.min(...said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0)));

describe('Announcer', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());

  it('tells of an answer of 2,000 deltas at most once in 3 s, and leaves no word out', () => {
    const { announcer, said, words } = listen();
    let text = '';
    for (let delta = 0; delta < 2_000; delta += 1) {
      text += delta % 10 === 9 ? `w${delta}. ` : `w${delta} `;
      announcer.update('a', text);
      mock.timers.tick(10);
    }
    announcer.update('a', text, 'Answer complete.');
    mock.timers.tick(60_000);
    assert.ok(shortestPause(said) >= 3_000, `${shortestPause(said)} ms between two`);
    assert.ok(said.length <= 2 + 20_000 / 3_000 + 1, `${said.length} announcements`);
    assert.equal(words().join(' '), `Answer begins. ${text.trim()} Answer complete.`);
  });

  it('tells an answer that comes at once in one piece with its end', () => {
    const { announcer, words } = listen();
    announcer.update('a', 'Metformin is first.[1]', 'Answer complete.');
    assert.deepEqual(words(), ['Answer begins. Metformin is first. Answer complete.']);
  });

  it('keeps the end until what was said before has been read', () => {
    const { announcer, said, words } = listen();
    announcer.update('a', 'Metformin ');
    mock.timers.tick(100);
    announcer.update('a', 'Metformin is first.', 'Answer complete.');
    assert.deepEqual(words(), ['Answer begins.']);
    mock.timers.tick(2_900);
    assert.deepEqual(words(), ['Answer begins.', 'Metformin is first. Answer complete.']);
    assert.equal(shortestPause(said), 3_000);
  });

  it('tells whole sentences only', () => {
    const { announcer, words } = listen();
    announcer.update('a', '');
    mock.timers.tick(3_000);
    announcer.update('a', 'Give 0.5 mg at once. Then wa');
    mock.timers.tick(3_000);
    assert.deepEqual(words(), ['Answer begins.', 'Give 0.5 mg at once.']);
  });

  it('waits for no tick of its own while nothing comes', () => {
    const { announcer, words } = listen();
    announcer.update('a', 'Give');
    mock.timers.tick(30_000);
    assert.deepEqual(words(), ['Answer begins.']);
    announcer.update('a', 'Give adrenaline. ');
    assert.deepEqual(words(), ['Answer begins.', 'Give adrenaline.']);
  });

  it('reads no marks, no numbers of sources and no addresses', () => {
    const { announcer, words } = listen();
    announcer.update('a', '## Dose\n\n| a | b |\n|---|---|\n**Give** [this](https://x.example)[2].', 'End.');
    assert.deepEqual(words(), ['Answer begins. Dose a b Give this. End.']);
  });

  it('says nothing more once it is stopped, and is ready for the next answer', () => {
    const { announcer, words } = listen();
    announcer.update('a', 'One. Two. ');
    announcer.stop();
    mock.timers.tick(60_000);
    assert.deepEqual(words(), ['Answer begins.']);
    announcer.update('b', 'Three.', 'End.');
    assert.deepEqual(words().slice(1), ['Answer begins. Three. End.']);
  });
});

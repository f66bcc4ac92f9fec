import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runChat } from '../bench/chat/run.js';

describe('the benchmark of the chat', () => {
  it('shows an answer and two histories, and judges what it has measured', async () => {
    const { answer, contenders, goals } = await runChat({
      rounds: 1,
      only: ['va-chat'],
      characters: 2_000,
      deltas: 50,
      histories: [20, 200],
    });
    const [ours] = contenders;
    assert.ok(ours);
    assert.ok(ours.bytes.first > 10_000 && ours.bytes.first < ours.bytes.all, 'the bundle was not measured');
    assert.ok(ours.load.slowInput > ours.load.input, 'the slow network was none');
    assert.ok(ours.stream.isWhole, 'the answer was not shown whole');
    assert.ok(ours.stream.cpu.task > 0, 'no CPU time was measured');
    for (const kind of ['table', 'pre', 'blockquote', 'a'])
      assert.equal(ours.stream.rendered[kind as 'a'], answer.elements[kind], `wrong number of ${kind}`);
    for (const history of [ours.history2000, ours.history10000]) {
      assert.ok(history.isShown, 'a history was not shown');
      assert.ok(history.afterData > 0 && history.afterData < history.shown, 'the data were not noted');
      assert.ok(history.typing > 0, 'no key was noted');
    }
    assert.ok(goals.some(({ goal }) => goal === 'long tasks while streaming'));
    assert.ok(!goals.some(({ goal }) => goal.includes('the floor')), 'a goal was judged without its measure');
  });
});

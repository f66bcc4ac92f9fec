import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { citationsUsed, shownNumbers, withShownNumbers } from './citations-used.js';
import { citation } from './testing/knowledge.js';

const answerOf = (content: string, numbers: readonly number[]) => ({
  content,
  citations: numbers.map((number) => citation(number, `Words ${number}.`)),
});

/** What a server may call its sources, which of them it sends, and which numbers it writes. */
const answers = fc
  .record({
    sent: fc.uniqueArray(fc.integer({ min: 1, max: 40 })),
    written: fc.array(fc.integer({ min: 1, max: 40 })),
  })
  .map(({ sent, written }) => ({
    sent,
    written,
    answer: answerOf(written.map((number) => `Words [${number}].`).join(' '), sent),
  }));

const markers = (text: string) => [...text.matchAll(/\[(\d+)(, unverified)?\]/g)];

describe('the numbers of citations', () => {
  it('go from 1 in order of appearance, whatever a server calls them', () => {
    const answer = answerOf('First.[7] Second.[3, 9] First again.[7]', [3, 7, 8, 9]);
    assert.equal(withShownNumbers(answer), 'First.[1] Second.[2][3] First again.[1]');
    assert.deepEqual(
      citationsUsed(answer).used.map(({ number }) => number),
      [7, 3, 9],
    );
  });

  it('are never given to what has no source, which keeps its own and is marked', () => {
    assert.equal(withShownNumbers(answerOf('Given.[5] Not.[1]', [5])), 'Given.[1] Not.[1, unverified]');
    assert.equal(shownNumbers(answerOf('Given.[5] Not.[1]', [5])).has(1), false);
  });

  it('first appear as 1, 2, 3 and so on, and name one source each', () => {
    fc.assert(
      fc.property(answers, ({ answer, sent, written }) => {
        const verified = markers(withShownNumbers(answer)).filter(([, , unverified]) => !unverified);
        const seen = [...new Set(verified.map(([, number]) => Number(number)))];
        assert.deepEqual(
          seen,
          seen.map((_, at) => at + 1),
        );
        assert.equal(seen.length, new Set(written.filter((number) => sent.includes(number))).size);
        const { used } = citationsUsed(answer);
        const quoted = verified.map(([, number]) => used[Number(number) - 1]?.number);
        assert.deepEqual(
          quoted,
          written.filter((number) => sent.includes(number)),
        );
      }),
    );
  });

  it('say of everything that has no source that it is unverified, and of nothing else', () => {
    fc.assert(
      fc.property(answers, ({ answer, sent, written }) => {
        const unverified = markers(withShownNumbers(answer)).filter(([, , mark]) => mark);
        assert.deepEqual(
          unverified.map(([, number]) => Number(number)),
          written.filter((number) => !sent.includes(number)),
        );
      }),
    );
  });

  it('do not change while the sources are there and the text goes on', () => {
    fc.assert(
      fc.property(answers, fc.nat(), ({ answer }, cut) => {
        const early = { ...answer, content: answer.content.slice(0, cut % (answer.content.length + 1)) };
        const whole = shownNumbers(answer);
        const { used } = citationsUsed(early);
        used.forEach(({ number }, at) => assert.equal(whole.get(number), at + 1));
      }),
    );
  });

  it('are all different, also those of sources that the text does not use', () => {
    fc.assert(
      fc.property(answers, ({ answer, sent }) => {
        const shown = [...shownNumbers(answer).values()].sort((one, other) => one - other);
        assert.deepEqual(
          shown,
          sent.map((_, at) => at + 1),
        );
      }),
    );
  });
});

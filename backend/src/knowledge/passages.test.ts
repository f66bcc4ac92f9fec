import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseMarkdown } from './parse/markdown.js';
import { passages } from './passages.js';
import { sentences } from './sentences.js';

const texts = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('passages', () => {
  const words = fc
    .integer({ min: 1, max: 400 })
    .map((count) => 'Some words of a sentence here. '.repeat(count / 6 + 1));
  const block = fc.oneof(
    words,
    fc.constantFrom(
      '# One',
      '## Two',
      '### Three',
      '- item one\n- item two',
      '| a | b |\n| - | - |\n| 1 | 2 |',
    ),
  );

  it('are exact slices of the text, in order, that never cross a heading and leave no words out', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 15 }), (blocks) => {
        const source = parseMarkdown(blocks.join('\n\n'));
        const found = passages(source);
        const headings = source.blocks.filter(({ kind }) => kind === 'heading');
        let last = 0;
        for (const { start, end } of found) {
          assert.ok(start >= last && end > start);
          last = end;
          if (found.length > 1)
            assert.ok(headings.every((heading) => heading.end <= start || heading.start >= end));
          assert.ok(source.text.slice(start, end).split(/\s+/).length <= 260);
        }
        for (const { kind, start, end } of source.blocks) {
          if (kind === 'heading') continue;
          const inside = found.filter((passage) => passage.start < end && passage.end > start);
          assert.equal(inside[0]?.start !== undefined && inside[0].start <= start, true);
          assert.equal((inside.at(-1)?.end ?? 0) >= end, true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('know the headings above them, without one that repeats the title', () => {
    const source = parseMarkdown(
      '# Gout\n\nIntro.\n\n## Attack\n\n### Drugs\n\nNaproxen.\n\n## After\n\nRest.',
    );
    assert.deepEqual(
      passages(source, 'Gout').map(({ headingPath }) => headingPath),
      [[], ['Attack', 'Drugs'], ['After']],
    );
  });

  it('keep a table whole', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `| Drug ${at} | ${at} mg once daily |`).join('\n');
    const source = parseMarkdown(`# Doses\n\n| Drug | Dose |\n| - | - |\n${rows}`);
    assert.equal(passages(source).length, 1);
  });
});

describe('sentences', () => {
  it('do not end at abbreviations, decimals or units', () => {
    assert.deepEqual(texts('Give 2.5 mg, e.g. Ramipril, at night. Dr. Smith agrees! See Fig. 3 for more.'), [
      'Give 2.5 mg, e.g. Ramipril, at night.',
      'Dr. Smith agrees!',
      'See Fig. 3 for more.',
    ]);
    assert.deepEqual(texts('Stop at 30 mL/min/1.73 m2. Then wait.'), [
      'Stop at 30 mL/min/1.73 m2.',
      'Then wait.',
    ]);
  });
});

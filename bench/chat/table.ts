import type { ElementCounts } from './answer.js';
import type { ChatFigures } from './run.js';

const inKilobytes = (bytes: number) => Number((bytes / 1000).toFixed(1));
const inWords = (counts: ElementCounts) =>
  Object.entries(counts)
    .map(([tag, count]) => `${tag} ${count}`)
    .join(', ');

/** Prints the figures for a person. */
export function printChat({ machine, rounds, answer, contenders, goals }: ChatFigures): void {
  console.log(
    Object.entries(machine)
      .map(([what, value]) => `${what} ${value}`)
      .join(' · '),
  );
  console.log(
    `Medians of ${rounds} rounds; ${answer.characters} characters in ${answer.deltas} deltas at ${answer.perSecond}/s; right are ${inWords(answer.elements as ElementCounts)}.`,
  );
  console.table(
    contenders.map(({ name, bytes, load, stream }) => ({
      chat: name,
      'gzip kB': inKilobytes(bytes.first),
      'in all': inKilobytes(bytes.all),
      'input ms': Math.round(load.input),
      'slow ms': Math.round(load.slowInput),
      'CPU ms': Math.round(stream.cpu.task),
      'long tasks': stream.longTasks,
      'gap ms': Math.round(stream.longestGap),
      whole: stream.isWhole,
      rendered: inWords(stream.rendered),
    })),
  );
  console.table(
    contenders.flatMap(({ name, history2000, history10000 }) =>
      (
        [
          ['2,000', history2000],
          ['10,000', history10000],
        ] as const
      ).map(([messages, history]) => ({
        chat: name,
        messages,
        'ms after the data': Math.round(history.afterData),
        elements: history.elements,
        'fling gap ms': Math.round(history.flingGap),
        'fling blank %': Math.round(100 * history.flingBlank),
        'typing ms': Math.round(history.typing),
        shown: history.isShown,
      })),
    ),
  );
  for (const { name, versions } of contenders) {
    const named = Object.entries(versions).map(([what, version]) => `${what} ${version}`);
    if (named.length) console.log(`${name}: ${named.join(', ')}`);
  }
  console.table(goals);
}

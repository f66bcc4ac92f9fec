import { FLOOR, OURS } from './contenders.js';
import type { Figures } from './run.js';

/** A goal, and how far from it we are. */
export interface Goal {
  goal: string;
  measured: number;
  limit: number;
  isMet: boolean;
}

/** The goals that can be judged by what was measured: some are relative to the floor or to a peer. */
export function judge(contenders: readonly Figures[]): Goal[] {
  const of = (name: string) => contenders.find((contender) => contender.name === name);
  const ours = of(OURS);
  const floor = of(FLOOR);
  const deepChat = of('deep-chat');
  if (!ours) return [];
  const { bytes, load, stream, history10000 } = ours;
  const goals: [string, number, number | undefined][] = [
    ['gzip bytes to the first usable input', bytes.first, 40_000],
    ['gzip bytes in all, without math and highlighting', bytes.all, 65_000],
    ['ms to usable input: 1.5 × the floor', load.input, floor && 1.5 * floor.load.input],
    [
      'ms to usable input, slow network: 1.5 × the floor',
      load.slowInput,
      floor && 1.5 * floor.load.slowInput,
    ],
    ['CPU ms of the streamed answer: 1.5 × the floor', stream.cpu.task, floor && 1.5 * floor.stream.cpu.task],
    [
      'CPU ms of the streamed answer: 0.2 × deep-chat',
      stream.cpu.task,
      deepChat && 0.2 * deepChat.stream.cpu.task,
    ],
    ['CPU ms of the streamed answer', stream.cpu.task, 1_500],
    ['long tasks while streaming', stream.longTasks, 0],
    ['longest gap between frames while streaming, ms', stream.longestGap, 34],
    ['elements with 10,000 messages', history10000.elements, 1_500],
    ['ms to show 10,000 messages, after the data', history10000.afterData, 300],
  ];
  return goals.flatMap(([goal, measured, limit]) =>
    limit === undefined
      ? []
      : [{ goal, measured: Number(measured.toFixed(1)), limit: Math.round(limit), isMet: measured <= limit }],
  );
}

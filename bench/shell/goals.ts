import { FLOOR, OURS } from './contenders.js';
import type { Figures } from './run.js';

/** A goal, and how far from it we are. */
export interface Goal {
  goal: string;
  measured: number;
  limit: number;
  isMet: boolean;
}

/** A goal beside what was measured. */
export const goal = (name: string, measured: number, limit: number): Goal => ({
  goal: name,
  measured: Number(measured.toFixed(2)),
  limit: Number(limit.toFixed(2)),
  isMet: measured <= limit,
});

/** The goals that are relative to the floor. */
export function judge(contenders: readonly Figures[]): Goal[] {
  const ours = contenders.find(({ name }) => name === OURS);
  const floor = contenders.find(({ name }) => name === FLOOR);
  if (!ours || !floor) return [];
  return [
    goal('CPU ms of a warm switch: 1.25 × the floor', ours.switches.cpu.task, 1.25 * floor.switches.cpu.task),
  ];
}

import type { FinishReason } from '@voiceassist/shared/schemas';

/** What is measured, from a moment that names nothing else. */
export type Measure =
  'socket-open' | 'socket-failed' | 'question-accepted' | 'first-sentence' | `answer-${FinishReason}`;

/**
 * Puts how long something took, since `start` of `performance.now()`, into the browser's own timeline, where developers'
 * tools and whoever observes the page find it. A name of a closed list and two times are all of it, and only the last of
 * each name is kept.
 */
export function measured(what: Measure, start: number): void {
  const name = `va-${what}`;
  performance.clearMeasures(name);
  performance.measure(name, { start });
}

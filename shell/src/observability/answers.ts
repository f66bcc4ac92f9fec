import type { FinishReason } from '@voiceassist/shared/schemas';
import { newContext, type SpanContext } from './span.js';
import type { Tracer } from './tracer.js';
import { ANSWER_ENDS } from './vocabulary.js';

/** Questions whose answers may still be measured. */
const MOST_OPEN = 20;

/**
 * Tells of what the chat leaves in the browser's timeline: how long a connection took, and from a question to its receipt,
 * the first sentence and the end of its answer. Names are closed, and times are all there is.
 */
export function traceAnswers(tracer: Tracer, ended: (end: FinishReason) => void): void {
  const questions = new Map<number, SpanContext>();
  /** What was measured from the same moment on is of one question. */
  const contextOf = (start: number) => {
    const context = questions.get(start) ?? newContext();
    questions.delete(start);
    questions.set(start, context);
    for (const oldest of questions.keys()) if (questions.size > MOST_OPEN) questions.delete(oldest);
    return context;
  };
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries()) {
      const times = [startTime, startTime + duration] as const;
      const end = ANSWER_ENDS.find((each) => name === `va-answer-${each}`);
      if (name === 'va-socket-open') tracer.tell('socket connect', times, { 'va.outcome': 'open' });
      else if (name === 'va-socket-failed')
        tracer.tell('socket connect', times, { 'va.outcome': 'failed' }, { isFailed: true });
      else if (name === 'va-question-accepted')
        tracer.tell('question accepted', times, {}, { parent: contextOf(startTime) });
      else if (name === 'va-first-sentence')
        tracer.tell('first sentence', times, {}, { parent: contextOf(startTime) });
      else if (end) {
        const context = contextOf(startTime);
        const isFailed = end === 'error' || end === 'interrupted';
        tracer.tell('answer complete', times, { 'va.end': end }, { context, parent: context, isFailed });
        ended(end);
      }
    }
  }).observe({ type: 'measure', buffered: true });
}

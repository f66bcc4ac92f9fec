import type { FailureReport } from '../failure.js';
import { newContext } from './span.js';
import type { Tracer } from './tracer.js';
import { errorWords, type Vocabulary } from './vocabulary.js';

/** Tells of a failure under the trace id that the server and the administrator were told. */
export function traceError(
  tracer: Tracer,
  words: Vocabulary,
  { kind, micro_frontend, trace_id, ...error }: FailureReport,
): void {
  const now = performance.now();
  const part = words.part(micro_frontend);
  tracer.tell(
    'client error',
    [now, now],
    {
      ...errorWords(error),
      ...(part && { 'va.part': part }),
      'va.kind': kind,
      'va.route': words.route(location.pathname),
    },
    { context: newContext(trace_id), link: tracer.current, isFailed: true },
  );
}

import { callPattern } from './call-pattern.js';
import { newContext, traceparent } from './span.js';
import type { Tracer } from './tracer.js';
import { METHODS, type Spans } from './vocabulary.js';

/** The calls that are told of. */
export interface Traced {
  /** Of the API; calls to anybody else are nobody's concern, and never get a header. */
  origins: ReadonlySet<string>;
  /** Whether the server has said that it takes the header `traceparent` (capability `trace`). */
  takesHeader: boolean;
}

const methodOf = (text: string) => METHODS.find((method) => method === text) ?? '_OTHER';

/** Tells of every call to the API that is made from now on, and gives the server the trace that it belongs to. */
export function traceCalls(tracer: Tracer, traced: Traced): void {
  const plain = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const isRequest = input instanceof Request;
    const url = new URL(isRequest ? input.url : input, location.href);
    if (!traced.origins.has(url.origin)) return plain(input, init);
    const parent = tracer.current;
    const context = newContext(parent.traceId);
    const method = methodOf((init?.method ?? (isRequest ? input.method : 'GET')).toUpperCase());
    const start = performance.now();
    const tell = (rest: Partial<Spans['call']>, isFailed: boolean) =>
      tracer.tell(
        'call',
        [start, performance.now()],
        { 'http.request.method': method, 'url.template': callPattern(url.pathname), ...rest },
        { context, parent, isFailed },
      );
    try {
      const header = traced.takesHeader ? traceparent(context) : '';
      const answer = await plain(input, header ? withHeader(input, init, header) : init);
      tell({ 'http.response.status_code': answer.status }, answer.status >= 500);
      return answer;
    } catch (error) {
      const isAborted = (error as Error).name === 'AbortError';
      tell({ 'error.type': isAborted ? 'aborted' : 'network' }, !isAborted);
      throw error;
    }
  };
}

function withHeader(input: RequestInfo | URL, init: RequestInit | undefined, value: string): RequestInit {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  headers.set('traceparent', value);
  return { ...init, headers };
}

/** Tells of calls that were made before, and of uploads, which do not go through `fetch`, as the browser measured them. */
export function traceTimings(tracer: Tracer, { origins }: Pick<Traced, 'origins'>): void {
  const before = performance.now();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      const url = new URL(entry.name);
      const isUpload = entry.initiatorType === 'xmlhttprequest';
      const isEarly = entry.initiatorType === 'fetch' && entry.startTime < before;
      if (!origins.has(url.origin) || !(isUpload || isEarly)) continue;
      const { responseStatus: status = 0 } = entry as { responseStatus?: number };
      tracer.tell(
        'call',
        [entry.startTime, entry.responseEnd],
        {
          'http.request.method': isUpload ? 'POST' : '_OTHER',
          'url.template': callPattern(url.pathname),
          ...(status && { 'http.response.status_code': status }),
        },
        { isFailed: status >= 500 },
      );
    }
  }).observe({ type: 'resource', buffered: true });
}

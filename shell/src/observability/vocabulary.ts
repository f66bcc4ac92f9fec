import { matchPath, type PartName, type RoutePattern } from '@voiceassist/shared';
import type { FinishReason } from '@voiceassist/shared/schemas';
import type { FailureReport } from '../failure.js';

// All that is ever told of a page: numbers, and words of closed lists. What a person types, an address, an id or a title
// has no type here, so that it cannot be told.

declare const checked: unique symbol;
/** A word that was looked up in a closed list of this release; a text cannot become one by itself. */
type Checked<What extends string> = string & { readonly [checked]: What };

/** The pattern of a call's address, e.g. `/api/users/:id`. */
export type CallPattern = Checked<'call'>;
/** A file of the portal with line and column. */
export type CodePlace = Checked<'place'>;
/** The class of an error, e.g. `TypeError`. */
export type ErrorName = Checked<'error'>;

/** How an answer ended. */
export const ANSWER_ENDS = [
  'done',
  'stopped',
  'not_found',
  'error',
  'interrupted',
] as const satisfies readonly FinishReason[];

export const NAVIGATIONS = ['navigate', 'reload', 'back_forward', 'prerender'] as const;
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const VITALS = ['LCP', 'INP', 'CLS', 'TTFB', 'FCP'] as const;

/** Every span, and what it says besides its times. */
export interface Spans {
  'page load': { 'va.route': RoutePattern; 'va.navigation': (typeof NAVIGATIONS)[number] };
  'route switch': { 'va.route': RoutePattern; 'va.route.before': RoutePattern };
  'part load': { 'va.part': PartName; 'va.files': number; 'va.route': RoutePattern };
  'web vital': {
    'va.vital': (typeof VITALS)[number];
    /** Milliseconds; of CLS a score without a unit. */
    'va.value': number;
    'va.rating': 'good' | 'needs-improvement' | 'poor';
    'va.route': RoutePattern;
  };
  call: {
    'http.request.method': (typeof METHODS)[number] | '_OTHER';
    'url.template': CallPattern;
    'http.response.status_code'?: number;
    'error.type'?: 'aborted' | 'network';
  };
  'socket connect': { 'va.outcome': 'open' | 'failed' };
  'question accepted': object;
  'first sentence': object;
  'answer complete': { 'va.end': FinishReason };
  'client error': {
    'va.part'?: PartName;
    'va.kind': FailureReport['kind'];
    'exception.type': ErrorName;
    'code.place'?: CodePlace;
    'va.route': RoutePattern;
  };
}
export type SpanName = keyof Spans;

/** Pages of the shell itself. */
const OWN_PAGES = ['/', '/about', '/unauthorized'];
const ELSEWHERE = 'not-found';

/** The words that there are in a release. */
export class Vocabulary {
  readonly #routes: string[];
  readonly #parts: Set<string>;

  constructor(release: {
    parts: readonly { name: string }[];
    microFrontends: readonly { routes: readonly { path: string }[] }[];
  }) {
    this.#routes = [
      ...OWN_PAGES,
      ...release.microFrontends.flatMap(({ routes }) => routes.map((route) => route.path)),
    ];
    this.#parts = new Set(release.parts.map(({ name }) => name));
  }

  /** The pattern that an address of the portal fits. */
  route(pathname: string): RoutePattern {
    return (this.#routes.find((path) => matchPath(path, pathname)) ?? ELSEWHERE) as RoutePattern;
  }

  /** A part's name, if the release has it. */
  part(name: string): PartName | undefined {
    return this.#parts.has(name) ? (name as PartName) : undefined;
  }
}

/** The class of an error and its place, of a report that the server would take. */
export function errorWords({ name, at = '' }: Pick<FailureReport, 'name' | 'at'>) {
  const isName = /^([A-Z][A-Za-z]{0,30}(Error|Exception)|Error|HTTP\d{3})$/.test(name);
  const isPlace = /^[\w.-]{1,100}\.js(:\d{1,9}:\d{1,9})?$/.test(at);
  return {
    'exception.type': (isName ? name : 'Error') as ErrorName,
    ...(isPlace && { 'code.place': at as CodePlace }),
  };
}

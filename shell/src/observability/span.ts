import type { SpanName, Spans } from './vocabulary.js';

/** What ties spans together: 32 and 16 hexadecimal digits. */
export interface SpanContext {
  traceId: string;
  spanId: string;
}

/** Something that took its time, when it is over. Times are milliseconds of `performance.now()`. */
export interface Span<Name extends SpanName = SpanName> extends SpanContext {
  name: Name;
  parent?: string;
  /** Another trace that it belongs to. */
  link?: SpanContext;
  start: number;
  end: number;
  isFailed: boolean;
  attributes: Spans[Name];
}

const hex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

export const newContext = (traceId = hex(16)): SpanContext => ({ traceId, spanId: hex(8) });

/** The header of the W3C by which a server knows what a call belongs to. */
export const traceparent = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-01`;

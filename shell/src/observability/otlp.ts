import type { Span } from './span.js';

// OTLP over HTTP in JSON: ids in hexadecimal, 64-bit numbers as text, names in camelCase.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding

type Value = { stringValue: string } | { intValue: string } | { doubleValue: number };

/** Of which release these spans are. */
export interface Resource {
  'service.version': string;
  'deployment.environment.name': string;
}

const KIND_INTERNAL = 1;
const KIND_CLIENT = 3;
const STATUS_ERROR = 2;

const valueOf = (value: string | number): Value =>
  typeof value === 'string'
    ? { stringValue: value }
    : Number.isInteger(value)
      ? { intValue: String(value) }
      : { doubleValue: value };

const attributesOf = (attributes: object) =>
  Object.entries(attributes as Record<string, string | number | undefined>).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: valueOf(value) }],
  );

/** Nanoseconds of the clock on the wall; microseconds are as fine as a browser tells. */
const moment = (milliseconds: number) =>
  `${BigInt(Math.round((performance.timeOrigin + milliseconds) * 1000)) * 1000n}`;

/** The body of a request to a collector. */
export function otlpBody(spans: readonly Span[], resource: Resource): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': 'voiceassist-portal', ...resource }) },
        scopeSpans: [{ scope: { name: 'voiceassist' }, spans: spans.map(spanBody) }],
      },
    ],
  };
}

function spanBody({ traceId, spanId, parent, link, name, start, end, isFailed, ...span }: Span): object {
  const attributes = attributesOf(span.attributes);
  return {
    traceId,
    spanId,
    ...(parent && { parentSpanId: parent }),
    name,
    kind: name === 'call' || name === 'socket connect' ? KIND_CLIENT : KIND_INTERNAL,
    startTimeUnixNano: moment(start),
    endTimeUnixNano: moment(Math.max(start, end)),
    ...(attributes.length && { attributes }),
    ...(link && { links: [link] }),
    ...(isFailed && { status: { code: STATUS_ERROR } }),
  };
}

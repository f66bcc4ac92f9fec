import { deepStrictEqual } from 'node:assert/strict';
// What OpenTelemetry itself generates from opentelemetry-proto.
import generated from '@opentelemetry/otlp-transformer/build/src/generated/root.js';

/** A span as a collector has it in its hands. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, string | number> }[];
  links?: { traceId: string; spanId: string }[];
  status?: { code: number };
}

interface Request {
  resourceSpans: { resource: object; scopeSpans: { spans: CollectedSpan[] }[] }[];
}

interface Message {
  fromObject(value: object): object;
  toObject(message: object, options: object): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}

interface Definitions {
  opentelemetry: { proto: { collector: { trace: { v1: { ExportTraceServiceRequest: Message } } } } };
}
const { opentelemetry } = generated as unknown as Definitions;
const { ExportTraceServiceRequest: message } = opentelemetry.proto.collector.trace.v1;

const isId = (key: string) => /^(traceId|spanId|parentSpanId)$/.test(key);
/** Ids are hexadecimal in OTLP's JSON, and base64 in that of protobuf. */
const converted = (value: unknown, from: BufferEncoding, to: BufferEncoding): unknown => {
  if (Array.isArray(value)) return value.map((each) => converted(each, from, to));
  if (typeof value !== 'object' || !value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      isId(key) ? Buffer.from(each as string, from).toString(to) : converted(each, from, to),
    ]),
  );
};

/**
 * The spans of a request to a collector. Fails unless the body, written as protobuf by the published definitions and read
 * again, is what it was: no name that they do not know, no value of another type, ids of their length.
 */
export function readOtlp(body: string): { resource: object; spans: CollectedSpan[] } {
  const given = JSON.parse(body) as Request;
  const bytes = message.encode(message.fromObject(converted(given, 'hex', 'base64') as object)).finish();
  const read = message.toObject(message.decode(bytes), { longs: String, bytes: String });
  deepStrictEqual(converted(read, 'base64', 'hex'), given);
  const spans = given.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  for (const { traceId, spanId, startTimeUnixNano, endTimeUnixNano } of spans) {
    deepStrictEqual([traceId.length, spanId.length], [32, 16]);
    deepStrictEqual(
      BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano),
      true,
      'nothing ends before it begins',
    );
  }
  return { resource: given.resourceSpans[0]?.resource ?? {}, spans };
}

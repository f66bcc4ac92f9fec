import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOtlp } from '../../release/testing/otlp.js';
import { otlpBody } from './otlp.js';
import { newContext, traceparent, type Span } from './span.js';
import type { CallPattern } from './vocabulary.js';

const RESOURCE = { 'service.version': '9f31c2e0a1b2c3d4e5f6', 'deployment.environment.name': 'staging' };
const call = (changes: Partial<Span<'call'>> = {}): Span => ({
  ...newContext(),
  name: 'call',
  start: 12.5,
  end: 40.25,
  isFailed: false,
  attributes: { 'http.request.method': 'GET', 'url.template': '/api/users/:id' as CallPattern },
  ...changes,
});
const body = (...spans: Span[]) => JSON.stringify(otlpBody(spans, RESOURCE));

describe('a span for a collector', () => {
  it('is what OpenTelemetry’s own definitions read', () => {
    const parent = newContext();
    const { spans, resource } = readOtlp(
      body(
        call({ ...newContext(parent.traceId), parent: parent.spanId, link: newContext(), isFailed: true }),
        call({
          attributes: {
            'http.request.method': 'GET',
            'url.template': '/api/users/:id' as CallPattern,
            'http.response.status_code': 200,
          },
        }),
      ),
    );
    assert.equal(spans[0]?.traceId, parent.traceId);
    assert.equal(spans[0].parentSpanId, parent.spanId);
    assert.equal(spans[0].status?.code, 2);
    assert.equal(BigInt(spans[0].endTimeUnixNano) - BigInt(spans[0].startTimeUnixNano), 27_750_000n);
    assert.match(JSON.stringify(resource), /"voiceassist-portal".*"9f31c2e0a1b2c3d4e5f6"/);
    assert.match(JSON.stringify(spans[1]), /"http.response.status_code","value":\{"intValue":"200"\}/);
  });

  it('would be refused with a name or a value that they do not know', () => {
    for (const [from, to] of [
      ['"traceId"', '"trace_id"'],
      ['"kind":3', '"kind":"client"'],
      ['"stringValue"', '"text"'],
    ] as const)
      assert.throws(() => readOtlp(body(call()).replace(from, to)), from);
  });

  it('names its trace to a server as the W3C has it', () => {
    assert.match(traceparent(newContext()), /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});

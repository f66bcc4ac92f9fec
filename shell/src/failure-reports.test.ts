import { expect, waitUntil } from '@open-wc/testing';
import type { FailureReport } from './failure.js';
import { FailureReports } from './failure-reports.js';

const report = (changes: Partial<FailureReport> = {}): FailureReport => ({
  kind: 'runtime',
  micro_frontend: '@voiceassist/mfe-chat',
  name: 'TypeError',
  at: 'main.js:1:2',
  trace_id: '0af7651916cd43dd8448eb211c80319c',
  ...changes,
});

describe('failure reports', () => {
  const { fetch } = window;
  let sent: { body: Record<string, string>; options: RequestInit }[];
  let isOnline: boolean;
  beforeEach(() => {
    sent = [];
    isOnline = true;
    window.fetch = (_address, options = {}) => {
      if (!isOnline) return Promise.reject(new TypeError('offline'));
      sent.push({ body: JSON.parse(options.body as string) as Record<string, string>, options });
      return Promise.resolve(new Response(null, { status: 202 }));
    };
  });
  afterEach(() => {
    window.fetch = fetch;
  });

  it('tell of each failure once, with the release, and without anything of the session', () => {
    const reports = new FailureReports('https://api.example.org/api/client-errors', '9f31');
    reports.add(report());
    reports.add(report({ trace_id: 'f'.repeat(32) }));
    reports.add(report({ kind: 'loop' }));
    expect(sent.map(({ body }) => body.kind)).to.deep.equal(['runtime', 'loop']);
    expect(sent[0]?.body.release).to.equal('9f31');
    expect(sent[0]?.options.credentials).to.equal('omit');
    expect(sent[0]?.options.keepalive).to.equal(true);
    expect(Object.keys(sent[0]?.options.headers ?? {})).to.deep.equal(['Content-Type']);
  });

  it('wait for the network, and are sent once then', async () => {
    const reports = new FailureReports('https://api.example.org/api/client-errors', '9f31');
    isOnline = false;
    reports.add(report({ name: 'RangeError' }));
    isOnline = true;
    await waitUntil(() => {
      window.dispatchEvent(new Event('online'));
      return sent.length;
    });
    window.dispatchEvent(new Event('online'));
    expect(sent.map(({ body }) => body.name)).to.deep.equal(['RangeError']);
  });

  it('end somewhere', () => {
    const reports = new FailureReports('https://api.example.org/api/client-errors', '9f31');
    for (let line = 1; line <= 100; line += 1) reports.add(report({ at: `main.js:${line}:1` }));
    expect(sent.length).to.equal(20);
  });
});

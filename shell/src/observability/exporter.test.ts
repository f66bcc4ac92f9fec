import { expect } from '@open-wc/testing';
import { Exporter } from './exporter.js';
import { newContext, type Span } from './span.js';

const SECOND = 1_000;
const RESOURCE = { 'service.version': '9f31', 'deployment.environment.name': 'staging' };
const span = (): Span => ({
  ...newContext(),
  ...{ name: 'socket connect', start: 1, end: 2, isFailed: false, attributes: { 'va.outcome': 'open' } },
});

describe('the exporter of traces', () => {
  const real = { setTimeout: window.setTimeout, random: Math.random };
  let timers: { at: number; run: () => void }[];
  let now: number;
  let sent: { at: number; spans: number; keepalive: boolean }[];
  let answer: () => Promise<Response>;
  let exporter: Exporter;

  beforeEach(() => {
    [timers, now, sent] = [[], 0, []];
    answer = () => Promise.resolve(new Response('{}'));
    window.setTimeout = ((run: () => void, wait = 0) =>
      timers.push({ at: now + wait, run })) as typeof setTimeout;
    Math.random = () => 1;
    exporter = new Exporter(
      'https://otel.example/v1/traces',
      RESOURCE,
      (_address, { body, keepalive } = {}) => {
        const { resourceSpans } = JSON.parse(body as string) as {
          resourceSpans: { scopeSpans: { spans: object[] }[] }[];
        };
        sent.push({
          at: now,
          spans: resourceSpans[0]?.scopeSpans[0]?.spans.length ?? 0,
          keepalive: keepalive ?? false,
        });
        return answer();
      },
    );
  });
  afterEach(() => {
    window.setTimeout = real.setTimeout;
    Math.random = real.random;
  });
  /** Lets so much time pass, and what it brings about. */
  const pass = async (milliseconds: number) => {
    const end = now + milliseconds;
    for (;;) {
      timers.sort((one, other) => one.at - other.at);
      if ((timers[0]?.at ?? Infinity) > end) break;
      const timer = timers.shift();
      now = timer?.at ?? now;
      timer?.run();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    }
    now = end;
  };

  it('gives spans away together', async () => {
    for (let n = 0; n < 3; n += 1) exporter.add(span());
    await pass(4 * SECOND);
    expect(sent).to.deep.equal([]);
    await pass(2 * SECOND);
    expect(sent).to.deep.equal([{ at: 5 * SECOND, spans: 3, keepalive: true }]);
    await pass(3600 * SECOND);
    expect(sent.length, 'nothing is sent twice').to.equal(1);
  });

  it('leaves a collector that is away alone for longer and longer, and loses nothing that is young', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    exporter.add(span());
    await pass(60 * SECOND);
    expect(sent.map(({ at }) => at / SECOND)).to.deep.equal([5, 15, 35]);
    await pass(3600 * SECOND);
    expect(sent.length).to.be.below(22);
    for (let n = 0; n < 1000; n += 1) exporter.add(span());
    answer = () => Promise.resolve(new Response('{}'));
    sent = [];
    await pass(400 * SECOND);
    expect(sent.map(({ spans }) => spans)).to.deep.equal([60, 60, 60, 60, 60, 60, 40]);
  });

  it('waits as long as it is told, and gives up what is refused', async () => {
    answer = () => Promise.resolve(new Response('', { status: 503, headers: { 'Retry-After': '120' } }));
    exporter.add(span());
    await pass(100 * SECOND);
    expect(sent.length).to.equal(1);
    answer = () => Promise.resolve(new Response('', { status: 400 }));
    await pass(600 * SECOND);
    expect(sent.map(({ at }) => at / SECOND)).to.deep.equal([5, 125]);
  });

  it('gives away what waits when the page goes', async () => {
    exporter.add(span());
    window.dispatchEvent(new Event('pagehide'));
    expect(sent).to.deep.equal([{ at: 0, spans: 1, keepalive: true }]);
    await pass(60 * SECOND);
    expect(sent.length).to.equal(1);
  });
});

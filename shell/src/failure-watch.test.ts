import { expect } from '@open-wc/testing';
import type { FailureReport } from './failure.js';
import { watchFailures } from './failure-watch.js';

const CHAT = '@voiceassist/mfe-chat';
const file = (part: string) => `http://localhost:5173/parts/${part}/9f31c2e0a1b2c3d4e5f6/main.js`;

/** An error of a part, thrown below these frames. */
const thrown = (part: string, below = '') =>
  Object.assign(new TypeError('Mrs Canary'), { stack: `at x (${file(part)}:1:2)\n${below}` });

describe('errors that nobody caught', () => {
  let page: EventTarget;
  let reports: FailureReport[];
  let withdrawn: string[];
  let mounted: string | undefined;
  beforeEach(() => {
    page = new EventTarget();
    reports = [];
    withdrawn = [];
    mounted = CHAT;
    watchFailures(
      {
        mounted: () => mounted,
        withdraw: (name, kind) => withdrawn.push(`${name} ${kind}`),
        notice: () => undefined,
        report: (report) => reports.push(report),
      },
      page,
    );
  });

  const error = (of: unknown, filename = '') =>
    page.dispatchEvent(new ErrorEvent('error', { error: of, filename, lineno: 3, colno: 4 }));
  const rejection = (reason: unknown) =>
    page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));

  it('are reported, and the part goes on', () => {
    error(thrown('mfe-chat'));
    rejection(thrown('mfe-chat'));
    expect(reports.map(({ micro_frontend, kind, at }) => `${micro_frontend} ${kind} ${at}`)).to.deep.equal([
      `${CHAT} runtime main.js:1:2`,
      `${CHAT} runtime main.js:1:2`,
    ]);
    expect(withdrawn).to.deep.equal([]);
    expect(JSON.stringify(reports)).not.to.contain('Canary');
  });

  it('take the part off the page when it cannot be rendered', () => {
    rejection(thrown('mfe-chat', `at y.performUpdate (${file('shared')}:1:9)`));
    expect(withdrawn).to.deep.equal([`${CHAT} runtime`]);
  });

  it('take the part off the page when they do not end, also those without a stack', () => {
    for (let time = 1; time < 10; time += 1) rejection('no reason');
    expect(withdrawn).to.deep.equal([]);
    rejection('no reason');
    expect(withdrawn).to.deep.equal([`${CHAT} loop`]);
  });

  it('leave a part alone that they are not of', () => {
    for (let time = 1; time <= 30; time += 1) error(thrown('mfe-auth'));
    expect(withdrawn).to.deep.equal([]);
    expect(reports[0]?.micro_frontend).to.equal('@voiceassist/mfe-auth');
  });

  it('are nothing when they are the browser’s own, an extension’s, or a change of mind', () => {
    for (let time = 1; time <= 30; time += 1) {
      error(null, location.href);
      error(Object.assign(new Error('x'), { stack: 'at chrome-extension://abc/content.js:1:2' }));
      rejection(new DOMException('The user aborted a request.', 'AbortError'));
    }
    expect([...reports, ...withdrawn]).to.deep.equal([]);
  });
});

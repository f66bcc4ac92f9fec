import { expect, waitUntil } from '@open-wc/testing';
import { ApiError, ConnectionError, define } from '@voiceassist/shared';
import type { Passage } from '@voiceassist/shared/schemas';
import { LitElement } from 'lit';
import { PassageController, type PassageSource } from './passage-controller.js';
import { ROW, SENTENCE, citation, passage } from './testing/knowledge.js';

class TestHost extends LitElement {
  readonly controller = new PassageController(this);
}

interface Call {
  start: number;
  version: number | undefined;
  isCurrent: boolean | undefined;
  signal: AbortSignal;
  answer: (passage: Passage) => void;
  fail: (error: Error) => void;
}

function fakeSource() {
  const calls: Call[] = [];
  const source: PassageSource = {
    kb: {
      passage: (_id, start, _end, { version, isCurrent, signal = new AbortController().signal } = {}) =>
        new Promise((answer, fail) => calls.push({ start, version, isCurrent, signal, answer, fail })),
    },
  };
  return { source, calls };
}

function host(): TestHost {
  define('test-passage-host', TestHost);
  const element = document.createElement('test-passage-host') as TestHost;
  document.body.append(element);
  return element;
}

const first = citation(1, SENTENCE);
const second = citation(2, ROW);

describe('PassageController', () => {
  afterEach(() => {
    document.querySelectorAll('test-passage-host').forEach((element) => element.remove());
  });

  const failing = async (error: Error) => {
    const { controller } = host();
    const { source, calls } = fakeSource();
    controller.show(source, first);
    calls[0]?.fail(error);
    await waitUntil(() => !controller.loading);
    return { controller, source, calls };
  };

  it('asks for the section of a citation', async () => {
    const { controller } = host();
    const { source, calls } = fakeSource();
    controller.show(source, first);
    expect(controller.loading).to.be.true;
    expect(calls[0]?.start).to.equal(first.start);
    calls[0]?.answer(passage(first));
    await waitUntil(() => !controller.loading);
    expect(controller.passage).to.deep.equal(passage(first));
  });

  it('asks for the version that was cited, and for today’s when that is wanted, and keeps the two apart', async () => {
    const { controller } = host();
    const { source, calls } = fakeSource();
    controller.show(source, first);
    calls[0]?.answer(passage(first, { currentVersion: 5 }));
    await waitUntil(() => !controller.loading);
    controller.show(source, first, true);
    expect(controller.isToday).to.be.true;
    expect(controller.passage).to.equal(undefined);
    calls[1]?.answer(passage(first, { version: 5 }));
    await waitUntil(() => !controller.loading);
    expect(calls.map(({ version, isCurrent }) => [version, isCurrent])).to.deep.equal([
      [4, false],
      [4, true],
    ]);
    controller.show(source, first);
    expect([controller.isToday, controller.passage?.version]).to.deep.equal([false, 4]);
  });

  it('lets go of what is no longer wanted', async () => {
    const { controller } = host();
    const { source, calls } = fakeSource();
    controller.show(source, first);
    controller.show(source, second);
    expect(calls[0]?.signal.aborted).to.be.true;
    calls[1]?.answer(passage(second));
    calls[0]?.answer(passage(first));
    await waitUntil(() => !controller.loading);
    expect(controller.passage?.start).to.equal(second.start);
  });

  it('remembers what it has fetched', async () => {
    const { controller } = host();
    const { source, calls } = fakeSource();
    controller.show(source, first);
    calls[0]?.answer(passage(first));
    await waitUntil(() => !controller.loading);
    controller.show(source, second);
    controller.show(source, first);
    expect(calls).to.have.length(2);
    expect(controller.loading).to.be.false;
    expect(controller.passage?.start).to.equal(first.start);
  });

  it('has nothing to retry when the document is gone (404)', async () => {
    const { controller } = await failing(new ApiError(404, { type: 'about:blank', title: 'Not found' }));
    expect(controller.failure?.title).to.equal('The document can no longer be opened.');
    expect(controller.failure?.canRetry).to.be.false;
  });

  it('can retry after a server error (500)', async () => {
    const { controller } = await failing(new ApiError(500, { type: 'about:blank', title: 'Oh' }));
    expect(controller.failure?.title).to.equal('The server met an error.');
    expect(controller.failure?.canRetry).to.be.true;
  });

  it('succeeds after the network has come back', async () => {
    const { controller, source, calls } = await failing(new ConnectionError('network'));
    expect(controller.failure?.title).to.equal('The server cannot be reached.');
    controller.show(source, first);
    expect(controller.failure).to.be.undefined;
    calls[1]?.answer(passage(first));
    await waitUntil(() => controller.passage);
  });

  it('goes on through a move, and stops with its element', async () => {
    const element = host();
    const { source, calls } = fakeSource();
    element.controller.show(source, first);
    document.body.append(element);
    await Promise.resolve();
    expect(calls[0]?.signal.aborted).to.be.false;
    element.remove();
    await Promise.resolve();
    expect(calls[0]?.signal.aborted).to.be.true;
  });
});

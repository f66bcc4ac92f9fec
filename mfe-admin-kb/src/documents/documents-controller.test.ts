import { expect, waitUntil } from '@open-wc/testing';
import { DocumentsController } from './documents-controller.js';
import { FakeKnowledgeBase, document as doc } from '../testing/fake-knowledge-base.js';
import type { Pause } from '../visible-pause.js';

/** A controller on a host without a view, whose pauses end when the test says so. */
function start(server: FakeKnowledgeBase) {
  const pauses: { milliseconds: number; end: () => void; signal: AbortSignal }[] = [];
  const pause: Pause = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      pauses.push({ milliseconds, end: resolve, signal });
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  const host = {
    isConnected: true,
    updateComplete: Promise.resolve(true),
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
  };
  const controller = new DocumentsController(host, () => server.api, pause);
  controller.hostUpdate();
  return { controller, pauses, host };
}

describe('DocumentsController', () => {
  it('looks every second while the server works on a listed document, and stops when all are ready', async () => {
    const server = new FakeKnowledgeBase([doc({ status: 'queued' }), doc()]);
    const { controller, pauses } = start(server);
    await waitUntil(() => pauses.length === 1);
    expect(pauses[0]?.milliseconds).to.equal(1_000);
    expect(server.listQueries).to.have.length(1);

    pauses[0]?.end();
    await waitUntil(() => pauses.length === 2);
    expect(server.listQueries).to.have.length(2);

    server.change(server.documents[0]?.id ?? '', { status: 'ready' });
    pauses[1]?.end();
    await waitUntil(() => controller.counts.ready === 2);
    await Promise.resolve();
    expect(server.listQueries).to.have.length(3);
    expect(pauses).to.have.length(2);
  });

  it('asks for the figures around the list only when the list has changed', async () => {
    const server = new FakeKnowledgeBase([doc({ status: 'queued' })]);
    const { pauses } = start(server);
    await waitUntil(() => pauses.length === 1);
    const asked = server.queries.length;
    pauses[0]?.end();
    await waitUntil(() => pauses.length === 2);
    expect(server.queries.length - asked).to.equal(1);
  });

  it('waits longer after each failure, and forgets them with the first success', async () => {
    const server = new FakeKnowledgeBase([doc({ status: 'queued' })]);
    const { controller, pauses } = start(server);
    await waitUntil(() => pauses.length === 1);
    server.errors.list = new Error('No');
    for (const at of [0, 1, 2]) {
      pauses[at]?.end();
      await waitUntil(() => pauses.length === at + 2);
    }
    expect(pauses.map(({ milliseconds }) => milliseconds)).to.deep.equal([1_000, 2_000, 4_000, 8_000]);
    expect(controller.listing?.documents).to.have.length(1);
    server.errors.list = undefined;
    pauses[3]?.end();
    await waitUntil(() => pauses.length === 5);
    expect(controller.error).to.equal(undefined);
    expect(pauses[4]?.milliseconds).to.equal(1_000);
  });

  it('stops when the page goes, and begins again when it comes back', async () => {
    const server = new FakeKnowledgeBase([doc({ status: 'queued' })]);
    const { controller, pauses, host } = start(server);
    await waitUntil(() => pauses.length === 1);
    host.isConnected = false;
    controller.hostDisconnected();
    await waitUntil(() => pauses[0]?.signal.aborted);
    expect(server.listQueries).to.have.length(1);
    host.isConnected = true;
    controller.hostConnected();
    await waitUntil(() => pauses.length === 2);
    expect(server.listQueries).to.have.length(2);
  });

  it('throws an answer away that comes after a newer question', async () => {
    const server = new FakeKnowledgeBase([doc({ title: 'Old' })]);
    const { controller } = start(server);
    controller.show({ search: 'nothing like it' });
    await waitUntil(() => controller.listing && !controller.loading);
    expect(controller.listing?.documents).to.have.length(0);
  });

  it('goes back to the last page that there is when its own has become empty', async () => {
    const server = new FakeKnowledgeBase(Array.from({ length: 26 }, () => doc()));
    const { controller } = start(server);
    controller.show({ skip: 25 });
    await waitUntil(() => controller.listing?.documents.length === 1);
    const [only] = controller.listing?.documents ?? [];
    if (only) await controller.delete(only);
    await waitUntil(() => controller.listing?.documents.length === 25);
    expect(controller.query.skip).to.equal(0);
  });
});

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

  it('asks for the rows that are seen and those around them, and for none twice', async () => {
    const server = new FakeKnowledgeBase(Array.from({ length: 1_000 }, () => doc()));
    const { controller } = start(server);
    await waitUntil(() => controller.listing);
    const asked = () => server.listQueries.map(({ skip, limit }) => [skip, limit]);
    const here = () => {
      const { skip = 0, documents = [] } = controller.listing ?? {};
      return [skip, skip + documents.length];
    };
    controller.reach({ start: 0, end: 5 });
    controller.reach({ start: 10, end: 24 });
    await waitUntil(() => here()[1] === 125);
    controller.reach({ start: 90, end: 105 });
    expect(asked()).to.deep.equal([
      [0, 25],
      [25, 100],
    ]);
    controller.reach({ start: 700, end: 720 });
    await waitUntil(() => here()[0] === 680);
    expect(here()).to.deep.equal([680, 780]);
    controller.reach({ start: 670, end: 690 });
    await waitUntil(() => here()[0] === 580);
    expect(here()).to.deep.equal([580, 780]);
    controller.reach({ start: 990, end: 1_000 });
    await waitUntil(() => here()[1] === 1_000);
    expect(controller.listing?.documents.at(-1)).to.equal(server.documents.at(-1));
  });

  it('does not join what comes to what was there before the list changed', async () => {
    const server = new FakeKnowledgeBase(Array.from({ length: 300 }, () => doc()));
    const { controller } = start(server);
    await waitUntil(() => controller.listing);
    server.documents = [doc({ title: 'New' }), ...server.documents];
    controller.reach({ start: 10, end: 24 });
    await waitUntil(() => controller.listing?.total === 301);
    await waitUntil(() => controller.listing?.skip === 0);
    expect(controller.listing?.documents.map(({ id }) => id)).to.deep.equal(
      server.documents.slice(0, controller.listing?.documents.length).map(({ id }) => id),
    );
  });

  it('goes on by itself after rows could not be had', async () => {
    const server = new FakeKnowledgeBase(Array.from({ length: 300 }, () => doc()));
    const { controller, pauses } = start(server);
    await waitUntil(() => controller.listing);
    server.errors.list = new Error('No');
    controller.reach({ start: 200, end: 210 });
    await waitUntil(() => controller.error && pauses.length === 1);
    server.errors.list = undefined;
    pauses[0]?.end();
    await waitUntil(() => !controller.error && controller.listing?.skip === 180);
  });

  it('goes back to the last rows that there are when those that were seen have gone', async () => {
    const server = new FakeKnowledgeBase(Array.from({ length: 300 }, () => doc()));
    const { controller } = start(server);
    await waitUntil(() => controller.listing);
    controller.reach({ start: 280, end: 300 });
    await waitUntil(() => controller.listing?.skip === 260);
    server.documents = server.documents.slice(0, 26);
    controller.refresh();
    await waitUntil(() => controller.listing?.total === 26);
    expect(controller.listing?.documents.at(-1)).to.equal(server.documents.at(-1));
  });
});

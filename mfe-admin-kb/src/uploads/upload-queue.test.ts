import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { isActive, isOnServer, type UploadItem } from './upload-item.js';
import { MAX_LARGE, MAX_SENDING, UploadQueue } from './upload-queue.js';

const FIELDS = { sourceType: 'guideline', specialty: 'cardiology' };
const LIMIT = 1_000;
/** Files of more bytes are large ones. */
const LARGE = 500;
const TWIN = { documentId: 'there', title: 'There', version: 3, isSame: false };

type Act = (queue: UploadQueue, item: UploadItem | undefined) => void;

const fileOf = (name: string, size: number) => new File([new Uint8Array(size)], name);
const status = fc.constantFrom('queued', 'parsing', 'indexing', 'ready', 'failed');

/** Everything that can happen to a queue, in whatever order, to whatever file. */
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ name: fc.constantFrom('a.pdf', 'b.md', 'c.xlsx'), size: fc.nat(LIMIT + 200) }).map(
    ({ name, size }): Act =>
      (queue) =>
        queue.choose([fileOf(name, size)], LIMIT),
  ),
  fc.constant<Act>((queue) => queue.send(FIELDS)),
  fc.constant<Act>((queue) => queue.start()),
  fc.nat(2 * LIMIT).map(
    (sent): Act =>
      (queue, item) =>
        item && queue.progress(item.id, sent),
  ),
  fc.constant<Act>((queue, item) => item && queue.ask(item.id, TWIN)),
  fc.constantFrom('skip' as const, 'replace' as const, 'keep' as const).map(
    (choice): Act =>
      (queue, item) =>
        item && queue.decide(item.id, choice),
  ),
  fc.constant<Act>((queue) => queue.pause()),
  fc.constant<Act>((queue) => queue.resume()),
  fc.constant<Act>((queue, item) => item && queue.accept(item.id, `document-${item.id}`)),
  fc.record({ status, chunkCount: fc.nat(50) }).map(
    (change): Act =>
      (queue, item) =>
        item?.documentId && queue.follow({ id: item.documentId, error: null, ...change }),
  ),
  fc.boolean().map(
    (fieldsRejected): Act =>
      (queue, item) =>
        item && queue.fail(item.id, () => 'It failed.', fieldsRejected),
  ),
  fc.constant<Act>((queue, item) => item && queue.lose(item.id, () => 'It is gone.')),
  fc.constant<Act>((queue, item) => item && queue.cancel(item.id, () => 'Cancelled.')),
  fc.constant<Act>((queue, item) => item && queue.retry(item.id)),
  fc.constant<Act>((queue, item) => item && queue.remove(item.id)),
  fc.constant<Act>((queue) => queue.clearFinished()),
);

function check(items: readonly UploadItem[]): void {
  expect(new Set(items.map(({ id }) => id)).size).to.equal(items.length);
  const onTheWire = items.filter(({ stage }) => stage === 'sending');
  expect(onTheWire.length).to.be.at.most(MAX_SENDING);
  expect(onTheWire.filter(({ file }) => file.size > LARGE).length).to.be.at.most(MAX_LARGE);
  for (const item of items) {
    const what = JSON.stringify(item);
    expect(item.sentBytes, what).to.be.within(0, item.file.size);
    if (isOnServer(item) || item.stage === 'ready') {
      expect(item.documentId, what).to.be.a('string');
      expect(item.sentBytes, what).to.equal(item.file.size);
    }
    if (isActive(item) || item.stage === 'ready') expect(item.fields, what).to.equal(FIELDS);
    if (item.stage === 'duplicate' || item.stage === 'skipped') expect(item.twin, what).to.equal(TWIN);
    if (['chosen', 'waiting', 'sending', 'duplicate', 'skipped', 'refused'].includes(item.stage)) {
      expect(item.documentId, what).to.equal(undefined);
    }
    if (['refused', 'failed', 'cancelled'].includes(item.stage))
      expect(item.explanation, what).to.be.a('function');
    if (item.stage === 'refused') expect(item.fields, what).to.equal(undefined);
  }
}

describe('UploadQueue', () => {
  it('stays valid whatever happens in whatever order', () => {
    const story = fc.array(fc.tuple(acts, fc.nat(7)), { maxLength: 80 });
    fc.assert(
      fc.property(story, (steps) => {
        const queue = new UploadQueue(LARGE);
        const removed = new Set<string>();
        for (const [act, at] of steps) {
          const before = queue.items;
          act(queue, before[at % (before.length || 1)]);
          if (queue.isPaused) expect(queue.start(), 'a paused queue sends').to.equal(undefined);
          const after = new Set(queue.items.map(({ id }) => id));
          for (const item of before) {
            if (after.has(item.id)) continue;
            expect(isActive(item), 'a file on its way was lost').to.equal(false);
            removed.add(item.id);
          }
          for (const id of removed) expect(after.has(id), 'a removed file came back').to.equal(false);
          check(queue.items);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keeps what ended as it ended, whatever comes too late', () => {
    const late: Act[] = [
      (queue, item) => item && queue.progress(item.id, 5),
      (queue, item) => item && queue.accept(item.id, 'document'),
      (queue, item) => item && queue.fail(item.id, () => 'Too late.'),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...late)), (acts) => {
        const queue = new UploadQueue();
        queue.choose([fileOf('a.pdf', 10)], LIMIT);
        queue.send(FIELDS);
        queue.start();
        queue.cancel('1', () => 'Cancelled.');
        const cancelled = queue.items[0];
        for (const act of acts) act(queue, cancelled);
        expect(queue.items[0]).to.equal(cancelled);
      }),
    );
  });
});

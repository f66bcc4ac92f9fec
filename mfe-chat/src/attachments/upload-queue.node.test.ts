import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { FakeUploads, fileOf } from './testing/fake-uploads.js';
import { UploadQueue } from './upload-queue.js';

const LIMIT = 4096;

function begin() {
  const server = new FakeUploads();
  let changes = 0;
  const queue = new UploadQueue(server.upload, () => (changes += 1));
  const add = (...files: File[]) => queue.add(files, [], LIMIT);
  const stages = () => queue.uploads.map(({ stage }) => stage);
  return { server, queue, add, stages, changes: () => changes };
}

describe('the queue of files beside a message', () => {
  it('sends two at a time, and the next one when one has arrived', async () => {
    const { server, add, stages } = begin();
    add(fileOf('a.pdf'), fileOf('b.pdf'), fileOf('c.pdf'));
    assert.deepEqual(stages(), ['uploading', 'uploading', 'waiting']);
    server.of('a.pdf')?.arrive('A');
    await settled();
    assert.deepEqual(stages(), ['ready', 'uploading', 'uploading']);
  });

  it('gives what has arrived, in the order in which it was chosen', async () => {
    const { server, queue, add } = begin();
    add(fileOf('a.pdf', 10), fileOf('b.pdf', 20));
    server.of('b.pdf')?.arrive('B');
    server.of('a.pdf')?.arrive('A');
    await settled();
    assert.deepEqual(queue.attachments, [
      { id: 'A', url: '/api/files/A', filename: 'a.pdf', sizeBytes: 10 },
      { id: 'B', url: '/api/files/B', filename: 'b.pdf', sizeBytes: 20 },
    ]);
  });

  it('refuses what is too large, empty, there already or one too many, and takes the rest', () => {
    const { queue, add } = begin();
    add(fileOf('large.pdf', LIMIT + 1), fileOf('empty.pdf', 0), fileOf('a.pdf'), fileOf('a.pdf'));
    assert.deepEqual(queue.refusals, [
      { name: 'large.pdf', reason: 'too-large' },
      { name: 'empty.pdf', reason: 'empty' },
      { name: 'a.pdf', reason: 'twice' },
    ]);
    add(...Array.from({ length: 11 }, (_, at) => fileOf(`${at}.pdf`)));
    assert.equal(queue.uploads.length, 10);
    assert.deepEqual(queue.refusals, [
      { name: '9.pdf', reason: 'too-many' },
      { name: '10.pdf', reason: 'too-many' },
    ]);
  });

  it('counts the bytes of the file and never more', () => {
    const { server, queue, add } = begin();
    add(fileOf('a.pdf', 1000));
    server.of('a.pdf')?.onProgress(400, 1200);
    assert.equal(queue.uploads[0]?.sentBytes, 400);
    server.of('a.pdf')?.onProgress(1200, 1200);
    assert.equal(queue.uploads[0]?.sentBytes, 1000);
  });

  it('cancels on the wire, keeps the file, and sends it again when asked', async () => {
    const { server, queue, add, stages } = begin();
    const file = fileOf('a.pdf');
    add(file);
    const first = server.of('a.pdf');
    queue.cancel(file);
    await settled();
    assert.equal(first?.signal.aborted, true);
    assert.deepEqual(stages(), ['cancelled']);
    queue.retry(file);
    // What the first sending still says is of no interest any more.
    first?.onProgress(2048, 2048);
    assert.equal(queue.uploads[0]?.sentBytes, 0);
    server.of('a.pdf')?.arrive('A');
    await settled();
    assert.deepEqual(stages(), ['ready']);
  });

  it('takes a removed file off the wire, and makes room for the next', async () => {
    const { server, queue, add, stages } = begin();
    const file = fileOf('a.pdf');
    add(file, fileOf('b.pdf'), fileOf('c.pdf'));
    queue.remove(file);
    await settled();
    assert.equal(server.of('a.pdf')?.signal.aborted, true);
    assert.deepEqual(stages(), ['uploading', 'uploading']);
  });

  it('keeps a failure with its file until it is sent again', async () => {
    const { server, queue, add, stages } = begin();
    const file = fileOf('a.pdf');
    const failure = new Error('down');
    add(file);
    server.of('a.pdf')?.fail(failure);
    await settled();
    assert.equal(queue.uploads[0]?.failure, failure);
    assert.equal(queue.missing, 1);
    queue.retry(file);
    assert.deepEqual(stages(), ['uploading']);
    assert.equal(queue.missing, 0);
  });

  it('lets go of what a message took, and of nothing that was chosen since', async () => {
    const { server, queue, add } = begin();
    add(fileOf('a.pdf'));
    server.of('a.pdf')?.arrive('A');
    await settled();
    const { attachments } = queue;
    add(fileOf('b.pdf'));
    queue.settle(attachments);
    assert.deepEqual(
      queue.uploads.map(({ file }) => file.name),
      ['b.pdf'],
    );
  });

  it('leaves nothing on the wire when it is cleared', () => {
    const { server, queue, add } = begin();
    add(fileOf('a.pdf'), fileOf('b.pdf'));
    queue.clear();
    assert.ok(server.sendings.every(({ signal }) => signal.aborted));
    assert.deepEqual(queue.uploads, []);
  });

  it('tells of each change', () => {
    const { queue, add, changes } = begin();
    const file = fileOf('a.pdf');
    add(file);
    const before = changes();
    queue.cancel(file);
    assert.ok(changes() > before);
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { fastify } from 'fastify';
import { openDatabase, type OpenDatabase } from '../db.js';
import { findImage } from '../testing/image.js';
import { until } from '../testing/until.js';
import { WorkQueue, type Work } from './queue.js';

it('The queue works on what comes at the moment that its last worker finds nothing', async () => {
  const real = await openDatabase({ databaseUrl: 'memory:', dataDir: '' }, await findImage());
  const handled: Work[] = [];
  const late = { jobId: randomUUID(), documentId: randomUUID() };
  let isArmed = false;
  const database: OpenDatabase = {
    ...real,
    async query(text, parameters) {
      const result = await real.query(text, parameters);
      if (isArmed && result.rows.length === 0 && /skip locked/i.test(text)) {
        isArmed = false;
        await queue.send([late]);
      }
      return result;
    },
  };
  const queue = new WorkQueue({
    database,
    log: fastify().log,
    workers: 1,
    handle: async (work) => void handled.push(work),
  });
  await queue.start();
  await queue.lead();
  isArmed = true;
  queue.wake();
  await until(() => handled.length > 0);
  assert.deepEqual(handled, [late]);
  await queue.close();
  await real.close();
});

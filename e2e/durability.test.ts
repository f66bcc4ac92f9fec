import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createApi, type Api } from '@voiceassist/shared';
import { startBackend, type Backend } from '../shell/commands/backend.js';
import { freePort } from './stack.js';

const ADMIN = { email: 'chief@hospital.example', password: 'a-long-enough-secret' };
const DOCUMENTS = 6;

/** Asks again until the condition holds; a test that waits for ever is ended by the runner. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await pause(20);
  }
}

describe('A backend that is killed while it indexes', { timeout: 120_000 }, () => {
  let dataDir: string;
  let backend: Backend;
  let api: Api;

  const start = async () => {
    const port = await freePort();
    const environment = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password };
    backend = await startBackend({ ...process.env, ...environment, PORT: String(port), DATA_DIR: dataDir });
    const apiUrl = `http://localhost:${port}`;
    const created = createApi({ apiUrl, adminApiUrl: `${apiUrl}/api` });
    const { tokens, user } = await created.api.auth.login(ADMIN);
    if (tokens) await created.session.signIn(tokens, user);
    api = created.api;
  };

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-kill-'));
    await start();
  });
  after(async () => {
    await backend.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('loses no document, says that the job was interrupted, and makes it ready on retry', async () => {
    for (let number = 0; number < DOCUMENTS; number += 1) {
      const sections = Array.from(
        { length: 1_500 },
        (_, at) =>
          `## Section ${at}\n\nDrug ${number}-${at} is given as ${at} mg once daily for condition ${at}.\n`,
      );
      const file = new File([`# Document ${number}\n\n${sections.join('\n')}`], `document-${number}.md`);
      await api.kb.uploadDocument(file, { sourceType: 'guideline', specialty: 'general medicine' });
    }
    await until(
      async () => (await api.kb.listJobs({ limit: 50 })).items,
      (jobs) => jobs.some(({ status }) => status === 'running'),
    );
    await backend.stop('SIGKILL');
    await start();

    const { items } = await until(
      () => api.kb.listDocuments({ limit: 50 }),
      (page) => page.items.every(({ status }) => status === 'ready' || status === 'failed'),
    );
    assert.equal(items.length, DOCUMENTS, 'no document is lost');
    const interrupted = (await api.kb.listJobs({ limit: 50 })).items.filter(
      ({ status }) => status === 'interrupted',
    );
    assert.ok(interrupted.length >= 1, 'the job that was running says so');
    const failed = items.filter(({ status }) => status === 'failed');
    assert.ok(failed.length >= 1);
    for (const document of failed) {
      assert.match(document.error ?? '', /interrupted.*Retry/s);
      await api.kb.retryDocument(document.id);
    }
    const after = await until(
      () => api.kb.listDocuments({ limit: 50 }),
      (page) => page.items.every(({ status }) => status === 'ready'),
    );
    assert.equal(after.total, DOCUMENTS);
    const [hit] = await api.kb.search('Drug 3-77 dose for condition 77', 1);
    assert.match(hit?.text ?? '', /3-77/);
  });
});

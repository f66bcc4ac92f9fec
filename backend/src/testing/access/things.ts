import { randomUUID } from 'node:crypto';
import { fromPage, makePartner } from '../../partners/testing/partner.js';
import { call, signIn, type SignedIn } from '../client.js';
import type { TestServer } from '../server.js';
import { until } from '../until.js';
import type { People } from './people.js';

/** What every request of the protocol for uploads in parts carries. */
export const tusHeaders = { 'Tus-Resumable': '1.0.0' };

type Make = (owner: SignedIn) => Promise<string>;

/** How a thing of each kind comes to be that belongs to a person; gives its id. */
export function thingMakers(server: TestServer, people: People): Record<string, Make> {
  return {
    user: async ({ user }) => user.id,

    async conversation({ user }) {
      const id = randomUUID();
      const row = { id, user_id: user.id, title: 'Diabetes', mode: 'quick_consult' as const };
      await server.database.db.insertInto('conversations').values(row).execute();
      return id;
    },

    async answer({ user }) {
      const { db } = server.database;
      const [id, conversation_id] = [randomUUID(), randomUUID()];
      const row = {
        id: conversation_id,
        user_id: user.id,
        title: 'Diabetes',
        mode: 'quick_consult' as const,
      };
      const answer = { id, conversation_id, role: 'assistant' as const, content: 'Rest helps.' };
      await db.insertInto('conversations').values(row).execute();
      await db
        .insertInto('messages')
        .values({ ...answer, attachments: '[]', citations: '[]' })
        .execute();
      return id;
    },

    async file({ access_token: token }) {
      const body = new FormData();
      body.append('file', new Blob(['text']), 'note.txt');
      const answer = await call(server, 'POST /api/files/upload', { token, body, headers: fromPage });
      return (answer.body as { id: string }).id;
    },

    async session({ user, access_token: token, refresh_token: refreshToken }) {
      // A partner's user has none that could be ended.
      if (refreshToken === '') return randomUUID();
      await signIn(server, user.email);
      const { body } = await call(server, 'GET /api/auth/sessions', { token });
      const other = (body as { id: string; is_current: boolean }[]).find((one) => !one.is_current);
      return other?.id ?? '';
    },

    async upload({ access_token: own }) {
      const headers = {
        ...tusHeaders,
        ...fromPage,
        'Upload-Length': '11',
        'Content-Type': 'application/offset+octet-stream',
      };
      const begin = (token: string) =>
        call(server, 'POST /api/admin/kb/uploads', { token, headers, body: 'Rest helps.' });
      let answer = await begin(own);
      // Nobody but administrators has any: for the others it is another one's.
      if (answer.status === 403) answer = await begin((await people.make('admin')).person.access_token);
      return answer.headers.get('location')?.split('/').at(-1) ?? '';
    },

    async job() {
      const id = randomUUID();
      const row = { id, kind: 'reindex' as const, status: 'queued' as const, total: 1 };
      await server.database.db.insertInto('indexing_jobs').values(row).execute();
      return id;
    },

    async 'finished job'() {
      const { db } = server.database;
      const [id, document_id] = [randomUUID(), randomUUID()];
      const names = { title: 'Rest', has_given_title: true, filename: 'rest.txt' };
      const kinds = { source_type: 'guideline', specialty: 'general', status: 'failed' as const };
      await db
        .insertInto('kb_documents')
        .values({ id: document_id, ...names, ...kinds, size_bytes: 1, sha256: id })
        .execute();
      await db
        .insertInto('indexing_jobs')
        .values({ id, kind: 'reindex', status: 'interrupted', total: 1 })
        .execute();
      await db
        .insertInto('indexing_job_documents')
        .values({ job_id: id, document_id, position: 1 })
        .execute();
      return id;
    },

    async document() {
      const { access_token: token } = await people.admin();
      const body = new FormData();
      body.append('source_type', 'guideline');
      body.append('specialty', 'general');
      body.append('file', new Blob([`Rest helps. ${randomUUID()}`]), 'rest.txt');
      const answer = await call(server, 'POST /api/admin/kb/upload', { token, body });
      const id = (answer.body as { document_id: string }).document_id;
      const passage = `GET /api/kb/documents/${id}/passage?start=0&end=4`;
      await until(async () => (await call(server, passage, { token })).status === 200);
      return id;
    },

    partner: async () => (await makePartner(server)).id,

    async 'test question'() {
      const id = randomUUID();
      const row = { id, question: 'Does rest help?', document_ids: '["x"]' };
      await server.database.db.insertInto('kb_test_questions').values(row).execute();
      return id;
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { documentSchema, jobSchema, signedInSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { createApp } from '../../app.js';
import { configFrom } from '../../config.js';
import { openDatabase, type OpenDatabase } from '../../db.js';
import { DEMONSTRATION_PASSWORD } from '../../seed.js';
import { findImage } from '../../testing/image.js';
import { openKnowledge, type AnswerEvent, type Knowledge } from '../index.js';

/** Seeded by the demonstration, and by ADMIN_EMAIL otherwise. */
const ADMIN = { email: 'admin@voiceassist.example', password: DEMONSTRATION_PASSWORD };

/** The real application with its real knowledge side. */
export interface KnowledgeServer {
  knowledge: Knowledge;
  database: OpenDatabase;
  url: string;
  /** The administrator's. */
  token: string;
  /** Calls the API as the administrator unless told otherwise; `call('GET /api/admin/kb/stats')`. */
  call(
    route: string,
    body?: unknown,
    token?: string,
  ): Promise<{ status: number; headers: Headers; body: unknown }>;
  /** The bytes at an address, for the administrator. */
  file(path: string): Promise<{ headers: Headers; text: string }>;
  upload(
    filename: string,
    content: string | Buffer,
    fields?: Record<string, string>,
  ): ReturnType<KnowledgeServer['call']>;
  /** Uploads and waits until the document is ready or failed. */
  indexed(filename: string, content: string | Buffer): Promise<v.InferOutput<typeof documentSchema>>;
  documents(query?: string): Promise<v.InferOutput<typeof documentSchema>[]>;
  jobs(): Promise<v.InferOutput<typeof jobSchema>[]>;
  /** Waits until so many documents are ready. */
  ready(count: number): Promise<void>;
  ask(question: string, history?: { role: 'user' | 'assistant'; content: string }[]): Promise<AnswerEvent[]>;
  close(): Promise<void>;
}

/** Starts the application; without DATA_DIR its data goes at the end. */
export async function startKnowledge(env: Record<string, string | undefined> = {}): Promise<KnowledgeServer> {
  const folder = await mkdtemp(join(tmpdir(), 'voiceassist-kb-'));
  const config = configFrom({
    DATABASE_URL: 'memory:',
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    AUTH_ATTEMPTS_PER_MINUTE: '10000',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...env,
  });
  const database = await openDatabase(config, await findImage());
  let opened: Knowledge | undefined;
  const app = await createApp({
    config,
    database,
    openKnowledge: async (dependencies) => (opened = await openKnowledge(dependencies)),
    logStream: { write: () => undefined },
  });
  const knowledge = opened as unknown as Knowledge;
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  let adminToken = '';

  const call: KnowledgeServer['call'] = async (route, body, token = adminToken) => {
    const [method = 'GET', path = '/'] = route.split(' ');
    const isForm = body instanceof FormData;
    const response = await fetch(url + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const upload: KnowledgeServer['upload'] = (filename, content, fields = {}) => {
    const form = new FormData();
    // The fields stand after the file, as some clients send them.
    form.append('file', new Blob([content]), filename);
    for (const [name, value] of Object.entries({
      source_type: 'guideline',
      specialty: 'general',
      ...fields,
    })) {
      form.append(name, value);
    }
    return call('POST /api/admin/kb/upload', form);
  };
  const documents: KnowledgeServer['documents'] = async (query = '') =>
    v.parse(v.array(documentSchema), (await call(`GET /api/admin/kb/documents${query}`)).body);

  const server: KnowledgeServer = {
    knowledge,
    database,
    url,
    get token() {
      return adminToken;
    },
    call,
    async file(path) {
      const response = await fetch(url + path, { headers: { Authorization: `Bearer ${adminToken}` } });
      return { headers: response.headers, text: await response.text() };
    },
    upload,
    documents,
    async indexed(filename, content) {
      const { body } = await upload(filename, content);
      const id = (body as { document_id: string }).document_id;
      for (;;) {
        const document = (await documents()).find((one) => one.id === id);
        if (document?.status === 'ready' || document?.status === 'failed') return document;
        await wait(20);
      }
    },
    async ready(count) {
      while ((await knowledge.counts()).ready_documents < count) await wait(20);
    },
    jobs: async () => v.parse(v.array(jobSchema), (await call('GET /api/admin/kb/jobs')).body),
    async ask(question, history = []) {
      const events: AnswerEvent[] = [];
      const { signal } = new AbortController();
      for await (const event of knowledge.answer(question, { history, signal })) events.push(event);
      return events;
    },
    async close() {
      await app.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const signedIn = await call('POST /api/auth/login', ADMIN);
  adminToken = v.parse(signedInSchema, signedIn.body).access_token;
  return server;
}

/** The text of an answer. */
export function textOf(events: AnswerEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.delta : '')).join('');
}

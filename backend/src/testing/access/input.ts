import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOKEN_EXCHANGE } from '@voiceassist/shared/schemas';
import { hashOf } from '../../accounts/tokens.js';
import { makePartner, PAGE } from '../../partners/testing/partner.js';
import type { SignedIn } from '../client.js';
import { PASSWORD, type TestServer } from '../server.js';
import { until } from '../until.js';
import { SOURCE_USER, startWebDav, type WebDavListener } from '../webdav-listener.js';
import type { Operation } from './operations.js';
import type { People } from './people.js';
import { sampleOf } from './sample.js';
import { tusHeaders } from './things.js';

const NEW_PASSWORD = 'another unusual phrase';

/** What to send: every part beside the path. */
export interface Input {
  query: Record<string, string>;
  json?: unknown;
  body?: FormData | string;
  headers?: Record<string, string>;
}

const parts = { ...tusHeaders, 'Content-Type': 'application/offset+octet-stream' };

/** Operations of a protocol that has its input in the headers. */
const UPLOADS: Record<string, Record<string, string>> = {
  'POST /api/admin/kb/uploads': { ...tusHeaders, 'Upload-Length': '4' },
  'HEAD /api/admin/kb/uploads/{id}': tusHeaders,
  'PATCH /api/admin/kb/uploads/{id}': { ...parts, 'Upload-Offset': '11' },
  'DELETE /api/admin/kb/uploads/{id}': tusHeaders,
};

type Special = (actor: SignedIn) => Promise<Record<string, unknown>>;

/** Gives the smallest input that an operation accepts. */
export class Inputs {
  readonly #special: Record<string, Special>;

  constructor(server: TestServer, people: People, makeDocument: () => Promise<string>) {
    const somebody = async () => (await people.make('clinician')).person;
    let webDav: Promise<WebDavListener> | undefined;
    const files = () =>
      (webDav ??= mkdtemp(join(tmpdir(), 'voiceassist-dav-')).then((empty) => startWebDav(empty)));
    const documents = async () => ({ document_ids: [await makeDocument()] });
    // Operations whose input means something that its schema does not say.
    this.#special = {
      'POST /api/auth/register': async () => ({ password: PASSWORD }),
      'POST /api/auth/login': async () => ({ email: (await somebody()).user.email, password: PASSWORD }),
      'POST /api/auth/refresh': async () => ({ refresh_token: (await somebody()).refresh_token }),
      'POST /api/auth/logout': async () => ({ refresh_token: (await somebody()).refresh_token }),
      'POST /api/auth/reset-password': async () => {
        const token = randomUUID();
        const row = { hash: hashOf(token), user_id: (await somebody()).user.id };
        const expires_at = new Date(Date.now() + 60_000);
        await server.database.db
          .insertInto('password_resets')
          .values({ ...row, expires_at })
          .execute();
        return { token, password: NEW_PASSWORD };
      },
      'POST /api/auth/change-password': async () => ({
        current_password: PASSWORD,
        password: NEW_PASSWORD,
      }),
      'POST /api/admin/partners': async () => ({ allowed_origins: [PAGE] }),
      'POST /api/partners/token': async () => ({
        grant_type: TOKEN_EXCHANGE.grantType,
        subject_token: await (await makePartner(server)).sign(),
        subject_token_type: TOKEN_EXCHANGE.jwt,
      }),
      'GET /api/kb/documents/{id}/passage': async () => ({ start: '0', end: '4' }),
      'POST /api/admin/kb/uploads/{id}/complete': async () => ({ filename: `${randomUUID()}.txt` }),
      'PUT /api/integrations/connection': async () => ({ url: (await files()).url, ...SOURCE_USER }),
      'POST /api/integrations/files/index': async () => ({ paths: ['/'] }),
      // One at a time, and the one before was just started.
      'POST /api/integrations/files/runs': async () => until(() => nothingRuns(server)),
      'PUT /api/integrations/files/following': async () => ({ paths: [] }),
      'POST /api/integrations/calendar/events': async () => ({
        start: '2027-03-03T09:00:00Z',
        end: '2027-03-03T10:00:00Z',
      }),
      'POST /api/admin/kb/reindex': documents,
      'POST /api/admin/kb/documents/delete': documents,
      'PATCH /api/admin/kb/documents': documents,
      'POST /api/admin/kb/test-questions': async () => ({ document_ids: [await makeDocument()] }),
      'PUT /api/admin/kb/test-questions/{id}': async () => ({ document_ids: [await makeDocument()] }),
    };
  }

  async of(operation: Operation, actor: SignedIn): Promise<Input> {
    const special = (await this.#special[operation.route]?.(actor)) ?? {};
    const query: Record<string, string> = {};
    for (const { in: place, name, required, schema } of operation.parameters) {
      if (place === 'query' && required) query[name] = String(special[name] ?? sampleOf(schema, name));
    }
    const uploads = UPLOADS[operation.route];
    if (uploads) return { query, headers: uploads, ...(operation.method === 'patch' && { body: '' }) };
    const content = operation.requestBody?.content ?? {};
    const [json, form] = [content['application/json'], content['multipart/form-data']];
    if (json) return { query, json: { ...sampleWithout(json.schema, special), ...special } };
    if (form) return { query, body: formOf(sampleWithout(form.schema, { file: '' })) };
    return { query };
  }
}

/** A sample of an object, but for the properties that are known better. */
function sampleWithout(schema: Record<string, unknown>, known: object): Record<string, unknown> {
  const required = ((schema['required'] ?? []) as string[]).filter((name) => !(name in known));
  return sampleOf({ ...schema, required }, 'body') as Record<string, unknown>;
}

async function nothingRuns({ database }: TestServer): Promise<Record<string, unknown> | undefined> {
  const { rows } = await database.query("select id from source_runs where status = 'running'");
  return rows.length === 0 ? {} : undefined;
}

function formOf(fields: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  form.append('file', new Blob([`Rest helps. ${randomUUID()}`]), 'rest.txt');
  return form;
}

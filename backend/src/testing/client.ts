import { randomUUID } from 'node:crypto';
import { signedInSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import { PASSWORD, type TestServer } from './server.js';

/** An answer, read. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Somebody who signed in. */
export type SignedIn = v.InferOutput<typeof signedInSchema>;

interface CallOptions {
  token?: string;
  json?: unknown;
  body?: FormData | string;
  headers?: Record<string, string>;
}

/** Calls the API; `call(server, 'GET /api/users', { token })`. */
export async function call(
  server: Pick<TestServer, 'url'>,
  route: string,
  options: CallOptions = {},
): Promise<Answer> {
  const [method = 'GET', path = '/'] = route.split(' ');
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(options.token !== undefined && { Authorization: `Bearer ${options.token}` }),
      ...(options.json !== undefined && { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    body: options.json === undefined ? (options.body ?? null) : JSON.stringify(options.json),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}

/** Registers a clinician with an address of their own. */
export async function register(server: TestServer, email = `${randomUUID()}@example.org`): Promise<SignedIn> {
  const { body } = await call(server, 'POST /api/auth/register', {
    json: { email, password: PASSWORD, first_name: 'Ada', last_name: 'Byron' },
  });
  return v.parse(signedInSchema, body);
}

/** Signs in; the first administrator unless told otherwise. */
export async function signIn(
  server: Pick<TestServer, 'url'>,
  email = 'admin@example.org',
): Promise<SignedIn> {
  const { body } = await call(server, 'POST /api/auth/login', { json: { email, password: PASSWORD } });
  return v.parse(signedInSchema, body);
}

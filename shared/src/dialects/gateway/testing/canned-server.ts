import { gateway } from '../dialect-gateway.js';

/** A call that arrived, with its body read. */
export interface Call {
  method: string;
  /** With its query. */
  path: string;
  authorization: string | null;
  body: unknown;
}

const BASE = 'http://gateway.test';

/** Answers each call of the gateway's dialect with what a test has canned for it, and keeps what arrived. */
export class CannedServer {
  readonly calls: Call[] = [];
  readonly #answers = new Map<string, (() => Response)[]>();
  readonly #fetch = globalThis.fetch;
  readonly api = gateway.connect(
    { apiUrl: BASE, adminApiUrl: `${BASE}/api` },
    { accessToken: () => Promise.resolve('access'), refresh: () => Promise.resolve(undefined) },
  );
  readonly session = gateway.tokenEndpoints({ apiUrl: BASE, adminApiUrl: `${BASE}/api` });

  constructor() {
    globalThis.fetch = async (input) => {
      const request = input as Request;
      const { pathname, search } = new URL(request.url);
      const text = await request.clone().text();
      this.calls.push({
        ...{ method: request.method, path: pathname + search },
        authorization: request.headers.get('Authorization'),
        body: text.startsWith('{') ? JSON.parse(text) : text,
      });
      const answers = this.#answers.get(`${request.method} ${pathname}`) ?? [];
      const next = answers.length > 1 ? answers.shift() : answers[0];
      if (!next) throw new TypeError('Failed to fetch');
      return next();
    };
  }

  /** What a call is answered with; of several, one after the other. */
  answer(call: string, body: unknown, status = 200): this {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    const make = () => new Response(text, { status, headers: { 'Content-Type': type } });
    this.#answers.set(call, [...(this.#answers.get(call) ?? []), make]);
    return this;
  }

  /** Gives the page's own `fetch` back. */
  close(): void {
    globalThis.fetch = this.#fetch;
  }
}

/** What is in an envelope. */
export const enveloped = (data: unknown) => ({
  ...{ success: true, data, error: null, metadata: { version: '2.0.0' } },
  timestamp: '2026-11-22T11:54:25.287006+00:00Z',
});

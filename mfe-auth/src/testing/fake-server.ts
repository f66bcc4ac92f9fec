import type { Role, Snake, User } from '@voiceassist/shared/schemas';

/** Where the fake server is. */
export const SERVER = 'https://api.test';

/** A call that arrived. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  signal: AbortSignal;
}

type Answer = Response | Promise<Response>;
type Handler = (call: Call) => Answer | undefined;

/** An answer in JSON. */
export const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'Content-Type': 'application/json', ...init.headers },
  });

/** An answer that is an error. */
export const problem = (status: number, facts: object = {}, headers: Record<string, string> = {}) =>
  json(
    { type: 'about:blank', title: `Error ${status}`, status, ...facts },
    { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
  );

/** An answer without a body. */
export const nothing = () => new Response(null, { status: 204 });

/** What a network sign-in page answers in the server's place. */
export const page = () =>
  new Response('<!doctype html><title>Welcome to our network</title>', {
    headers: { 'Content-Type': 'text/html' },
  });

/** No answer at all. */
export const unreachable = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

let made = 0;

/** A person as the server has them. */
export function person(
  facts: Partial<Snake<User>> & { first_name: string; last_name: string; role?: Role },
): Snake<User> {
  made += 1;
  return {
    id: `user-${made}`,
    email: `${facts.first_name}.${facts.last_name}@hospital.example`.toLowerCase(),
    role: 'clinician',
    specialty: null,
    is_active: true,
    created_at: '2026-03-12T09:30:00Z',
    last_login_at: null,
    preferences: null,
    ...facts,
  };
}

/** Answers the calls of a page as the server would, by fetch. */
export class FakeServer {
  /** What arrived. */
  readonly calls: Call[] = [];
  /** Answers before anything else does; nothing passes the call on. */
  override: Handler | undefined;
  #handler: Handler;
  #fetch = window.fetch;

  constructor(handler: Handler) {
    this.#handler = handler;
    window.fetch = (input, init) => this.#receive(input, init);
  }

  /** Gives the network back to the page. */
  stop(): void {
    window.fetch = this.#fetch;
  }

  /** The calls of an endpoint so far, e.g. `GET /api/users`. */
  received(endpoint: string): Call[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === endpoint);
  }

  async #receive(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    if (!request.url.startsWith(SERVER)) return this.#fetch(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    const call: Call = {
      method: request.method,
      path: pathname,
      query: searchParams,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      signal: request.signal,
    };
    this.calls.push(call);
    const answer = this.override?.(call) ?? this.#handler(call) ?? problem(404);
    const aborted = new Promise<never>((_, reject) =>
      request.signal.addEventListener('abort', () =>
        reject(new DOMException('The call was aborted', 'AbortError')),
      ),
    );
    return Promise.race([answer, aborted]);
  }
}

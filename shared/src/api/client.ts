import ky, { isHTTPError, isTimeoutError, type KyInstance, type Options } from 'ky';
import * as v from 'valibot';
import { toCamel, type Camel } from '../schemas/case.js';
import { fetchEither } from './either.js';
import { ApiError, ConnectionError } from './errors.js';
import { problemFrom } from './problem.js';
import { Turns } from './turns.js';

/** What the client needs of the session. */
export interface Authorization {
  accessToken(): Promise<string | undefined>;
  /** The access token after `rejected`, which the server did not accept; nothing when there is none. */
  refresh(rejected?: string): Promise<string | undefined>;
}

export interface ClientOptions {
  /** Base address, e.g. `http://localhost:8000`. */
  baseUrl: string;
  authorization?: Authorization;
  /** Milliseconds for one call. */
  timeout?: number;
  /** Milliseconds until a call that changes nothing is made on another connection too. */
  patience?: number;
}

/** A call's answer with the whole count of the list that it is a page of. */
export interface Page<T> {
  items: T[];
  total: number;
}

type Schema = v.GenericSchema;
type Answer<S extends Schema> = Camel<v.InferOutput<S>>;

/** More than a browser sends at once over HTTP/1.1, and few enough that a refresh never stands far behind in its queue. */
const MOST_CALLS = 16;

/** Typed calls on one ky instance: bearer header, one refresh and one repeat on 401, errors in one shape. */
export class Client {
  readonly #ky: KyInstance;
  readonly #turns = new Turns(MOST_CALLS);
  /** The `fetch` of a call that may be made twice though it is no GET. */
  readonly harmless: typeof fetch;

  constructor(options: ClientOptions) {
    const { authorization, patience = 2_000 } = options;
    this.harmless = (input, init = {}) =>
      input instanceof Request ? fetchEither(input, init, patience) : fetch(input, init);
    this.#ky = ky.create({
      prefix: options.baseUrl,
      timeout: options.timeout ?? 30_000,
      fetch: (input, init) =>
        input instanceof Request && input.method === 'GET' ? this.harmless(input, init) : fetch(input, init),
      // Only the forced repeat after a refreshed token; nothing else is ever sent twice.
      retry: { limit: 1, methods: [], delay: () => 0 },
      hooks: authorization
        ? {
            beforeRequest: [
              async ({ request }) => {
                const token = await authorization.accessToken();
                if (token) request.headers.set('Authorization', `Bearer ${token}`);
              },
            ],
            afterResponse: [
              async ({ request, response, retryCount }) => {
                if (response.status !== 401 || retryCount > 0) return undefined;
                const rejected = request.headers.get('Authorization')?.replace(/^Bearer /, '');
                const token = await authorization.refresh(rejected);
                if (!token) return undefined;
                const headers = new Headers(request.headers);
                headers.set('Authorization', `Bearer ${token}`);
                return ky.retry({ request: new Request(request, { headers }), code: 'TOKEN_REFRESHED' });
              },
            ],
          }
        : {},
    });
  }

  /** One answer that fits `schema`, in camelCase. */
  async json<S extends Schema>(schema: S, path: string, options?: Options): Promise<Answer<S>> {
    return this.#parse(schema, await this.#send(path, options));
  }

  /** A list and the whole count behind it (`X-Total-Count`). */
  async page<S extends Schema>(schema: S, path: string, options?: Options): Promise<Page<Answer<S>>> {
    const response = await this.#send(path, options);
    const items = (await this.#parse(v.array(schema), response)) as Answer<S>[];
    return { items, total: Number(response.headers.get('X-Total-Count') ?? items.length) };
  }

  /** The bytes of an answer. */
  async blob(path: string, options?: Options): Promise<Blob> {
    return (await this.#send(path, options)).blob();
  }

  /** A call whose answer has no body of interest; a page in its place is not the server's answer. */
  async nothing(path: string, options?: Options): Promise<void> {
    const { headers } = await this.#send(path, options);
    if (headers.get('Content-Type')?.startsWith('text/html')) throw new ConnectionError('malformed');
  }

  async #parse<S extends Schema>(schema: S, response: Response): Promise<Answer<S>> {
    try {
      return toCamel(v.parse(schema, await response.json())) as Answer<S>;
    } catch (error) {
      throw new ConnectionError('malformed', error);
    }
  }

  async #send(path: string, options?: Options): Promise<Response> {
    const call = async () => this.#ky(path.replace(/^\//, ''), options);
    try {
      // An upload takes its time and keeps nobody waiting, and a ticket waits for nobody.
      return await (options?.fetch ? call() : this.#turns.run(call, options?.signal));
    } catch (error) {
      if (isHTTPError(error)) {
        const retryAfter = Number(error.response.headers.get('Retry-After'));
        throw new ApiError(
          error.response.status,
          problemFrom(error.response.status, error.data),
          Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined,
        );
      }
      if ((error as Error).name === 'AbortError') throw error;
      throw new ConnectionError(isTimeoutError(error) ? 'timeout' : 'network', error);
    }
  }
}

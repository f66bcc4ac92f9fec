import { msg } from '@lit/localize';
import type { Options } from 'ky';
import * as v from 'valibot';
import type { Client } from '../../api/client.js';
import { ApiError, isApiError } from '../../api/errors.js';
import { toCamel } from '../../schemas/case.js';
import { contentOf, read } from './envelope.js';

/** The gateway's names of fields, and what the application's forms call them. */
const FIELDS: Readonly<Record<string, string>> = {
  full_name: 'first_name',
  old_password: 'current_password',
  new_password: 'password',
};

/** Calls of the gateway on one client: three styles of bodies become one, and its fields get the application's names. */
export class Caller {
  constructor(private readonly client: Client) {}

  /** What an answer is about, as it fits `schema`, whose keys are in camelCase. */
  async get<S extends v.GenericSchema>(
    schema: S,
    path: string,
    options?: Options,
  ): Promise<v.InferOutput<S>> {
    return parsed(schema, await this.send(path, options));
  }

  /** What an answer is about, if it is about anything, with keys in camelCase. */
  async send(path: string, options?: Options): Promise<unknown> {
    try {
      return toCamel(contentOf(read(await (await this.client.blob(path, options)).text())));
    } catch (error) {
      throw isApiError(error) ? named(error) : error;
    }
  }
}

/** What fits `schema`; what it does not know is left out, and what it needs and does not find is an error in words. */
export function parsed<S extends v.GenericSchema>(schema: S, content: unknown): v.InferOutput<S> {
  const found = v.safeParse(schema, content);
  if (!found.success) throw Object.assign(unknownForm(), { cause: found.issues });
  return found.output;
}

/** The server's answer, but not as it was known when this was written. */
export const unknownForm = (): ApiError =>
  new ApiError(406, {
    type: 'about:blank',
    title: msg('The server answered in a form that is not known here.'),
    detail: msg('Nothing of it is shown. It may be another release of the server: tell whoever runs it.'),
    code: 'unknown_form',
  });

function named(error: ApiError): ApiError {
  const { errors, ...problem } = error.problem;
  if (!errors) return error;
  const fields = errors.map(({ field, ...rest }) => ({ ...rest, field: FIELDS[field] ?? field }));
  return new ApiError(error.status, { ...problem, errors: fields }, error.retryAfter);
}

/** The same call without a signal where there is none. */
export const signalled = (signal: AbortSignal | undefined): Options => (signal ? { signal } : {});

/** Every entry of a list that comes in pages, up to so many pages. */
export async function everyPage<T>(
  page: (at: number) => Promise<{ items: readonly T[]; total: number }>,
  most: number,
): Promise<{ items: T[]; total: number; isWhole: boolean }> {
  const items: T[] = [];
  for (let at = 0; at < most; at += 1) {
    const { items: more, total } = await page(at);
    items.push(...more);
    if (!more.length || items.length >= total) return { items, total: items.length, isWhole: true };
    if (at === most - 1) return { items, total, isWhole: false };
  }
  return { items, total: 0, isWhole: true };
}

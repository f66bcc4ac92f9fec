import { ConnectionError } from './errors.js';

/** The calls of one resource. */
type Calls = Record<string, (...given: never[]) => Promise<unknown>>;

/** A resource whose code is fetched by its first call: a page that only signs in needs few of them. */
export function late<T extends Calls>(load: () => Promise<T>): T {
  const call =
    (name: string) =>
    async (...given: never[]) => {
      const calls = await load().catch((error: unknown) => {
        throw new ConnectionError('network', error);
      });
      return calls[name]?.(...given);
    };
  return new Proxy({} as T, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? call(name) : undefined),
  });
}

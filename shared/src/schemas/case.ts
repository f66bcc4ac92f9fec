/** Keys whose values belong to somebody else and are passed on untouched. */
const OPAQUE = new Set(['clinical_context', 'clinicalContext']);

type CamelKey<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelKey<Tail>>}`
  : S;
type SnakeKey<S extends string> = S extends `${infer Head}${infer Tail}`
  ? Tail extends Uncapitalize<Tail>
    ? `${Lowercase<Head>}${SnakeKey<Tail>}`
    : `${Lowercase<Head>}_${SnakeKey<Tail>}`
  : S;

/** The application's shape of a wire type: every key in camelCase. */
export type Camel<T> = T extends readonly (infer Item)[]
  ? Camel<Item>[]
  : T extends object
    ? {
        [K in keyof T as K extends string ? CamelKey<K> : K]: K extends 'clinical_context'
          ? T[K]
          : Camel<T[K]>;
      }
    : T;

/** The wire's shape of an application type: every key in snake_case. */
export type Snake<T> = T extends readonly (infer Item)[]
  ? Snake<Item>[]
  : T extends object
    ? {
        [K in keyof T as K extends string ? SnakeKey<K> : K]: K extends 'clinicalContext'
          ? T[K]
          : Snake<T[K]>;
      }
    : T;

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key), OPAQUE.has(key) ? item : mapKeys(item, rename)]),
  );
}

/** Wire (snake_case) to application (camelCase), at every depth but inside a clinical context. */
export function toCamel<T>(wire: T): Camel<T> {
  return mapKeys(wire, (key) =>
    key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
  ) as Camel<T>;
}

/** Application (camelCase) to wire (snake_case), at every depth but inside a clinical context. */
export function toSnake<T>(value: T): Snake<T> {
  return mapKeys(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)) as Snake<T>;
}

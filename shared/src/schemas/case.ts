/** Keys whose values belong to somebody else and are passed on untouched. */
const OPAQUE = new Set(['clinical_context', 'clinicalContext']);

/** More than the contract has. */
const MOST_NAMES = 1_000;

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

/** A renaming that is worked out once for each name; a schema lets few of them through. */
function remembered(rename: (key: string) => string): (key: string) => string {
  const names = new Map<string, string>();
  return (key) => {
    const name = names.get(key) ?? rename(key);
    if (names.size < MOST_NAMES) names.set(key, name);
    return name;
  };
}

// By hand, since a history of ten thousand messages is waited for.
function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (value === null || typeof value !== 'object') return value;
  const renamed: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    renamed[rename(key)] = OPAQUE.has(key) ? item : mapKeys(item, rename);
  }
  return renamed;
}

const camelKey = remembered((key) =>
  key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
);
const snakeKey = remembered((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** Wire (snake_case) to application (camelCase), at every depth but inside a clinical context. */
export function toCamel<T>(wire: T): Camel<T> {
  return mapKeys(wire, camelKey) as Camel<T>;
}

/** Application (camelCase) to wire (snake_case), at every depth but inside a clinical context. */
export function toSnake<T>(value: T): Snake<T> {
  return mapKeys(value, snakeKey) as Snake<T>;
}

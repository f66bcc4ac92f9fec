import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

/** A part of JSON Schema, as the published document has it. */
type JsonSchema = Record<string, unknown>;

/** The smallest value that fits this schema; throws when it cannot tell one. */
export function sampleOf(schema: JsonSchema, place: string): unknown {
  const { type, format, anyOf, items, pattern } = schema;
  const options = schema['enum'];
  if (Array.isArray(options)) return options[0];
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0] as JsonSchema, place);
  if (type === 'object') return objectOf(schema, place);
  if (type === 'array') {
    const length = Number(schema['minItems'] ?? 0);
    return Array.from({ length }, () => sampleOf((items ?? {}) as JsonSchema, `${place}[]`));
  }
  if (type === 'string' && format === 'email') return `${randomUUID()}@example.org`;
  if (type === 'string' && format === 'date-time') return new Date().toISOString();
  if (type === 'string' && format === undefined && typeof pattern === 'string')
    return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 })[0];
  if (type === 'string' && format === undefined) {
    return 'x'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)));
  }
  if (type === 'number' || type === 'integer') return Number(schema['minimum'] ?? 1);
  if (type === 'boolean') return false;
  throw new Error(`no value can be made for ${place}: ${JSON.stringify(schema)}`);
}

function objectOf({ properties, required }: JsonSchema, place: string): Record<string, unknown> {
  const parts = (properties ?? {}) as Record<string, JsonSchema>;
  const names = (required ?? []) as string[];
  return Object.fromEntries(names.map((name) => [name, sampleOf(parts[name] ?? {}, `${place}.${name}`)]));
}

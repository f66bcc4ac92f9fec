import * as v from 'valibot';
import { isApiError } from '../../api/errors.js';
import type { Caller } from './caller.js';

type ContextRecord = Readonly<Record<string, unknown>>;

/** What the gateway has a field for. */
export interface GatewayContext {
  age?: number;
  gender?: string;
  weight_kg?: number;
  height_cm?: number;
  chief_complaint?: string;
  problems?: string[];
  medications?: string[];
  allergies?: string[];
}

const KILOGRAMS: Readonly<Record<string, number>> = { '': 1, kg: 1, g: 0.001, lb: 0.45359237 };
const CENTIMETRES: Readonly<Record<string, number>> = { '': 1, cm: 1, m: 100, in: 2.54 };
const YEARS: Readonly<Record<string, number>> = { '': 1, years: 1, year: 1, y: 1, a: 1 };

const isRecord = (value: unknown): value is ContextRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Anything in words, so that nothing of a context is dropped because there is no field for it. */
function wordsOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('; ');
  if (isRecord(value)) return Object.values(value).map(wordsOf).filter(Boolean).join(' ');
  return String(value as string | number | boolean);
}

/** A number in the unit of the field; nothing when it is in another one. */
function figureOf(value: unknown, units: Readonly<Record<string, number>>): number | undefined {
  const { value: figure, unit } = isRecord(value) ? value : { value, unit: '' };
  const factor = units[wordsOf(unit).toLowerCase()];
  const number = typeof figure === 'string' && figure.trim() ? Number(figure) : figure;
  if (factor === undefined || typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  return Math.round(number * factor * 100) / 100;
}

const linesOf = (value: unknown): string[] | undefined => {
  const lines = (Array.isArray(value) ? value : [value]).map(wordsOf).filter(Boolean);
  return lines.length ? lines : undefined;
};

/** A clinical context as the gateway takes it; what has no field of its own is said in the field for the complaint. */
export function contextOf(record: ContextRecord): GatewayContext {
  const others = new Map(Object.entries(record));
  const take = <T>(key: string, read: (value: unknown) => T | undefined): T | undefined => {
    const found = others.has(key) ? read(others.get(key)) : undefined;
    if (found !== undefined) others.delete(key);
    return found;
  };
  const whole = (value: unknown) => {
    const years = figureOf(value, YEARS);
    return years !== undefined && Number.isInteger(years) ? years : undefined;
  };
  const found = {
    age: take('age', whole),
    gender: take('sex', (value) => (typeof value === 'string' && value ? value : undefined)),
    weight_kg: take('weight', (value) => figureOf(value, KILOGRAMS)),
    height_cm: take('height', (value) => figureOf(value, CENTIMETRES)),
    problems: take('problems', linesOf),
    medications: take('medications', linesOf),
    allergies: take('allergies', linesOf),
  };
  const rest = [...others].flatMap(([key, value]) => {
    const words = wordsOf(value);
    return words ? [key === 'notes' ? words : `${key.replaceAll('_', ' ')}: ${words}`] : [];
  });
  const context = { ...found, ...(rest.length && { chief_complaint: rest.join('\n') }) };
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}

const storedSchema = v.object({ id: v.string() });

/** The clinical context that the gateway holds of a conversation. */
export interface KeptContext {
  id: string;
  record: Readonly<Record<string, unknown>>;
}

const lines = v.fallback(v.nullish(v.array(v.string())), undefined);
const keptSchema = v.object({
  ...{ id: v.string(), age: v.nullish(v.number()), gender: v.nullish(v.string()) },
  ...{ weightKg: v.nullish(v.number()), heightCm: v.nullish(v.number()) },
  ...{ chiefComplaint: v.nullish(v.string()), problems: lines, medications: lines, allergies: lines },
});

/** The fields of the gateway under the names of the contract; what had no field comes back as a note. */
function recordOf(kept: v.InferOutput<typeof keptSchema>): ContextRecord {
  const quantity = (value: number | null | undefined, unit: string) => (value ? { value, unit } : undefined);
  const record = {
    ...{ age: kept.age, sex: kept.gender },
    ...{ weight: quantity(kept.weightKg, 'kg'), height: quantity(kept.heightCm, 'cm') },
    ...{ problems: kept.problems, medications: kept.medications, allergies: kept.allergies },
    notes: kept.chiefComplaint,
  };
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) =>
      Array.isArray(value) ? value.length : (value ?? '') !== '',
    ),
  );
}

const currentContext = (client: Caller, conversationId: string) =>
  client.get(keptSchema, 'api/clinical-contexts/current', { searchParams: { session_id: conversationId } });

/** Gives the clinical context of a conversation; nothing where it has none, or an empty one. */
export async function keptContext(client: Caller, conversationId: string): Promise<KeptContext | undefined> {
  try {
    const kept = await currentContext(client, conversationId);
    const record = recordOf(kept);
    return Object.keys(record).length ? { id: kept.id, record } : undefined;
  } catch (error) {
    if (isApiError(error) && error.status === 404) return undefined;
    throw error;
  }
}

/** Keeps the clinical context of a conversation, of which the gateway has one each; gives its id. */
export async function keepContext(
  client: Caller,
  conversationId: string,
  record: ContextRecord,
): Promise<string> {
  const json = { session_id: conversationId, ...contextOf(record) };
  try {
    return (await client.get(storedSchema, 'api/clinical-contexts', { method: 'post', json })).id;
  } catch (error) {
    if (!isApiError(error) || error.status !== 409) throw error;
  }
  const { id } = await currentContext(client, conversationId);
  // What is no longer said of the patient must not stay.
  const empty = { age: null, gender: null, weight_kg: null, height_cm: null, chief_complaint: null };
  const lists = { problems: [], medications: [], allergies: [] };
  await client.send(`api/clinical-contexts/${encodeURIComponent(id)}`, {
    ...{ method: 'put', json: { ...empty, ...lists, ...contextOf(record) } },
  });
  return id;
}

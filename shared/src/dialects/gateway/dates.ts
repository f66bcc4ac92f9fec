/**
 * A moment as the application has it, ISO 8601 in UTC. The gateway writes dates without a zone (they are in UTC), with two
 * (`+00:00Z`, which no browser reads), with a space in the place of the T, and as milliseconds; nothing of what is no date.
 */
export function momentOf(value: unknown): string | undefined {
  if (typeof value === 'number') return isoOf(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
  const single = text.replace(/([+-]\d\d:?\d\d)Z$/i, '$1');
  const isZoned = /(Z|[+-]\d\d:?\d\d)$/i.test(single) || !single.includes('T');
  return isoOf(Date.parse(isZoned ? single : `${single}Z`));
}

const isoOf = (milliseconds: number): string | undefined =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : undefined;

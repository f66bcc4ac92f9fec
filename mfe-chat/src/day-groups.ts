const AGES = ['today', 'yesterday', 'week', 'earlier'] as const;
const DAY = 86_400_000;

/** How long ago, as people tell days. */
export type DayAge = (typeof AGES)[number];

/** Entries of one stretch of days. */
export interface DayGroup<T> {
  readonly age: DayAge;
  readonly items: readonly T[];
}

/** Groups entries by how many calendar days ago they changed, as the clock on the wall of `timeZone` counts days. */
export function dayGroups<T extends { readonly updatedAt: string }>(
  items: readonly T[],
  now: Date,
  timeZone?: string,
): DayGroup<T>[] {
  const format = new Intl.DateTimeFormat('en', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    ...(timeZone && { timeZone }),
  });
  const today = dayNumber(format, now);
  const aged = items.map((item) => ({
    item,
    age: ageOf(today - dayNumber(format, new Date(item.updatedAt))),
  }));
  return AGES.map((age) => ({
    age,
    items: aged.filter((entry) => entry.age === age).map(({ item }) => item),
  })).filter((group) => group.items.length > 0);
}

/** A calendar day as a count of days, which no change of the clocks disturbs; an unreadable date is long ago. */
function dayNumber(format: Intl.DateTimeFormat, date: Date): number {
  if (Number.isNaN(date.getTime())) return -Infinity;
  const parts = Object.fromEntries(
    format.formatToParts(date).map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1) / DAY;
}

function ageOf(days: number): DayAge {
  // A server whose clock is ahead does not put a conversation into tomorrow.
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  return days <= 7 ? 'week' : 'earlier';
}

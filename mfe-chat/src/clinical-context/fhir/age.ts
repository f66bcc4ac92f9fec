interface Age {
  readonly value: number;
  readonly unit: 'years' | 'months' | 'days';
}

const DATE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;
const DAY_MS = 86_400_000;
const OLDEST_YEARS = 130;

/**
 * How old somebody is who was born on this date of FHIR (a year, a month or a day); nothing for a date that is none, in
 * the future or too long ago. The youngest are counted in days and months, since doses are.
 */
export function ageOf(birthDate: string, today: Date): Age | undefined {
  const [, year, month = '1', day = '1'] = DATE.exec(birthDate) ?? [];
  if (year === undefined) return undefined;
  const born = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = born.getUTCMonth() === Number(month) - 1 && born.getUTCDate() === Number(day);
  const now = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()));
  if (!isReal || born > now) return undefined;
  const isBefore = now.getUTCDate() < born.getUTCDate();
  const months =
    (now.getUTCFullYear() - born.getUTCFullYear()) * 12 +
    (now.getUTCMonth() - born.getUTCMonth()) -
    (isBefore ? 1 : 0);
  const years = Math.floor(months / 12);
  if (years > OLDEST_YEARS) return undefined;
  if (years >= 2) return { value: years, unit: 'years' };
  // Of a year alone nobody knows the months.
  if (birthDate.length === 4) return { value: now.getUTCFullYear() - born.getUTCFullYear(), unit: 'years' };
  if (months >= 1) return { value: months, unit: 'months' };
  return birthDate.length === 10
    ? { value: Math.floor((now.getTime() - born.getTime()) / DAY_MS), unit: 'days' }
    : { value: months, unit: 'months' };
}

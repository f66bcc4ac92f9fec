import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../db.js';
import type { Calendar } from './calendar.js';
import { eventsIn, newBudget, newIcalendar, type NewEvent } from './icalendar.js';

const DAY_MILLISECONDS = 86_400_000;

/** The calendar of this server's own. */
export class LocalCalendar implements Calendar {
  constructor(private readonly db: Kysely<Database>) {}

  async list(from: Date, to: Date) {
    // A day begins elsewhere when it is another time there.
    const [before, after] = [from.getTime() - DAY_MILLISECONDS, to.getTime() + DAY_MILLISECONDS];
    const rows = await this.db
      .selectFrom('calendar_events')
      .select('icalendar')
      .where('starts_at', '<', new Date(after))
      .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>=', new Date(before))]))
      .execute();
    const budget = newBudget();
    return rows.flatMap(({ icalendar }) => eventsIn(icalendar, from, to, budget));
  }

  async create(event: NewEvent, createdBy: string) {
    const id = randomUUID();
    const { icalendar, startsAt, endsAt } = newIcalendar(id, event);
    await this.db
      .insertInto('calendar_events')
      .values({ id, icalendar, starts_at: startsAt, ends_at: endsAt, created_by: createdBy })
      .execute();
    return firstOf(icalendar, event);
  }
}

/** A new appointment as a list gives it; of one that comes again, the first time. */
export function firstOf(icalendar: string, { start, end }: NewEvent) {
  const [first] = eventsIn(
    icalendar,
    new Date(Date.parse(start) - DAY_MILLISECONDS),
    new Date(Date.parse(end) + DAY_MILLISECONDS),
  );
  if (!first) throw new Error('An appointment is not where it was put');
  return first;
}

import type { OpenDatabase } from '../db.js';
import type { Status } from './services.js';

/** Writes down which services fail now, and says of each when it failed last. */
export async function rememberFailures({ db }: OpenDatabase, services: Status[]): Promise<Status[]> {
  try {
    for (const { name, status, detail } of services) {
      if (status !== 'down' && status !== 'degraded') continue;
      const failure = { at: new Date(), detail: detail ?? '' };
      await db
        .insertInto('service_failures')
        .values({ name, ...failure })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(failure))
        .execute();
    }
    const failures = await db.selectFrom('service_failures').selectAll().execute();
    const byName = new Map(failures.map((failure) => [failure.name, failure]));
    return services.map((service) => {
      const failure = byName.get(service.name);
      return failure
        ? { ...service, last_failure_at: failure.at.toISOString(), last_failure: failure.detail }
        : service;
    });
  } catch {
    // The database is the one that fails, which the list says already.
    return services;
  }
}

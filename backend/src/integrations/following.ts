import type { NewFollowing, Snake } from '@voiceassist/shared/schemas';
import { Cron } from 'croner';
import type { Kysely } from 'kysely';
import type { Database } from '../db.js';
import { ProblemError } from '../problem.js';
import { isIn } from './source-path.js';

export interface FollowedPath {
  path: string;
  is_folder: boolean;
}

export type Settings = Omit<Snake<NewFollowing>, 'paths' | 'schedule'> & { schedule: string | null };

/** Until somebody sets something else: only when asked, and what is withdrawn at the source is withdrawn here. */
const FIRST_SETTINGS: Settings = {
  schedule: null,
  when_gone: 'delete',
  source_type: 'guideline',
  specialty: 'general medicine',
};

/** What is followed at the sources, and how. */
export class FollowedPaths {
  constructor(private readonly db: Kysely<Database>) {}

  async settings(): Promise<Settings & { updatedAt: Date | undefined }> {
    const row = await this.db.selectFrom('source_settings').selectAll().executeTakeFirst();
    if (!row) return { ...FIRST_SETTINGS, updatedAt: undefined };
    const { only_row: _, updated_at: updatedAt, ...settings } = row;
    return { ...settings, updatedAt };
  }

  paths(source: string): Promise<FollowedPath[]> {
    return this.db
      .selectFrom('source_paths')
      .select(['path', 'is_folder'])
      .where('source', '=', source)
      .orderBy('path')
      .execute();
  }

  /** Follows these too. */
  async add(source: string, paths: FollowedPath[]): Promise<void> {
    await this.db
      .insertInto('source_paths')
      .values(paths.map((each) => ({ source, ...each })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Follows these alone. Documents of what is not followed any more stay, like any other. */
  async replace(source: string, paths: FollowedPath[], settings: Settings): Promise<void> {
    const row = { ...settings, updated_at: new Date() };
    await this.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('source_settings')
        .values(row)
        .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
        .execute();
      await trx.deleteFrom('source_paths').where('source', '=', source).execute();
      if (paths.length > 0)
        await trx
          .insertInto('source_paths')
          .values(paths.map((each) => ({ source, ...each })))
          .execute();
      const files = await trx
        .selectFrom('source_files')
        .select('path')
        .where('source', '=', source)
        .execute();
      const left = files.filter(({ path }) => !paths.some((followed) => isFollowed(path, followed)));
      for (const { path } of left)
        await trx.deleteFrom('source_files').where('source', '=', source).where('path', '=', path).execute();
    });
  }
}

/** Whether a file is one that is followed, or lies in a folder that is. */
export const isFollowed = (path: string, followed: FollowedPath): boolean =>
  followed.is_folder ? isIn(path, followed.path) : path === followed.path;

/** The first moment after `since` that a schedule names; a schedule that cannot be read is refused with 422. */
export function nextRun(schedule: string, since: Date): Date | null {
  try {
    return new Cron(schedule, { paused: true }).nextRun(since);
  } catch {
    throw new ProblemError(422, {
      errors: [{ field: 'schedule', message: 'This is not a schedule that can be read.' }],
    });
  }
}

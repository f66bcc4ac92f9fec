import * as v from 'valibot';

/** What a backup says of itself. */
export const manifestSchema = v.object({
  format: v.literal(1),
  database: v.picklist(['embedded', 'postgresql']),
  created_at: v.string(),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** The members of a backup: the manifest, PostgreSQL's own dump, and the data directory. */
export const [MANIFEST, DUMP, DATA] = ['manifest.json', 'database.dump', 'data.tgz'] as const;

/** Of the data directory: the embedded database. */
export const DATABASE_FOLDER = 'database';

/** Of the data directory: what the next start makes anew, and what says that somebody uses it. */
export const LEFT_OUT: ReadonlySet<string> = new Set(['portal', 'backend.log', 'database.lock']);

import type { FastifyBaseLogger } from 'fastify';
import type { Endpoint } from '../../config.js';
import type { OpenDatabase } from '../../db.js';
import { Embeddings } from './embeddings.js';
import { PgVectors } from './pgvector.js';
import { ProcessVectors } from './process-vectors.js';

export type { EmbeddingsStatus } from './embeddings.js';

/** Opens the vectors of a model: in PostgreSQL where it has pgvector, else in this process. */
export async function openEmbeddings(
  endpoint: Endpoint,
  { database, log }: { database: OpenDatabase; log: FastifyBaseLogger },
): Promise<Embeddings> {
  const { processes } = database;
  const store =
    (database.kind === 'postgresql' && (await PgVectors.open(database, endpoint.model))) ||
    new ProcessVectors(database, endpoint.model);
  await store.refresh();
  const embeddings = new Embeddings({ endpoint, store, log, onPut: () => processes.tell('vectors') });
  const refresh = () => {
    embeddings
      .refresh()
      .catch((error: unknown) =>
        log.error({ err: error }, 'the vectors of another process could not be read'),
      );
  };
  processes.events.on('vectors', refresh);
  processes.events.on('missed', refresh);
  return embeddings;
}

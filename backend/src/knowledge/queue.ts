import type { FastifyBaseLogger } from 'fastify';
import PgBoss from 'pg-boss';
import type { OpenDatabase } from '../db.js';

const SCHEMA = 'queue';
const NAME = 'indexing';

/** One document to read and index, as part of a job. */
export interface Work {
  jobId: string;
  documentId: string;
}

/**
 * The durable queue: pg-boss on the same database. One process works on it, the one that leads; it fetches work as soon
 * as it is sent, here or by another process, and there is nothing to poll for.
 */
export class WorkQueue {
  readonly #boss: PgBoss;
  readonly #database: OpenDatabase;
  readonly #handle: (work: Work) => Promise<void>;
  readonly #log: FastifyBaseLogger;
  readonly #running = new Set<Promise<void>>();
  readonly #workers: number;
  #leads = false;
  #closed = false;
  /** Work came while every worker was looking or working. */
  #isCalled = false;

  constructor(options: {
    database: OpenDatabase;
    log: FastifyBaseLogger;
    workers: number;
    handle: (work: Work) => Promise<void>;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#workers = options.workers;
    this.#handle = options.handle;
    this.#boss = new PgBoss({
      schema: SCHEMA,
      schedule: false,
      db: { executeSql: (text, values) => options.database.query(text, values) },
    });
    this.#boss.on('error', (error) => this.#log.error({ err: error }, 'the indexing queue met an error'));
  }

  /** Starts the queue; nothing is worked on before `lead`. */
  async start(): Promise<void> {
    await this.#boss.start();
    if (!(await this.#boss.getQueue(NAME))) {
      await this.#boss.createQueue(NAME, { name: NAME, retryLimit: 0, expireInHours: 12 });
    }
  }

  /** This process works on the queue from now on, and gives up what a stopped process was in the middle of. */
  async lead(): Promise<void> {
    const broken = await this.#ids(['active']);
    if (broken.length > 0) await this.#boss.fail(NAME, broken);
    this.#leads = true;
  }

  /** Another process works on the queue: what is in hand is finished, and no more is taken. */
  follow(): void {
    this.#leads = false;
  }

  /** The documents that wait. */
  async waiting(): Promise<Set<string>> {
    const { rows } = await this.#database.query(
      `select data->>'documentId' as id from ${SCHEMA}.job where name = $1 and state in ('created', 'retry')`,
      [NAME],
    );
    return new Set(rows.map(({ id }) => String(id)));
  }

  /** What waits of a job is not worked on any more. */
  async forget(jobId: string): Promise<void> {
    await this.#database.query(
      `delete from ${SCHEMA}.job where name = $1 and state = 'created' and data->>'jobId' = $2`,
      [NAME, jobId],
    );
  }

  async send(work: Work[]): Promise<void> {
    if (work.length > 0) await this.#boss.insert(work.map((data) => ({ name: NAME, data })));
    if (this.#leads) this.wake();
    else this.#database.processes.tell('indexing');
  }

  /** Lets as many workers as are free look for work. */
  wake(): void {
    if (this.#closed || !this.#leads) return;
    if (this.#running.size >= this.#workers) {
      this.#isCalled = true;
      return;
    }
    const run = this.#work()
      .catch((error: unknown) => this.#log.error({ err: error }, 'the indexing queue stopped'))
      .finally(() => {
        this.#running.delete(run);
        // It may have looked before the work was there.
        if (this.#isCalled) this.wake();
      });
    this.#running.add(run);
  }

  /** Resolves when nothing is being worked on. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Waits for the work in hand; what waits stays in the queue. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#running);
    await this.#boss.stop({ graceful: false });
  }

  async #work(): Promise<void> {
    while (!this.#closed && this.#leads) {
      this.#isCalled = false;
      const [job] = await this.#boss.fetch<Work>(NAME);
      if (!job) return;
      // There may be more than this worker's share.
      this.wake();
      await this.#handle(job.data);
      await this.#boss.complete(NAME, job.id);
    }
  }

  async #ids(states: string[]): Promise<string[]> {
    const { rows } = await this.#database.query(
      `select id from ${SCHEMA}.job where name = $1 and state::text = any(string_to_array($2, ','))`,
      [NAME, states.join(',')],
    );
    return rows.map(({ id }) => String(id));
  }
}

import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import type { OpenDatabase } from '../db.js';
import type { AnswerMeter } from './answer-meter.js';
import { Measurements } from './measurements.js';

/** How often each process writes down how it does. */
export const SAMPLE_SECONDS = 10;
const KEPT_HOURS = 24;
/** Old samples are deleted once in so many new ones. */
const SWEEP_EVERY = 60;

/** Writes down every ten seconds how this process and its computer do; close it to let the process end. */
export class Sampler {
  readonly #measurements = new Measurements();
  readonly #timer: NodeJS.Timeout;
  #writing = Promise.resolve();
  #written = 0;

  constructor(
    private readonly parts: {
      database: OpenDatabase;
      dataDir: string;
      meter: AnswerMeter;
      countSockets: () => number;
      log: FastifyBaseLogger;
    },
  ) {
    this.#timer = setInterval(() => void this.sample(), SAMPLE_SECONDS * 1000).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#measurements.close();
    await this.#writing;
  }

  /** Writes one sample now; what cannot be written is missing in the plots, and nothing else. */
  sample(): Promise<void> {
    this.#writing = this.#writing
      .then(() => this.#write())
      .catch((error: unknown) => this.parts.log.warn({ err: error }, 'a sample could not be written'));
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { database, dataDir, meter, countSockets } = this.parts;
    const now = await this.#measurements.take(dataDir);
    const { answers, notFound, firstSentence } = meter.take();
    await database.db
      .insertInto('system_samples')
      .values({
        process: database.processes.self,
        cpu_usage: now.cpu_usage,
        memory_used_bytes: now.memory_used_bytes,
        process_memory_bytes: now.process_memory_bytes,
        disk_used_bytes: now.disk_used_bytes,
        event_loop_delay_ms: now.event_loop_delay_ms,
        open_sockets: countSockets(),
        answers,
        not_found: notFound,
        first_sentence_ms: firstSentence,
      })
      .execute();
    if (this.#written++ % SWEEP_EVERY !== 0) return;
    await database.db
      .deleteFrom('system_samples')
      .where('at', '<', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`)
      .execute();
  }
}

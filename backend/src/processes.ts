import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { Ended } from './accounts/ended.js';

/** What processes tell each other: ids and nothing else. */
export interface News {
  /** Somebody's access ended. */
  access: [Ended];
  /** A question was stored. */
  question: [{ conversation: string }];
  /** The log of an answer became longer. */
  answer: [{ conversation: string; message: string }];
  /** Somebody stops one answer, or all of a conversation. */
  stop: [{ conversation: string; message?: string }];
  /** A document's passages changed. */
  document: [{ id: string }];
  /** Passages have new vectors. */
  vectors: [];
  /** Documents wait to be indexed. */
  indexing: [];
  /** The connection broke: told by nobody, and whatever was told meanwhile is lost. */
  missed: [];
}

/** The processes that share one database, seen from one of them. */
export interface Processes {
  /** The number of this one; what it has in hand carries it in the database. */
  readonly self: number;
  /** Whether there can be others. */
  readonly areShared: boolean;
  /** What the others tell. */
  readonly events: EventEmitter<News>;
  /** Tells the others, in the order of the calls; nothing that this process tells comes back to it. */
  tell<Topic extends keyof News>(topic: Topic, ...about: News[Topic]): void;
  /** Those that live, by their numbers; `undefined` while that cannot be known. */
  living(): Promise<number[] | undefined>;
  /** Whether this is the one process that does what only one may do. */
  leads(): Promise<boolean>;
  close(): Promise<void>;
}

const newNumber = (): number => 1 + Math.floor(Math.random() * 0x7ffffffe);

/** A database that no other process can open. */
export function alone(): Processes {
  const self = newNumber();
  return {
    self,
    areShared: false,
    events: new EventEmitter<News>(),
    tell: () => undefined,
    living: async () => [self],
    leads: async () => true,
    close: async () => undefined,
  };
}

const CHANNEL = 'voiceassist';
/** Classes of advisory locks: everyone who lives holds the first, shared, and one process the second. */
const LIVING = 0x76610001;
const LEADING = 0x76610002;
const RETRY_MILLISECONDS = 250;
const SILENT_MILLISECONDS = 5000;
/** News that wait while the database is out of reach; those before are lost, as after a broken connection. */
const MOST_WAITING = 10_000;

/**
 * Processes that share a PostgreSQL: LISTEN/NOTIFY carries the news, and a session-level lock says who lives, since
 * PostgreSQL releases it the moment that a process ends, however it ends. Both lie on one connection of their own,
 * which is made anew when it breaks.
 */
export class Neighbours implements Processes {
  readonly self = newNumber();
  readonly areShared = true;
  readonly events = new EventEmitter<News>();
  readonly #connectionString: string;
  readonly #query: (text: string, values: unknown[]) => Promise<unknown>;
  #client: pg.Client | undefined;
  #waiting: string[] = [];
  #telling: Promise<void> | undefined;
  #closed = false;

  /** `query` sends news over any connection. */
  constructor(connectionString: string, query: (text: string, values: unknown[]) => Promise<unknown>) {
    this.#connectionString = connectionString;
    this.#query = query;
    this.events.setMaxListeners(0);
  }

  /** Makes the connection; rejects when the database is out of reach. */
  async open(): Promise<this> {
    const client = new pg.Client({
      connectionString: this.#connectionString,
      keepAlive: true,
      query_timeout: SILENT_MILLISECONDS,
      connectionTimeoutMillis: SILENT_MILLISECONDS,
    });
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      client.end().catch(() => undefined);
      if (this.#client !== client) return;
      this.#client = undefined;
      void this.#reopen();
    };
    client.on('error', over);
    client.on('end', over);
    client.on('notification', ({ payload = '' }) => this.#hear(payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      await client.query('select pg_try_advisory_lock_shared($1, $2)', [LIVING, this.self]);
    } catch (error) {
      over();
      throw error;
    }
    // It may have broken since.
    if (isOver) throw new Error('The connection for news broke');
    this.#client = client;
    return this;
  }

  tell<Topic extends keyof News>(topic: Topic, ...about: News[Topic]): void {
    if (this.#closed) return;
    this.#waiting.push(JSON.stringify({ from: this.self, topic, about }));
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#telling ??= this.#tellAll();
  }

  async living(): Promise<number[] | undefined> {
    const rows = await this.#ask(
      `select objid::bigint as number from pg_locks where locktype = 'advisory' and classid::bigint = ${LIVING}
       and granted and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows?.map(({ number }) => Number(number));
  }

  async leads(): Promise<boolean> {
    const client = this.#client;
    const held = await this.#ask(
      `select 1 from pg_locks where locktype = 'advisory' and classid::bigint = ${LEADING} and pid = pg_backend_pid()`,
    );
    if (held?.length) return true;
    if (this.#client !== client) return false;
    const rows = await this.#ask(`select pg_try_advisory_lock(${LEADING}, 0) as taken`);
    return rows?.[0]?.['taken'] === true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#telling;
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  /** Rows over the connection that holds the locks; a connection that does not answer is given up. */
  async #ask(text: string): Promise<Record<string, unknown>[] | undefined> {
    const client = this.#client;
    try {
      return (await client?.query<Record<string, unknown>>(text))?.rows;
    } catch {
      client?.emit('error', new Error('The connection for news does not answer'));
      return undefined;
    }
  }

  #hear(payload: string): void {
    const { from, topic, about } = JSON.parse(payload) as { from: number; topic: keyof News; about: never };
    if (from !== this.self) this.events.emit(topic, ...(about as News[typeof topic]));
  }

  async #reopen(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.open();
        this.events.emit('missed');
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS).unref());
      }
    }
  }

  async #tellAll(): Promise<void> {
    let tries = 0;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, 100);
      try {
        await this.#query(`select pg_notify('${CHANNEL}', value) from jsonb_array_elements_text($1::jsonb)`, [
          JSON.stringify(batch),
        ]);
        this.#waiting.splice(0, batch.length);
        tries = 0;
      } catch {
        tries += 1;
        if (this.#closed && tries > 3) break;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      }
    }
    this.#telling = undefined;
  }
}

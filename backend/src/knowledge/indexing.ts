import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { OpenDatabase } from '../db.js';
import { DocumentFiles, type NewDocument, type NewVersion } from './document-files.js';
import { Documents } from './documents.js';
import { Jobs } from './jobs.js';
import { News } from './news.js';
import { ReadingProcess } from './parse/process/reading-process.js';
import { WorkQueue, type Work } from './queue.js';
import type { IndexedPassage, Retrieval } from './retrieval.js';
import type { DocumentRow, JobRow } from './tables.js';

/** How many documents are read and stored at once; reading itself has one thread. */
const WORKERS = 2;

/** How often a process looks whether the one that leads has ended. */
const LOOK_MILLISECONDS = 1000;

/** From a stored file to passages that can be found. */
export class Indexing {
  readonly documents: Documents;
  readonly jobs: Jobs;
  readonly files: DocumentFiles;
  readonly #database: OpenDatabase;
  readonly #retrieval: Retrieval;
  readonly #log: FastifyBaseLogger;
  readonly #onStored: () => void;
  readonly #onJobEnd: (jobId: string) => Promise<void>;
  readonly #parser = new ReadingProcess();
  readonly #queue: WorkQueue;
  readonly #news: News;
  #looking: NodeJS.Timeout | undefined;
  #leads = false;
  #closing = false;

  constructor(options: {
    database: OpenDatabase;
    retrieval: Retrieval;
    folder: string;
    log: FastifyBaseLogger;
    /** A document has new passages. */
    onStored?: () => void;
    onJobEnd?: (jobId: string) => Promise<void>;
  }) {
    this.#onJobEnd = options.onJobEnd ?? (async () => undefined);
    this.#onStored = options.onStored ?? (() => undefined);
    this.#database = options.database;
    this.#retrieval = options.retrieval;
    this.#log = options.log;
    this.documents = new Documents(options.database);
    this.jobs = new Jobs(options.database);
    this.files = new DocumentFiles(options.database, options.folder);
    this.#queue = new WorkQueue({
      database: options.database,
      log: options.log,
      workers: WORKERS,
      handle: (work) => this.#work(work),
    });
    this.#news = new News({
      processes: options.database.processes,
      documents: this.documents,
      retrieval: options.retrieval,
      log: options.log,
    });
  }

  /** Fills the index and, in the process that leads, goes on with what was waiting when one ended. */
  async start(): Promise<void> {
    await this.files.open();
    await this.#queue.start();
    for (const [id, passages] of await this.documents.passages()) await this.#retrieval.set(id, passages);
    const { processes } = this.#database;
    processes.events.on('indexing', () => this.#queue.wake());
    // With the connection the lead is lost, unless it is taken again at once.
    processes.events.on('missed', () => void this.#look());
    await this.#look();
    if (!processes.areShared) return;
    this.#looking = setInterval(() => {
      if (!this.#leads) void this.#look();
    }, LOOK_MILLISECONDS).unref();
  }

  /** Whether this process is the one that indexes. */
  get leads(): boolean {
    return this.#leads;
  }

  async #look(): Promise<void> {
    try {
      const led = this.#leads;
      this.#leads = !this.#closing && (await this.#database.processes.leads());
      if (!this.#leads) this.#queue.follow();
      else if (!led) await this.#lead();
    } catch (error) {
      this.#log.error({ err: error }, 'it is not known which process indexes');
    }
  }

  async #lead(): Promise<void> {
    await this.#queue.lead();
    await this.jobs.interrupt();
    // A stop between storing a document and sending it leaves it queued with nobody to work on it.
    const waiting = await this.#queue.waiting();
    const queued = (await this.jobs.queued()).filter(({ documentId }) => !waiting.has(documentId));
    await this.#queue.send(
      queued.flatMap(({ jobId, documentId }) => (jobId === null ? [] : [{ jobId, documentId }])),
    );
    const jobless = queued.filter(({ jobId }) => jobId === null).map(({ documentId }) => documentId);
    if (jobless.length > 0) await this.index('upload', jobless);
    this.#queue.wake();
    this.#onStored();
  }

  /** Resolves when everything that was queued has been indexed. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  /** Puts what is in hand back into the queue. */
  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#looking);
    await this.#parser.close();
    await this.#queue.close();
  }

  /** Stores a file; `index` queues it. */
  add(file: NewDocument): Promise<string> {
    return this.files.add(file);
  }

  /** Stores a file as the next version of a document; `index` queues it. Answers are made from the one before until then. */
  replace(id: string, file: NewVersion): Promise<number | undefined> {
    return this.files.replace(id, file);
  }

  /** Queues stored documents; resolves with the job. */
  async index(
    kind: JobRow['kind'],
    documentIds: string[],
    requestedBy: string | null = null,
  ): Promise<string> {
    const jobId = await this.jobs.create(kind, documentIds, requestedBy);
    await this.#queue.send(documentIds.map((documentId) => ({ jobId, documentId })));
    return jobId;
  }

  /** Queues one more stored document of a job that is still taking some. */
  async append(jobId: string, documentId: string): Promise<void> {
    await this.jobs.append(jobId, documentId);
    await this.#queue.send([{ jobId, documentId }]);
  }

  /** Gives up what waits of a job; false when it is over already. */
  async cancel(jobId: string): Promise<boolean> {
    const cancelled = await this.jobs.cancel(jobId);
    if (cancelled) await this.#queue.forget(jobId);
    return cancelled;
  }

  async delete(id: string): Promise<boolean> {
    const existed = await this.files.delete(id);
    this.#retrieval.remove(id);
    this.#news.tell(id);
    return existed;
  }

  /** Describes documents anew; what answers say of them is right at once. */
  async describe(
    ids: string[],
    changes: { source_type?: string | undefined; specialty?: string | undefined; title?: string | undefined },
  ): Promise<void> {
    await this.documents.describe(ids, changes);
    if (changes.title === undefined) return;
    for (const id of ids) {
      const passages = (await this.documents.passages(id)).get(id);
      if (passages) await this.#retrieval.set(id, passages);
      this.#news.tell(id);
    }
  }

  async #work({ jobId, documentId }: Work): Promise<void> {
    if (!(await this.jobs.start(jobId))) return;
    const document = await this.documents.find(documentId);
    let failure: string | undefined;
    if (document?.status === 'queued') {
      try {
        await this.#read(document);
      } catch (error) {
        if (this.#closing) {
          await this.documents.setStatus(document, 'queued');
          return this.jobs.putBack(jobId);
        }
        failure = await this.#fail(document, error);
      }
    } else if (!(await this.jobs.start(jobId))) {
      // Cancelled since.
      return;
    }
    if (await this.jobs.advance(jobId, documentId, failure)) await this.#onJobEnd(jobId);
  }

  async #read(document: DocumentRow): Promise<void> {
    const { id } = document;
    await this.documents.setStatus(document, 'parsing');
    const given = document.has_given_title ? document.title : undefined;
    const read = await this.#parser.read({
      path: this.files.pathOf(document),
      filename: document.filename,
      title: given,
    });
    await this.documents.setStatus(document, 'indexing');
    const title = given ?? read.title?.slice(0, 300) ?? document.title;
    const indexed = read.passages.map(({ start, end, headingPath }): IndexedPassage => ({
      id: randomUUID(),
      documentId: id,
      title,
      headingPath,
      text: read.text.slice(start, end),
      start,
      end,
    }));
    // Answers go on from what the document had until all of the new is stored and can be found.
    const prepared = await this.#retrieval.prepare(id, indexed);
    let isStored = false;
    try {
      // False when the document was deleted or replaced meanwhile.
      isStored = await this.documents.store(document, title, read, indexed);
    } finally {
      if (isStored) prepared.show();
      else prepared.discard();
    }
    if (!isStored) return;
    this.#news.tell(id);
    this.#onStored();
  }

  async #fail(document: DocumentRow, error: unknown): Promise<string> {
    const known = error instanceof Error && error.name === 'UnreadableDocument';
    if (!known) this.#log.error({ err: error, document: document.id }, 'a document could not be indexed');
    const message = known
      ? (error as Error).message
      : 'Indexing met an error of the server. The file is stored: press Retry.';
    // What was indexed before stays in use.
    await this.documents.setStatus(document, 'failed', message);
    return message;
  }
}

import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Answering } from '../../backend/src/knowledge/answer/answering.js';
import { DocumentFiles } from '../../backend/src/knowledge/document-files.js';
import { Documents } from '../../backend/src/knowledge/documents.js';
import { Finding } from '../../backend/src/knowledge/finding.js';
import type { AnswerEvent } from '../../backend/src/knowledge/index.js';
import { Retrieval } from '../../backend/src/knowledge/retrieval.js';
import { openDatabase } from '../../backend/src/db.js';
import type { ReadDocument } from './corpus.js';

/** The production index, store and answers over documents of a corpus, without the network around them. */
export interface Answerer {
  retrieval: Retrieval;
  /** Stores and indexes a document; gives its id there. */
  add(document: ReadDocument): Promise<string>;
  ask(question: string): Promise<{ events: AnswerEvent[]; firstMilliseconds: number }>;
  close(): Promise<void>;
}

export async function openAnswerer(): Promise<Answerer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-bench-'));
  const database = await openDatabase({ databaseUrl: 'memory:', dataDir });
  const retrieval = new Retrieval();
  const documents = new Documents(database);
  const files = new DocumentFiles(database, dataDir);
  const finding = new Finding({ retrieval, documents });
  const answering = new Answering({ retrieval, finding, documents, model: undefined, log: silent });
  return {
    retrieval,
    async add({ id: name, title, file, source, passages }) {
      const path = join(dataDir, `${name}.part`);
      await writeFile(path, file);
      const id = await files.add({
        path,
        filename: `${name}.md`,
        sizeBytes: file.length,
        sha256: createHash('sha256').update(name).digest('hex'),
        title,
        sourceType: 'leaflet',
        specialty: 'general medicine',
        uploadedBy: null,
        isDemonstration: false,
      });
      const row = await documents.find(id);
      const indexed = passages.map((passage) => ({ ...passage, documentId: id }));
      if (!row || !(await documents.store(row, title, source, indexed)))
        throw new Error(`${name} could not be stored.`);
      await retrieval.set(id, indexed);
      return id;
    },
    async ask(question) {
      const { signal } = new AbortController();
      const events: AnswerEvent[] = [];
      const started = performance.now();
      let first: number | undefined;
      for await (const event of answering.answer(question, { history: [], signal })) {
        if (event.type === 'text') first ??= performance.now() - started;
        events.push(event);
      }
      return { events, firstMilliseconds: first ?? performance.now() - started };
    },
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An answer that cannot be written ends the measurement. */
const silent = {
  level: 'silent',
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: fail,
  fatal: fail,
  silent: ignore,
  child: () => silent,
};

function ignore(): void {
  // There is nobody to read it.
}

function fail({ err }: { err: unknown }): never {
  throw err;
}

import type { Api, ByteProgress } from '@voiceassist/shared';
import type { DocumentChanges, DocumentQuery, KbDocument, UploadFields } from '@voiceassist/shared/schemas';

/** An upload that the fake server holds until the test decides how it goes. */
export interface HeldUpload {
  file: File;
  fields: Partial<UploadFields>;
  /** The id of the document that it becomes the next version of. */
  replaces: string | undefined;
  signal: AbortSignal | undefined;
  progress: ByteProgress;
  /** Answers, and lists the document as queued. */
  accept(): KbDocument;
  fail(error: unknown): void;
}

let lastId = 0;

/** A document that is ready, unless told otherwise. */
export function document(given: Partial<KbDocument> = {}): KbDocument {
  const id = `document-${++lastId}`;
  return {
    id,
    title: `Title ${lastId}`,
    filename: `${id}.pdf`,
    sourceType: 'guideline',
    specialty: 'cardiology',
    status: 'ready',
    sizeBytes: 1_258_291,
    chunkCount: 24,
    version: 1,
    createdAt: new Date(Date.now() - 120_000).toISOString(),
    updatedAt: new Date(Date.now() - 120_000).toISOString(),
    ...given,
  };
}

/** The server's side of the knowledge base, in memory, with what it was asked. */
export class FakeKnowledgeBase {
  readonly queries: DocumentQuery[] = [];
  readonly deleted: string[] = [];
  readonly retried: string[] = [];
  readonly uploads: HeldUpload[] = [];
  /** Thrown by every call of this name. */
  readonly errors: Partial<Record<'list' | 'delete' | 'retry', unknown>> = {};
  maxUploadBytes = 100 * 1024 ** 2;
  capabilities = ['kb'];

  constructor(public documents: KbDocument[] = []) {}

  /** Changes a document, as indexing does. */
  change(id: string, change: Partial<KbDocument>): void {
    this.documents = this.documents.map((each) => (each.id === id ? { ...each, ...change } : each));
  }

  /** What asked for the list itself, without the counts around it. */
  get listQueries(): DocumentQuery[] {
    return this.queries.filter(({ limit }) => limit !== 1);
  }

  readonly #list: Api['kb']['listDocuments'] = (query = {}) => {
    this.queries.push(query);
    if (this.errors.list) return Promise.reject(this.errors.list as Error);
    const { skip = 0, limit = 50, status, search = '', sourceType } = query;
    const found = this.documents.filter(
      (each) =>
        (!status || status.split(',').includes(each.status)) &&
        (!sourceType || each.sourceType === sourceType) &&
        `${each.title} ${each.filename}`.toLowerCase().includes(search.toLowerCase()),
    );
    return Promise.resolve({ items: found.slice(skip, skip + limit), total: found.length });
  };

  readonly #upload: Api['kb']['uploadDocument'] = (file, fields, options) =>
    this.#hold(file, fields, undefined, options);

  readonly #replace: Api['kb']['replaceDocument'] = (id, file, fields = {}, options) =>
    this.#hold(file, fields as Partial<UploadFields>, id, options);

  #hold(
    file: File,
    fields: Partial<UploadFields>,
    replaces: string | undefined,
    { onProgress, signal }: Parameters<Api['kb']['uploadDocument']>[2] = {},
  ): ReturnType<Api['kb']['uploadDocument']> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
      this.uploads.push({
        file,
        fields,
        replaces,
        signal,
        progress: (sent, total) => onProgress?.(sent, total),
        accept: () => {
          const created = document({
            ...(replaces && { id: replaces, version: 2 }),
            title: file.name,
            filename: file.name,
            status: 'queued',
            chunkCount: 0,
          });
          this.documents = [created, ...this.documents.filter(({ id }) => id !== replaces)];
          resolve({ documentId: created.id, filename: file.name });
          return created;
        },
        fail: (error) => reject(error as Error),
      });
    });
  }

  /** The part of the API that the page uses. */
  get api(): Api {
    return this.#api as Api;
  }

  readonly #api: Pick<Api, 'kb' | 'server'> = {
    kb: {
      progressOf: (ids: string[]) => {
        if (this.errors.list) return Promise.reject(this.errors.list as Error);
        return Promise.resolve(this.documents.filter(({ id }) => ids.includes(id)));
      },
      facets: () =>
        Promise.resolve({
          sourceTypes: [...new Set(['formulary', ...this.documents.map(({ sourceType }) => sourceType)])],
          specialties: [...new Set(this.documents.map(({ specialty }) => specialty))],
          uploaders: [{ id: 'jane', name: 'Ιωάννα' }],
        }),
      listIds: async (query: DocumentQuery) =>
        (await this.#list({ ...query, limit: 10_000 })).items.map(({ id }) => id),
      deleteDocuments: (ids: string[]) => {
        if (this.errors.delete) return Promise.reject(this.errors.delete as Error);
        this.deleted.push(...ids);
        this.documents = this.documents.filter(({ id }) => !ids.includes(id));
        return Promise.resolve();
      },
      changeDocuments: (ids: string[], changes: DocumentChanges) => {
        for (const id of ids) this.change(id, changes as Partial<KbDocument>);
        return Promise.resolve();
      },
      listDocuments: this.#list,
      uploadDocument: this.#upload,
      replaceDocument: this.#replace,
      stats: () =>
        Promise.resolve({
          totalDocuments: this.documents.length,
          totalChunks: this.documents.reduce((sum, { chunkCount }) => sum + chunkCount, 0),
          vectorCount: 0,
        }),
      deleteDocument: (id: string) => {
        if (this.errors.delete) return Promise.reject(this.errors.delete as Error);
        this.deleted.push(id);
        this.documents = this.documents.filter((each) => each.id !== id);
        return Promise.resolve();
      },
      retryDocument: (id: string) => {
        if (this.errors.retry) return Promise.reject(this.errors.retry as Error);
        this.retried.push(id);
        this.change(id, { status: 'queued', error: null });
        return Promise.resolve();
      },
      reindex: (ids: string[]) => {
        this.retried.push(...ids.map((id) => `reindex ${id}`));
        return Promise.resolve({ jobId: 'job' });
      },
    } as Partial<Api['kb']> as Api['kb'],
    server: {
      capabilities: () =>
        Promise.resolve({ capabilities: this.capabilities, maxUploadBytes: this.maxUploadBytes }),
    } as Partial<Api['server']> as Api['server'],
  };
}

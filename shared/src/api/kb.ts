import * as v from 'valibot';
import { toSnake } from '../schemas/case.js';
import {
  documentDetailSchema,
  documentProgressSchema,
  facetsSchema,
  type Completion,
  type DocumentChanges,
  type DocumentDetail,
  type DocumentProgress,
  type Facets,
  type ReplaceFields,
} from '../schemas/kb-documents.js';
import {
  chunkSchema,
  documentSchema,
  jobSchema,
  jobStartedSchema,
  kbStatsSchema,
  passageHitSchema,
  uploadedSchema,
  type DocumentQuery,
  type IndexingJob,
  type JobQuery,
  type KbDocument,
  type KbStats,
  type PassageHit,
  type UploadFields,
} from '../schemas/kb.js';
import type { Authorization, Client, Page } from './client.js';
import { fetchWithProgress, type ByteProgress } from './upload.js';

export interface UploadOptions {
  onProgress?: ByteProgress;
  signal?: AbortSignal;
}

/** What a protocol needs that does not run on the client. */
export interface AdminAccess {
  baseUrl: string;
  authorization: Authorization;
}

/** The guide's /api/admin/kb endpoints on `admin`, whose base ends in /api. */
export function kbApi(admin: Client, access: AdminAccess) {
  const document = (id: string) => `admin/kb/documents/${encodeURIComponent(id)}`;
  const job = (id: string) => `admin/kb/jobs/${encodeURIComponent(id)}`;
  const sendForm = (
    path: string,
    method: 'post' | 'put',
    file: File,
    fields: object,
    { onProgress, signal }: UploadOptions,
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(toSnake({ ...fields })))
      if (value) form.append(name, String(value));
    form.append('file', file);
    return admin.json(uploadedSchema, path, {
      method,
      body: form,
      timeout: false,
      ...(onProgress && { fetch: fetchWithProgress(form, onProgress) }),
      ...(signal && { signal }),
    });
  };
  return {
    listDocuments: (query: DocumentQuery = {}): Promise<Page<KbDocument>> =>
      admin.page(documentSchema, 'admin/kb/documents', { searchParams: toSnake({ ...query }) }),
    uploadDocument(file: File, fields: UploadFields, options: UploadOptions = {}) {
      return sendForm('admin/kb/upload', 'post', file, fields, options);
    },
    deleteDocument: (id: string) => admin.nothing(`admin/kb/${encodeURIComponent(id)}`, { method: 'delete' }),
    reindex: (documentIds: string[]) =>
      admin.json(jobStartedSchema, 'admin/kb/reindex', {
        method: 'post',
        json: { document_ids: documentIds },
      }),
    listJobs: (query: JobQuery = {}): Promise<Page<IndexingJob>> =>
      admin.page(jobSchema, 'admin/kb/jobs', { searchParams: toSnake({ ...query }) }),
    /** Capability `jobs`: gives up what waits of a job. */
    cancelJob: (id: string) => admin.nothing(`${job(id)}/cancel`, { method: 'post' }),
    /** Capability `jobs`: a new job for what is left of one. */
    retryJob: (id: string) => admin.json(jobStartedSchema, `${job(id)}/retry`, { method: 'post' }),
    stats: (): Promise<KbStats> => admin.json(kbStatsSchema, 'admin/kb/stats'),
    /** Capability `kb`. */
    retryDocument: (id: string) => admin.nothing(`${document(id)}/retry`, { method: 'post' }),
    /** Capability `kb`. */
    listChunks: (id: string) => admin.json(v.array(chunkSchema), `${document(id)}/chunks`),
    /** Capability `kb`: the very retrieval that answers use. */
    search: (query: string, limit?: number): Promise<PassageHit[]> =>
      admin.json(v.array(passageHitSchema), 'admin/kb/search', { method: 'post', json: { query, limit } }),
    /** Capability `kb`: the ids of all documents that fit, in the order of the list. */
    listIds: (query: DocumentQuery): Promise<string[]> =>
      admin.json(v.array(v.string()), 'admin/kb/documents/ids', { searchParams: toSnake({ ...query }) }),
    /** Capability `kb`. */
    facets: (): Promise<Facets> => admin.json(facetsSchema, 'admin/kb/facets'),
    /** Capability `kb`. */
    document: (id: string): Promise<DocumentDetail> => admin.json(documentDetailSchema, document(id)),
    /** Capability `kb`: how far each of these documents is, in one request. */
    progressOf: (documentIds: string[]): Promise<DocumentProgress[]> =>
      admin.json(v.array(documentProgressSchema), 'admin/kb/documents/status', {
        method: 'post',
        json: { document_ids: documentIds },
      }),
    /** Capability `kb`: at most 10,000 at a time. */
    deleteDocuments: (documentIds: string[]) =>
      admin.nothing('admin/kb/documents/delete', {
        method: 'post',
        json: { document_ids: documentIds },
        timeout: 120_000,
      }),
    /** Capability `kb`: at most 10,000 at a time. */
    changeDocuments: (documentIds: string[], changes: DocumentChanges) =>
      admin.nothing('admin/kb/documents', {
        method: 'patch',
        json: { document_ids: documentIds, ...toSnake({ ...changes }) },
        timeout: 120_000,
      }),
    /** Capability `kb`: the file itself, as it was uploaded. */
    original: (id: string, version: number): Promise<Blob> =>
      admin.blob(`${document(id)}/original`, { searchParams: { version }, timeout: 120_000 }),
    /** Capability `kb`: makes a file the next version of a document. */
    replaceDocument(id: string, file: File, fields: ReplaceFields = {}, options: UploadOptions = {}) {
      return sendForm(document(id), 'put', file, fields, options);
    },
    /** Capability `resumable`: what a client of tus needs, which is not part of this one. */
    partsAccess: () =>
      Promise.resolve({
        endpoint: `${access.baseUrl}/admin/kb/uploads`,
        authorization: access.authorization,
      }),
    /** Capability `resumable`: makes what has arrived a document. */
    completeParts: (url: string, completion: Completion) =>
      admin.json(uploadedSchema, `admin/kb/uploads/${idOf(url)}/complete`, {
        method: 'post',
        json: toSnake(completion),
        timeout: 120_000,
      }),
    /** Capability `resumable`: forgets what has arrived. */
    discardParts: (url: string) =>
      admin.nothing(`admin/kb/uploads/${idOf(url)}`, {
        method: 'delete',
        headers: { 'Tus-Resumable': '1.0.0' },
      }),
  };
}

const idOf = (url: string): string => encodeURIComponent(url.split('/').at(-1) ?? '');

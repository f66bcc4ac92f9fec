import * as v from 'valibot';
import { toSnake } from '../schemas/case.js';
import {
  chunkSchema,
  documentSchema,
  jobSchema,
  jobStartedSchema,
  kbStatsSchema,
  passageHitSchema,
  passageSchema,
  uploadedSchema,
  type DocumentQuery,
  type IndexingJob,
  type KbDocument,
  type KbStats,
  type Passage,
  type PassageHit,
  type UploadFields,
} from '../schemas/kb.js';
import type { Client, Page } from './client.js';
import { fetchWithProgress, type ByteProgress } from './upload.js';

export interface UploadOptions {
  onProgress?: ByteProgress;
  signal?: AbortSignal;
}

/** The guide's /api/admin/kb endpoints on `admin` (base ends in /api), and the passage of a citation on `client`. */
export function kbApi(admin: Client, client: Client) {
  const document = (id: string) => `admin/kb/documents/${encodeURIComponent(id)}`;
  return {
    listDocuments: (query: DocumentQuery = {}): Promise<Page<KbDocument>> =>
      admin.page(documentSchema, 'admin/kb/documents', { searchParams: toSnake({ ...query }) }),
    uploadDocument(file: File, fields: UploadFields, { onProgress, signal }: UploadOptions = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(toSnake({ ...fields }))) if (value) form.append(name, value);
      form.append('file', file);
      return admin.json(uploadedSchema, 'admin/kb/upload', {
        method: 'post',
        body: form,
        timeout: false,
        ...(onProgress && { fetch: fetchWithProgress(form, onProgress) }),
        ...(signal && { signal }),
      });
    },
    deleteDocument: (id: string) => admin.nothing(`admin/kb/${encodeURIComponent(id)}`, { method: 'delete' }),
    reindex: (documentIds: string[]) =>
      admin.json(jobStartedSchema, 'admin/kb/reindex', {
        method: 'post',
        json: { document_ids: documentIds },
      }),
    listJobs: (limit?: number): Promise<IndexingJob[]> =>
      admin.json(v.array(jobSchema), 'admin/kb/jobs', { searchParams: { limit } }),
    stats: (): Promise<KbStats> => admin.json(kbStatsSchema, 'admin/kb/stats'),
    /** Capability `kb`. */
    retryDocument: (id: string) => admin.nothing(`${document(id)}/retry`, { method: 'post' }),
    /** Capability `kb`. */
    listChunks: (id: string) => admin.json(v.array(chunkSchema), `${document(id)}/chunks`),
    /** Capability `kb`: the very retrieval that answers use. */
    search: (query: string, limit?: number): Promise<PassageHit[]> =>
      admin.json(v.array(passageHitSchema), 'admin/kb/search', { method: 'post', json: { query, limit } }),
    /** Capability `passage`: the section around `start`–`end` of the document's source text. */
    passage: (documentId: string, start: number, end: number, signal?: AbortSignal): Promise<Passage> =>
      client.json(passageSchema, `api/kb/documents/${encodeURIComponent(documentId)}/passage`, {
        searchParams: { start, end },
        ...(signal && { signal }),
      }),
  };
}

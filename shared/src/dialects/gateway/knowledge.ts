import { msg } from '@lit/localize';
import * as v from 'valibot';
import type { Page } from '../../api/client.js';
import { ApiError } from '../../api/errors.js';
import type { UploadOptions } from '../../api/kb.js';
import { fetchWithProgress } from '../../api/upload.js';
import type { DocumentDetail } from '../../schemas/kb-documents.js';
import type { DocumentQuery, KbDocument, KbStats, UploadFields } from '../../schemas/kb.js';
import { everyPage, signalled, type Caller } from './caller.js';
import { momentOf } from './dates.js';
import { lacking } from './lacking.js';

const documentSchema = v.object({
  documentId: v.string(),
  title: v.nullish(v.string()),
  sourceType: v.nullish(v.string()),
  uploadDate: v.nullish(v.string()),
  chunksIndexed: v.nullish(v.number()),
});
const listSchema = v.object({ documents: v.array(documentSchema), total: v.number() });
const uploadedSchema = v.object({ documentId: v.string(), status: v.nullish(v.string()) });

function documentOf({
  documentId,
  title,
  sourceType,
  uploadDate,
  chunksIndexed,
}: v.InferOutput<typeof documentSchema>): KbDocument {
  const at = momentOf(uploadDate) ?? null;
  return {
    ...{
      id: documentId,
      title: title || documentId,
      filename: '',
      sourceType: sourceType ?? '',
      specialty: '',
    },
    // What is listed was read when it was uploaded: the gateway has no other state.
    ...{ status: 'ready', sizeBytes: 0, chunkCount: chunksIndexed ?? 0, version: 1 },
    ...{ createdAt: at, updatedAt: at },
  };
}

const AT_ONCE = 1_000;
/** What is beyond is not searched and not sorted. */
const MOST_PAGES = 10;

const VALUES: Readonly<
  Record<NonNullable<DocumentQuery['sort']>, (document: KbDocument) => string | number>
> = {
  title: ({ title }) => title,
  source_type: ({ sourceType }) => sourceType,
  specialty: ({ specialty }) => specialty,
  status: ({ status }) => status,
  size_bytes: ({ sizeBytes }) => sizeBytes,
  chunk_count: ({ chunkCount }) => chunkCount,
  updated_at: ({ updatedAt }) => updatedAt ?? '',
};

/** Whether a document is asked for; the gateway itself narrows by type alone. */
function fits(document: KbDocument, query: DocumentQuery): boolean {
  const { status, specialty, uploadedBy, updatedFrom = '', updatedTo, search = '' } = query;
  const at = document.updatedAt ?? '';
  return (
    (!status || status.split(',').includes(document.status)) &&
    !specialty &&
    !uploadedBy &&
    at >= updatedFrom &&
    (!updatedTo || at < updatedTo) &&
    document.title.toLowerCase().includes(search.toLowerCase())
  );
}

const compare = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other));

/** The knowledge base of the gateway. */
export function knowledgeApi(admin: Caller) {
  const document = (id: string) => `admin/kb/documents/${encodeURIComponent(id)}`;
  const found = async (query: DocumentQuery): Promise<KbDocument[]> => {
    const { sourceType, sort = 'updated_at', order = 'desc' } = query;
    const { items } = await everyPage(async (at) => {
      const { documents, total } = await admin.get(listSchema, 'admin/kb/documents', {
        searchParams: { skip: at * AT_ONCE, limit: AT_ONCE, ...(sourceType && { source_type: sourceType }) },
      });
      return { items: documents.map(documentOf), total };
    }, MOST_PAGES);
    const value = VALUES[sort];
    return items
      .filter((each) => fits(each, query))
      .sort((one, other) => compare(value(one), value(other)) * (order === 'asc' ? 1 : -1));
  };
  const deleteDocument = async (id: string): Promise<void> => {
    await admin.send(document(id), { method: 'delete' });
  };
  return {
    async listDocuments(query: DocumentQuery = {}): Promise<Page<KbDocument>> {
      const { skip = 0, limit = 50 } = query;
      const all = await found(query);
      return { items: all.slice(skip, skip + limit), total: all.length };
    },
    /** The whole file is read before the gateway answers. */
    async uploadDocument(file: File, { title, sourceType }: UploadFields, options: UploadOptions = {}) {
      if (!/\.(txt|pdf)$/i.test(file.name)) throw unreadable();
      const { onProgress, signal } = options;
      const form = new FormData();
      form.append('file', file);
      const { documentId, status } = await admin.get(uploadedSchema, 'admin/kb/documents', {
        method: 'post',
        searchParams: { title: title || file.name.replace(/\.\w+$/, ''), source_type: sourceType },
        body: form,
        timeout: false,
        ...(onProgress && { fetch: fetchWithProgress(form, onProgress) }),
        ...signalled(signal),
      });
      if (status === 'failed') throw unindexed();
      return { documentId, filename: file.name };
    },
    deleteDocument,
    async document(id: string): Promise<DocumentDetail> {
      return { ...documentOf(await admin.get(documentSchema, document(id))), versions: [] };
    },
    /** Counted here: the gateway does not say. */
    async stats(): Promise<KbStats> {
      const all = await found({});
      const totalChunks = all.reduce((sum, { chunkCount }) => sum + chunkCount, 0);
      return { totalDocuments: all.length, totalChunks, vectorCount: totalChunks };
    },
    listIds: async (query: DocumentQuery): Promise<string[]> => (await found(query)).map(({ id }) => id),
    /** One after the other; what was deleted before one failed is gone. */
    async deleteDocuments(documentIds: string[]): Promise<void> {
      for (const id of documentIds) await deleteDocument(id);
    },
    passage: () => Promise.resolve(undefined),
    ...{ reindex: lacking, listJobs: lacking, cancelJob: lacking, retryJob: lacking, retryDocument: lacking },
    ...{
      listChunks: lacking,
      search: lacking,
      facets: lacking,
      progressOf: lacking,
      changeDocuments: lacking,
    },
    ...{ original: lacking, replaceDocument: lacking, partsAccess: lacking, completeParts: lacking },
    discardParts: lacking,
  };
}

const unreadable = (): ApiError =>
  new ApiError(415, {
    type: 'about:blank',
    title: msg('This server reads text files and PDF alone.'),
    detail: msg('Nothing was stored. Save the document as TXT or PDF, and upload that.'),
  });

const unindexed = (): ApiError =>
  new ApiError(422, {
    type: 'about:blank',
    title: msg('The server could not read this file.'),
    detail: msg('No answer is made from it. Check that it holds text, then upload it again.'),
  });

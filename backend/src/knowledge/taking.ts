import type { replaceFieldsSchema, uploadedSchema, uploadFieldsSchema } from '@voiceassist/shared/schemas';
import type * as v from 'valibot';
import { ProblemError } from '../problem.js';
import type { ReceivedFile } from './document-files.js';
import type { Indexing } from './indexing.js';
import type { DocumentRow } from './tables.js';

type Uploaded = v.InferOutput<typeof uploadedSchema>;

/** Has a stored document indexed: as a job of its own, unless it is part of one. */
type Queue = (documentId: string) => Promise<unknown>;

/** Makes a file a document, and has it indexed: a new one, the next version of one, or none, as `on_duplicate` says. */
export async function takeFile(
  indexing: Indexing,
  file: ReceivedFile,
  fields: v.InferOutput<typeof uploadFieldsSchema>,
  uploadedBy: string | null,
  queue: Queue = uploadJob(indexing, uploadedBy),
): Promise<Uploaded> {
  const { on_duplicate: wanted, source_type: sourceType, specialty } = fields;
  const { contents, name } = await indexing.documents.matching(file);
  const twin = contents ?? (wanted && name);
  const described = { ...file, title: fields.title || undefined, sourceType, specialty, uploadedBy };
  if (twin && (wanted === undefined || wanted === 'ask')) throw alreadyThere(twin, twin === contents);
  if (twin && wanted === 'skip') {
    return { document_id: twin.id, filename: file.filename, outcome: 'skipped', version: twin.version };
  }
  if (twin && wanted === 'replace') {
    const version = await indexing.replace(twin.id, { ...described, isCopy: twin.is_copy });
    // It may have been deleted meanwhile: then there is nothing left to replace.
    if (version !== undefined) return queued(queue, twin.id, file, 'replaced', version);
  }
  try {
    const isCopy = wanted === 'keep' && contents !== undefined;
    const id = await indexing.add({ ...described, isDemonstration: false, isCopy });
    return await queued(queue, id, file, 'created', 1);
  } catch (error) {
    throw await clashOf(indexing, error, file);
  }
}

/** Makes a file the next version of a document, and has it indexed; nothing when there is no such document. */
export async function takeVersion(
  indexing: Indexing,
  id: string,
  file: ReceivedFile,
  fields: v.InferOutput<typeof replaceFieldsSchema>,
  uploadedBy: string | null,
  queue: Queue = uploadJob(indexing, uploadedBy),
): Promise<Uploaded | undefined> {
  const { contents } = await indexing.documents.matching(file);
  const isElsewhere = contents !== undefined && contents.id !== id;
  if (isElsewhere && fields.on_duplicate !== 'keep') throw alreadyThere(contents, true);
  try {
    const { title, source_type: sourceType, specialty } = fields;
    const described = { title: title || undefined, sourceType, specialty, uploadedBy };
    const version = await indexing.replace(id, { ...file, ...described, isCopy: isElsewhere });
    return version === undefined ? undefined : await queued(queue, id, file, 'replaced', version);
  } catch (error) {
    throw await clashOf(indexing, error, file);
  }
}

const uploadJob =
  (indexing: Indexing, uploadedBy: string | null): Queue =>
  (id) =>
    indexing.index('upload', [id], uploadedBy);

async function queued(
  queue: Queue,
  id: string,
  { filename }: ReceivedFile,
  outcome: 'created' | 'replaced',
  version: number,
): Promise<Uploaded> {
  await queue(id);
  return { document_id: id, filename, outcome, version };
}

/** Two uploads of one file at the same moment: the second one is told of the first. */
async function clashOf(indexing: Indexing, error: unknown, file: ReceivedFile): Promise<unknown> {
  if ((error as { code?: unknown }).code !== '23505') return error;
  const { contents } = await indexing.documents.matching(file);
  return contents ? alreadyThere(contents, true) : error;
}

function alreadyThere({ id, title, version }: DocumentRow, isSame: boolean): ProblemError {
  return new ProblemError(409, {
    code: isSame ? 'duplicate_document' : 'same_filename',
    detail: isSame
      ? `This very file is already in the knowledge base as “${title}”. Nothing was stored.`
      : `A document of this file name, with other contents, is already there: “${title}”, version ${version}. Nothing was stored.`,
    document: { id, title, version },
  });
}

import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import { uploadedSchema, uploadFieldsSchema } from '@voiceassist/shared/schemas';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { requireAdmin } from '../../accounts/authorization.js';
import { writeHashed } from '../../hashed-file.js';
import { ProblemError } from '../../problem.js';
import { parseFields, type ValibotTypeProvider } from '../../validation.js';
import type { Indexing } from '../indexing.js';
import { RefusedFile } from '../parse/errors.js';
import { fileKind, HEAD_BYTES, MOST_TEXT } from '../parse/file-kind.js';

interface Received {
  path: string;
  filename: string;
  sizeBytes: number;
  sha256: string;
}

const MB = 1024 * 1024;

/** POST /api/admin/kb/upload: the fields may come before or after the file, which is streamed to the disk. */
export const uploadRoutes: FastifyPluginAsync<{
  indexing: Indexing;
  folder: string;
  maxBytes: number;
}> = async (instance, { indexing, folder, maxBytes }) => {
  const app = instance.withTypeProvider<ValibotTypeProvider>();
  app.post(
    '/api/admin/kb/upload',
    {
      onRequest: requireAdmin,
      config: { multipart: uploadFieldsSchema, audit: 'document.create' },
      schema: { tags: ['kb'], summary: 'Upload a document', response: { 202: uploadedSchema } },
    },
    async (request, reply) => {
      const { fields, file } = await receive(request, folder, maxBytes);
      try {
        const { source_type, specialty, title } = parseFields(uploadFieldsSchema, fields);
        if (!file) throw new ProblemError(422, { errors: [{ field: 'file', message: 'Choose a file.' }] });
        await check(file);
        await refuseDuplicate(indexing, file.sha256);
        const documentId = await indexing.add({
          ...file,
          title: title || undefined,
          sourceType: source_type,
          specialty,
          uploadedBy: request.user.id,
          isDemonstration: false,
        });
        request.audited.targetIds = [documentId];
        await indexing.index('upload', [documentId]);
        return reply.code(202).send({ document_id: documentId, filename: file.filename });
      } catch (error) {
        if (file && isUniqueViolation(error)) await refuseDuplicate(indexing, file.sha256);
        if (error instanceof RefusedFile) throw new ProblemError(error.status, { detail: error.message });
        throw error;
      } finally {
        if (file) await rm(file.path, { force: true });
      }
    },
  );
};

async function receive(request: FastifyRequest, folder: string, maxBytes: number) {
  if (!request.isMultipart())
    throw new ProblemError(415, { detail: 'Send the file as multipart/form-data.' });
  const fields: Record<string, unknown> = {};
  let file: Received | undefined;
  try {
    for await (const part of request.parts({ limits: { fileSize: maxBytes } })) {
      if (part.type === 'file') file = await save(part, folder);
      else fields[part.fieldname] = part.value;
    }
  } catch (error) {
    if (file) await rm(file.path, { force: true });
    if ((error as NodeJS.ErrnoException).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
    throw tooLarge(maxBytes);
  }
  return { fields, file };
}

async function save(part: MultipartFile, folder: string): Promise<Received> {
  const path = join(folder, `${randomUUID()}.part`);
  try {
    const written = await writeHashed(part.file, path);
    // busboy ends a file that is too large early and without an error.
    if (part.file.truncated) throw Object.assign(new Error('too large'), { code: 'FST_REQ_FILE_TOO_LARGE' });
    return { path, filename: nameOf(part.filename), ...written };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** The name alone, as it can be stored and shown: no folders, no control characters. */
function nameOf(filename: string): string {
  const name = basename(filename.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Surrogate}]/gu, '');
  return name.length > 255 ? name.slice(-255) : name;
}

/** Refuses at once what can never be indexed, so that nobody waits for it. */
async function check({ path, filename, sizeBytes }: Received): Promise<void> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const kind = fileKind(filename, buffer.subarray(0, bytesRead));
    if ((kind === 'text' || kind === 'markdown') && sizeBytes > MOST_TEXT) throw tooMuchText(sizeBytes);
  } finally {
    await handle.close();
  }
}

function tooMuchText(sizeBytes: number): RefusedFile {
  return new RefusedFile(
    413,
    `Too much text: the file has ${Math.ceil(sizeBytes / MB)} MB of text, and one document can hold about 10 MB. ` +
      'Nothing was stored. Split it into parts and upload them.',
  );
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError(413, {
    detail: `The file is larger than ${Math.floor(maxBytes / MB)} MB, the most that is accepted. Nothing was stored.`,
  });
}

async function refuseDuplicate(indexing: Indexing, sha256: string): Promise<void> {
  const same = await indexing.documents.withDigest(sha256);
  if (!same) return;
  throw new ProblemError(409, {
    code: 'duplicate_document',
    detail: `This very file is already in the knowledge base as “${same.title}”. Nothing was stored.`,
  });
}

function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23505';
}

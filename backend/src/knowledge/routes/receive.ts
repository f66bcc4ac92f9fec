import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { writeHashed } from '../../hashed-file.js';
import { ProblemError } from '../../problem.js';
import type { ReceivedFile } from '../document-files.js';
import { RefusedFile } from '../parse/errors.js';
import { fileKind, HEAD_BYTES, MOST_TEXT } from '../parse/file-kind.js';

const MB = 1024 * 1024;

/** Streams the file of a form to the disk; its fields may come before or after it. */
export async function receive(request: FastifyRequest, folder: string, maxBytes: number) {
  if (!request.isMultipart())
    throw new ProblemError(415, { detail: 'Send the file as multipart/form-data.' });
  const fields: Record<string, unknown> = {};
  let file: ReceivedFile | undefined;
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

async function save(part: MultipartFile, folder: string): Promise<ReceivedFile> {
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
export function nameOf(filename: string): string {
  const name = basename(filename.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Surrogate}]/gu, '');
  return name.length > 255 ? name.slice(-255) : name;
}

/** Refuses at once what can never be indexed, so that nobody waits for it. */
export async function check({ path, filename, sizeBytes }: ReceivedFile): Promise<void> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const kind = fileKind(filename, buffer.subarray(0, bytesRead));
    if ((kind === 'text' || kind === 'markdown') && sizeBytes > MOST_TEXT) throw tooMuchText(sizeBytes);
  } catch (error) {
    if (error instanceof RefusedFile) throw new ProblemError(error.status, { detail: error.message });
    throw error;
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

/** The answer to a file that is larger than the server takes. */
export function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError(413, {
    detail: `The file is larger than ${Math.floor(maxBytes / MB)} MB, the most that is accepted. Nothing was stored.`,
  });
}

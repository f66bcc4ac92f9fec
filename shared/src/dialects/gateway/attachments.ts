import * as v from 'valibot';
import { ApiError } from '../../api/errors.js';
import type { Attachment, StoredFile } from '../../schemas/files.js';
import type { Caller } from './caller.js';

/** Files that were chosen and go with a message once that is stored: until then they are in this page alone. */
const held = new Map<string, File>();

const MAX_BYTES = 10 * 1024 ** 2;

const attachmentSchema = v.object({
  id: v.string(),
  fileName: v.nullish(v.string()),
  fileSize: v.nullish(v.number()),
});

/** Takes a file in, for the message that it is going to go with. */
export function holdFile(file: File): Promise<StoredFile> {
  if (file.size > MAX_BYTES) {
    return Promise.reject(
      new ApiError(413, { type: 'about:blank', title: 'The server answered 413.', status: 413 }),
    );
  }
  const id = crypto.randomUUID();
  held.set(id, file);
  return Promise.resolve({ id, url: `held/${id}` });
}

/** Sends a file that is held to the message that it goes with. */
export async function attachFile(client: Caller, messageId: string, fileId: string): Promise<Attachment> {
  const file = held.get(fileId);
  if (!file)
    throw new ApiError(404, { type: 'about:blank', title: 'The file is not here any more.', status: 404 });
  const form = new FormData();
  form.append('file', file);
  const stored = await client.get(
    attachmentSchema,
    `api/messages/${encodeURIComponent(messageId)}/attachments`,
    {
      ...{ method: 'post', body: form, timeout: false },
    },
  );
  return {
    id: stored.id,
    url: `/api/attachments/${encodeURIComponent(stored.id)}/download`,
    filename: stored.fileName ?? file.name,
    sizeBytes: stored.fileSize || file.size,
  };
}

/** The name of a file that is held. */
export const nameOfHeld = (fileId: string): string => held.get(fileId)?.name ?? '';

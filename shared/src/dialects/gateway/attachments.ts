import * as v from 'valibot';
import { ApiError } from '../../api/errors.js';
import type { Attachment, StoredFile } from '../../schemas/files.js';
import type { Caller } from './caller.js';

/** Files that were chosen and go with a message once that is stored: until then they are in this page alone. */
const held = new Map<string, File>();

const MAX_BYTES = 10 * 1024 ** 2;
/** What the gateway takes beside a message. */
const KINDS = /\.(pdf|txt|md|png|jpe?g|gif|docx?)$/i;

const attachmentSchema = v.object({
  id: v.string(),
  fileName: v.nullish(v.string()),
  fileSize: v.nullish(v.number()),
});
type Stored = v.InferOutput<typeof attachmentSchema>;

const refused = (status: number): Promise<never> =>
  Promise.reject(
    new ApiError(status, { type: 'about:blank', title: `The server answers ${status}.`, status }),
  );
const place = (messageId: string): string => `api/messages/${encodeURIComponent(messageId)}/attachments`;
const attachmentOf = ({ id, fileName, fileSize }: Stored): Attachment => ({
  ...{ id, url: `/api/attachments/${encodeURIComponent(id)}/download` },
  ...{ filename: fileName ?? id, sizeBytes: fileSize ?? 0 },
});

/** Takes a file in, for the message that it is going to go with. */
export function holdFile(file: File): Promise<StoredFile> {
  if (file.size > MAX_BYTES) return refused(413);
  if (!KINDS.test(file.name)) return refused(415);
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
  const { id, fileName, fileSize } = await client.get(attachmentSchema, place(messageId), {
    ...{ method: 'post', body: form, timeout: false },
  });
  return attachmentOf({ id, fileName: fileName ?? file.name, fileSize: fileSize || file.size });
}

/** The files that a stored message has. */
export async function attachmentsOf(client: Caller, messageId: string): Promise<Attachment[]> {
  return (await client.get(v.array(attachmentSchema), place(messageId))).map(attachmentOf);
}

/** The name of a file that is held. */
export const nameOfHeld = (fileId: string): string => held.get(fileId)?.name ?? '';

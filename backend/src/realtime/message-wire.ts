import { MAX_FRAME_BYTES } from '@voiceassist/shared/schemas';
import { fileUrl } from '../files/file-path.js';
import type { MessageWire } from './frames.js';
import type { ReadMessageRow } from './tables.js';

/** What a frame holds beside its messages: its type, capabilities and suggestions. */
const RESERVED_BYTES = 16 * 1024;

/** A stored message as the contract has it. */
export function messageWire(row: ReadMessageRow): MessageWire {
  const common = {
    id: row.id,
    role: row.role,
    content: row.content,
    created_at: row.created_at.toISOString(),
  };
  if (row.role === 'user') {
    const attachments = row.files.map((file) => ({ ...file, url: fileUrl(file.id) }));
    return {
      ...common,
      client_message_id: row.client_message_id,
      ...(row.clinical_context && { clinical_context: row.clinical_context }),
      ...(attachments.length > 0 && { attachments }),
    };
  }
  return {
    ...common,
    reply_to: row.reply_to,
    citations: row.citations,
    verbatim: row.verbatim,
    ...(row.finish_reason && { finish_reason: row.finish_reason }),
    ...(row.searched !== null && { searched: row.searched }),
    ...(row.nearest && { nearest: row.nearest }),
    ...(row.rating && { feedback: { rating: row.rating, comment: row.comment } }),
  };
}

/** The newest of these messages that one frame can carry, at least one; those before come over HTTP. */
export function fittingOneFrame(messages: MessageWire[]): MessageWire[] {
  let bytes = RESERVED_BYTES;
  let first = messages.length;
  while (first > 0) {
    bytes += Buffer.byteLength(JSON.stringify(messages[first - 1])) + 1;
    if (bytes > MAX_FRAME_BYTES && first < messages.length) break;
    first -= 1;
  }
  return messages.slice(first);
}

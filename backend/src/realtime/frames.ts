import {
  clientFrameSchema,
  type citationSchema,
  type messageSchema,
  type serverFrameSchema,
} from '@voiceassist/shared/schemas';
import * as v from 'valibot';

/** A frame that the server sends. */
export type ServerFrame = v.InferInput<typeof serverFrameSchema>;

/** A stored message as it is sent. */
export type MessageWire = v.InferInput<typeof messageSchema>;

/** A citation as it is sent. */
export type CitationWire = v.InferOutput<typeof citationSchema>;

/** A frame that a client sends, checked. */
export type ClientFrame = v.InferOutput<typeof clientFrameSchema>;

/**
 * The frame that a text stands for, or what is wrong with it. Half of a surrogate pair and NUL cannot be stored as
 * text and become the replacement character.
 */
export function parseFrame(text: string): { frame: ClientFrame } | { code: string; message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text, (_key, part: unknown) =>
      typeof part === 'string' ? part.replace(/\p{Surrogate}|\0/gu, '\uFFFD') : part,
    );
  } catch {
    return { code: 'bad_json', message: 'The frame is not JSON.' };
  }
  const result = v.safeParse(clientFrameSchema, value);
  if (result.success) return { frame: result.output };
  return {
    code: 'bad_frame',
    message: 'The server does not know this kind of frame, or a part of it is not right.',
  };
}

/** A file that goes with a message. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly sizeBytes: number;
  /** Where the server gives its bytes back, as the server says it. */
  readonly url: string;
}

/** Most files that go with one message. */
export const MAX_ATTACHMENTS = 10;

/** The files of a stored message; none where the server does not tell of them. */
export function attachmentsOf({
  attachments,
}: {
  readonly id: string;
  readonly attachments?: readonly Attachment[] | null | undefined;
}): readonly Attachment[] | undefined {
  return attachments?.length ? attachments : undefined;
}

/** A file that is refused before it is stored; `status` is the HTTP status. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';
  readonly status: 413 | 415 | 422;

  constructor(status: 413 | 415 | 422, message: string) {
    super(message);
    this.status = status;
  }
}

/** A stored file that gives no text; the message is in words for the person who uploaded it. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
}

/** The end of every message about a file that could not be read. */
export const NOTHING_INDEXED = 'Nothing was indexed.';

/** Exit codes of the `portal` command; each error names its own. */
export const EXIT_CODES = {
  done: 0,
  /** Something that nobody foresaw: a full disk, a bug. */
  failed: 1,
  usage: 2,
  /** What was asked for does not fit, is damaged or is not signed. */
  refused: 3,
  'not-found': 4,
  /** Somebody else changed what is live meanwhile; asking again is right. */
  'lost-race': 5,
} as const;

/** Something that a person can act on: what happened and what to do, without a stack trace. */
export class ReleaseError extends Error {
  override name = 'ReleaseError';

  constructor(
    readonly code: Exclude<keyof typeof EXIT_CODES, 'done' | 'failed'>,
    message: string,
  ) {
    super(message);
  }
}

/** Whether it is an error of this kind. */
export const isReleaseError = (error: unknown, code?: ReleaseError['code']): error is ReleaseError =>
  error instanceof ReleaseError && (!code || error.code === code);

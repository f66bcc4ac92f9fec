import type { SOURCE_PROBLEMS } from '@voiceassist/shared/schemas';

type Code = (typeof SOURCE_PROBLEMS)[number];

/** Why a source could not be used: a word for programs, and words for people. */
export interface Problem {
  code: Code;
  detail: string;
}

const DETAILS: Record<Code, string> = {
  wrong_password: 'The user name or the app password is not accepted there.',
  forbidden: 'This user may not read there.',
  unknown_host: 'There is no server of this name. Check the address.',
  unreachable: 'No server answers at this address.',
  timeout: 'The server did not answer in time.',
  certificate: 'The certificate of the server is not trusted: it is self-signed, expired or another name’s.',
  redirect: 'The address leads on to another one, which is not followed. Enter the one where the server is.',
  not_dav:
    'Something answers at this address, but not files or calendars (WebDAV, CalDAV). Check the address.',
  not_found: 'There is nothing at this address.',
  server_error: 'The server there met an error.',
  unreadable: 'The answer of the server cannot be read.',
  too_large: 'The answer of the server is too large.',
  sealed: 'The stored password can no longer be opened. Enter it again.',
};

/** A source could not be asked, or its answer not be used; the message never repeats what it sent. */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  constructor(
    readonly code: Code,
    cause?: unknown,
  ) {
    super(DETAILS[code], { cause });
  }
}

/** What to tell of an error of a source; nothing of one that is the server's own. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof SourceError ? { code: error.code, detail: error.message } : undefined;
}

const CODES: Record<string, Code> = {
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  TimeoutError: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  CERT_HAS_EXPIRED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

/** What a request that had no answer means. */
export function withoutAnswer(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } };
  const known = [cause?.code, code, name].find((word) => word !== undefined && word in CODES);
  return new SourceError((known && CODES[known]) || 'unreachable', error);
}

/** What a status other than success means. */
export function refused(status: number): SourceError {
  if (status === 401) return new SourceError('wrong_password');
  if (status === 403) return new SourceError('forbidden');
  if (status === 404 || status === 410) return new SourceError('not_found');
  if (status >= 300 && status < 400) return new SourceError('redirect');
  return new SourceError(status >= 500 ? 'server_error' : 'not_dav');
}

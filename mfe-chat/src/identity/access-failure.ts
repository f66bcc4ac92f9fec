import { msg } from '@lit/localize';
import { isApiError, isConnectionError } from '@voiceassist/shared';
import type { ChatErrorCode } from '../events.js';

/** Why a page has no access, for the page and for the person. */
export interface AccessFailure {
  code: ChatErrorCode;
  /** For whoever made the page; it holds no token. */
  reason: string;
  /** For the person. */
  message: string;
  /** Milliseconds for which another try is of no use. */
  restMs?: number;
}

/** What only somebody can mend who is not here is tried again at this pace. */
const LASTING_MS = 60_000;
/** Characters of somebody else's words. */
const MOST_WORDS = 200;

/** What comes back by itself. */
const passing = (): string =>
  msg('The assistant cannot be reached at the moment. What you typed is kept, and it connects by itself.');
/** What does not. */
const lasting = (): string =>
  msg(
    'The assistant cannot be used on this page at the moment. What you typed is kept. Tell whoever runs this page.',
  );

/** The page's own function gave no token. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** The page has set no `getToken`. */
export const noGetToken = (): AccessFailure => ({
  code: 'token_unavailable',
  reason: 'getToken is not set. Set it as a property: element.getToken = async () => …',
  message: lasting(),
});

/** What a failure to get a token, or to speak to the server, means. */
export function failureOf(error: unknown, apiUrl: string): AccessFailure {
  if (error instanceof NoToken)
    return { code: 'token_unavailable', reason: error.message, message: passing() };
  if (isApiError(error)) {
    const { problem, status, retryAfter } = error;
    const reason = problem.error_description ?? problem.detail ?? problem.title;
    const isPartner = (problem.code ?? '').startsWith('partner_');
    const code = isPartner ? (problem.code as ChatErrorCode) : 'api_refused';
    const isPassing = status === 429 || status >= 500;
    return {
      code,
      reason: `${reason} (${status})`,
      message: isPassing ? passing() : lasting(),
      restMs: retryAfter
        ? retryAfter * 1000
        : isPassing || code === 'partner_assertion_expired'
          ? 0
          : LASTING_MS,
    };
  }
  const why = isConnectionError(error) ? error.reason : words(error);
  return {
    code: 'api_unreachable',
    reason: `No usable answer from ${apiUrl} (${why}). Check that api-url is right, that the server runs, and that it lets in ${location.origin}: as a partner's allowed origin, or by CORS_ORIGINS.`,
    message: passing(),
  };
}

/** A request of our own that the page's policy has blocked; nothing when it is none. */
export function blockedByPolicy(
  { disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent,
  addresses: readonly string[],
): AccessFailure | undefined {
  const origins = [...new Set(addresses.map((address) => new URL(address, location.href).origin))];
  const isOurs = URL.canParse(blockedURI) && origins.includes(new URL(blockedURI).origin);
  if (disposition === 'report' || !isOurs || effectiveDirective !== 'connect-src') return undefined;
  return {
    code: 'csp_connect_src',
    reason: `The page's Content-Security-Policy blocks ${new URL(blockedURI).origin}. Add to connect-src: ${origins.join(' ')}`,
    message: lasting(),
  };
}

/** The words of an error, for whoever made the page. */
export const words = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : typeof error).slice(0, MOST_WORDS);

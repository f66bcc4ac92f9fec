import { apiFor, type DialectChoice } from '@voiceassist/shared';
import { connectChat } from '@voiceassist/shared/calls';
import { Observable } from '@voiceassist/shared/rxjs';
import type { Access, GetToken } from './connection.js';
import type { FramedGetToken } from './frame/frame-side.js';
import { blockedByPolicy, failureOf, noGetToken, type AccessFailure } from './identity/access-failure.js';
import { TokenSource } from './identity/token-source.js';

/** Hears why there is no access, once for each reason; nothing: there is access again. */
export type HearFailure = (failure: AccessFailure | undefined) => void;

/** A page that names the API and no way to a token has forgotten one, after so long. */
const FORGOTTEN_MS = 5_000;
const missing = new WeakSet<HTMLElement>();

/** Tells a page that has not said how to get a token, once for each element. */
export function missToken(host: HTMLElement & { getToken?: GetToken }, hear: HearFailure): void {
  if (missing.has(host)) return;
  missing.add(host);
  setTimeout(() => {
    if (!host.getToken && host.isConnected) hear(noGetToken());
  }, FORGOTTEN_MS);
}

/** The access of a page that gives its own tokens; in a frame they are for the page around it. */
export function tokenAccess(
  getToken: GetToken & Partial<FramedGetToken>,
  apiUrl: string,
  wsUrl: string,
  hear: HearFailure,
  dialect: DialectChoice = 'guide',
): Access {
  let said: string | undefined;
  const tell = (failure: AccessFailure): void => {
    // Without a network nothing is wrong with the page, and the head line says it.
    const isOffline = failure.code === 'api_unreachable' && !navigator.onLine;
    // What is blocked or refused for a known reason cannot be reached either: the browser keeps answers from such a page.
    const isKnown = failure.code === said || (failure.code === 'api_unreachable' && said !== undefined);
    if (isOffline || isKnown) return;
    said = failure.code;
    hear(failure);
  };
  const well = () => {
    if (said !== undefined) hear(undefined);
    said = undefined;
  };
  const failed = (error: unknown) => {
    const failure = failureOf(error, apiUrl);
    // Of what a policy blocks a page hears only after the call has failed.
    if (failure.code === 'api_unreachable') setTimeout(() => tell(failure));
    else tell(failure);
    return failure;
  };
  const source: TokenSource = new TokenSource({
    getToken,
    exchange: (assertion) => api.partnerTokens.exchange(assertion, getToken.hostOrigin),
    failed,
    // Who gives a token does not yet say that the server can be reached.
    got: () => {
      if (said !== 'api_unreachable' && said !== 'csp_connect_src') well();
    },
  });
  const authorization = {
    accessToken: () => source.accessToken(),
    refresh: (rejected?: string) => source.refresh(rejected),
  };
  const api = apiFor({ apiUrl, adminApiUrl: `${apiUrl}/api`, dialect }, authorization, () =>
    Promise.resolve({ connect: connectChat }),
  );
  const onViolation = (event: SecurityPolicyViolationEvent) => {
    const failure = blockedByPolicy(event, [apiUrl, wsUrl]);
    if (failure) tell(failure);
  };
  return {
    api,
    wsUrl,
    token: (reason) => (reason === 'rejected' ? source.refresh() : source.accessToken()),
    tokens$: new Observable((subscriber) => {
      document.addEventListener('securitypolicyviolation', onViolation);
      subscriber.add(source.renewals$.subscribe(subscriber));
      return () => document.removeEventListener('securitypolicyviolation', onViolation);
    }),
    failed: (error) => void (error === undefined ? well() : failed(error)),
  };
}

import { ContextProvider } from '@lit/context';
import {
  apiContext,
  apiFor,
  configContext,
  configFromEnvironment,
  sessionContext,
  tokens,
  type AuthTokenStream,
  type EndReason,
} from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import type { LitElement } from 'lit';
import { SERVER } from './fake-server.js';

/** How the portal is when a page opens in it. */
interface Circumstances {
  demonstration?: boolean;
  /** Why the session before ended. */
  endReason?: EndReason;
  /** Somebody is signed in nevertheless. */
  signedIn?: boolean;
}

/** A page as in the portal before anybody has signed in: on a real API client. */
export async function openSignedOut<T extends LitElement>(
  tag: string,
  { demonstration = false, endReason, signedIn = false }: Circumstances = {},
) {
  const signIns: unknown[] = [];
  const signOuts: unknown[] = [];
  const user$ = new BehaviorSubject(signedIn ? { id: 'u' } : undefined);
  const session = {
    endReason,
    user$,
    get user() {
      return user$.value;
    },
    signIn: (...given: unknown[]) => {
      signIns.push(given);
      return Promise.resolve();
    },
    signOut: (reason: EndReason) => {
      signOuts.push(reason);
      return Promise.resolve();
    },
  };
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = document.createElement('div');
  const asked: { href: string; replace: boolean }[] = [];
  const titles: string[] = [];
  host.addEventListener('va-navigate', ({ href, replace }) => asked.push({ href, replace }));
  host.addEventListener('va-page-title', ({ title }) => titles.push(title));
  const api = apiFor(
    { apiUrl: SERVER, adminApiUrl: `${SERVER}/api` },
    { accessToken: () => Promise.resolve(undefined), refresh: () => Promise.resolve(undefined) },
    () => import('@voiceassist/shared/calls'),
  );
  new ContextProvider(host, { context: apiContext, initialValue: api });
  new ContextProvider(host, {
    context: sessionContext,
    initialValue: session as unknown as AuthTokenStream,
  });
  new ContextProvider(host, {
    context: configContext,
    initialValue: configFromEnvironment({ VITE_DEMONSTRATION: String(demonstration) }),
  });
  document.body.append(host);
  const page = document.createElement(tag) as T;
  host.append(page);
  await page.updateComplete;
  return { page, host, user$, signIns, signOuts, asked, titles };
}

import { ContextProvider } from '@lit/context';
import {
  PreferenceStore,
  WorkInProgress,
  apiContext,
  apiFor,
  configContext,
  configFromEnvironment,
  preferencesContext,
  sessionContext,
  tokens,
  workContext,
  type AuthTokenStream,
} from '@voiceassist/shared';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import { toCamel, type Snake, type User } from '@voiceassist/shared/schemas';
import type { LitElement } from 'lit';
import { SERVER } from './fake-server.js';

/** The session of somebody who is signed in. */
export class FakeSession {
  readonly user$: BehaviorSubject<User | undefined>;
  signOuts = 0;

  constructor(user: Snake<User>) {
    this.user$ = new BehaviorSubject<User | undefined>(toCamel(user));
  }

  get user(): User | undefined {
    return this.user$.value;
  }

  updateUser(user: User): void {
    this.user$.next(user);
  }

  signOut(): Promise<void> {
    this.signOuts += 1;
    return Promise.resolve();
  }
}

/** A page as in the portal: on a real API client, with somebody signed in. */
export async function openPage<T extends LitElement>(
  tag: string,
  own: Snake<User>,
  environment = 'development',
) {
  const session = new FakeSession(own);
  const api = apiFor(
    { apiUrl: SERVER, adminApiUrl: `${SERVER}/api` },
    { accessToken: () => Promise.resolve('token'), refresh: () => Promise.resolve(undefined) },
    () => import('@voiceassist/shared/calls'),
  );
  const kept = new Map<string, string>();
  const preferences = new PreferenceStore(
    session,
    (id, changed) => api.users.update(id, { preferences: changed }),
    { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  );
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const host = document.createElement('div');
  const asked: { href: string; replace: boolean }[] = [];
  const titles: string[] = [];
  host.addEventListener('va-navigate', ({ href, replace }) => asked.push({ href, replace }));
  host.addEventListener('va-page-title', ({ title }) => titles.push(title));
  new ContextProvider(host, { context: apiContext, initialValue: api });
  new ContextProvider(host, {
    context: sessionContext,
    initialValue: session as unknown as AuthTokenStream,
  });
  new ContextProvider(host, { context: preferencesContext, initialValue: preferences });
  new ContextProvider(host, {
    context: configContext,
    initialValue: configFromEnvironment({ VITE_ENV: environment }),
  });
  const work = new WorkInProgress();
  new ContextProvider(host, { context: workContext, initialValue: work });
  document.body.append(host);
  const page = document.createElement(tag) as T;
  host.append(page);
  await page.updateComplete;
  return { page, host, session, preferences, asked, titles, work };
}

import { ContextProvider } from '@lit/context';
import { waitUntil } from '@open-wc/testing';
import {
  ConnectionError,
  apiContext,
  configContext,
  configFromEnvironment,
  define,
  sessionContext,
  tokens,
  vaultContext,
  type Api,
  type AuthTokenStream,
  type Vault,
} from '@voiceassist/shared';
import { sendKeys } from '@web/test-runner-commands';
import { Chat } from '../chat.js';
import { CitationPanel } from '../citation-panel.js';
import { Composer } from '../composer.js';
import type { DraftStore } from '../draft.js';
import { MessageList } from '../message-list.js';
import { Message } from '../message.js';
import type { ServerEnd } from './server-end.js';

define('va-message', Message);
define('va-message-list', MessageList);
define('va-composer', Composer);
define('va-citation-panel', CitationPanel);
define('va-chat', Chat);

interface Given {
  /** What the chat finds beyond the API; a person's vault and session. */
  vault?: DraftStore | undefined;
  user$?: AuthTokenStream['user$'] | undefined;
  sessionId?: string | undefined;
  /** The guide's names of what the release is configured with. */
  environment?: Record<string, string>;
  /** Endpoints that the test answers for. */
  endpoints?: object;
}

/** Puts a chat into what the portal gives it; nothing answers at its socket yet. */
export function placeChat({ vault, user$, sessionId, environment = {}, endpoints }: Given = {}): Chat {
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const portal = document.createElement('main');
  document.body.append(portal);
  let refreshes = 0;
  const session = {
    user$,
    accessToken: () => Promise.resolve('token'),
    refresh: () => Promise.resolve(`token ${(refreshes += 1)}`),
  } as unknown as AuthTokenStream;
  const api = {
    server: { capabilities: () => Promise.resolve({ capabilities: [] }) },
    kb: { passage: () => Promise.reject(new ConnectionError('network')) },
    ...endpoints,
  } as unknown as Api;
  new ContextProvider(portal, { context: apiContext, initialValue: api });
  new ContextProvider(portal, { context: sessionContext, initialValue: session });
  new ContextProvider(portal, { context: configContext, initialValue: configFromEnvironment(environment) });
  if (vault) new ContextProvider(portal, { context: vaultContext, initialValue: vault as Vault });
  const chat = document.createElement('va-chat');
  chat.style.blockSize = '40rem';
  chat.sessionId = sessionId;
  portal.append(chat);
  return chat;
}

/** Types a question as a person does, sends it, and gives the id that it went out under. */
export async function ask(chat: Chat, server: ServerEnd, question: string): Promise<string> {
  const asked = server.questions.length;
  await type(chat, question);
  await sendKeys({ press: 'Enter' });
  await waitUntil(() => server.questions.length > asked, 'nothing was sent');
  return server.questions.at(-1)?.client_message_id ?? '';
}

/** Types into the composer. */
export async function type(chat: Chat, text: string): Promise<void> {
  chat.focusComposer();
  await waitUntil(() => deepActive()?.matches('textarea'), 'the composer has no focus');
  await sendKeys({ type: text });
}

/** What stands in the composer. */
export function typedIn(chat: Chat): string {
  const composer = chat.renderRoot.querySelector('va-composer');
  return composer?.renderRoot.querySelector('textarea')?.value ?? '';
}

function deepActive(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

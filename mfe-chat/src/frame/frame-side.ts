import { msg } from '@lit/localize';
import { activeLocale, showLocale } from '@voiceassist/shared';
import * as v from 'valibot';
import type { Chat } from '../chat.js';
import type { GetToken } from '../connection.js';
import type { ExportFormat } from '../export.js';
import { CheckedPort } from './checked-port.js';
import { TOLD, written } from './frame-events.js';
import { Pending } from './pending.js';
import {
  VERSION,
  connectSchema,
  toFrameSchema,
  type Hello,
  type Settings,
  type ToFrame,
  type ToPage,
} from './protocol.js';

/** How long the page may take to say whether a question may be sent; without an answer it is not. */
const DECISION_MS = 5_000;

/** What gives tokens in a frame: they are for the origin of the page around it, which the browser has told. */
export type FramedGetToken = GetToken & { readonly hostOrigin: string };

/** The frame's end: it says hello, takes one port of the window that it stands in, and puts the chat on its page. */
export class FrameSide {
  readonly #document = crypto.randomUUID();
  readonly #tokens = new Pending<string | null | undefined>();
  readonly #decisions = new Pending<boolean | undefined>();
  #port: CheckedPort<ToFrame, ToPage> | undefined;
  #chat: Chat | undefined;
  #sharesText: boolean | undefined;
  #hostOrigin = '';
  /** What the page was told last. */
  #state = '';
  #height = 0;

  /** Messages of other windows, or that came before or after the one that brings the port, are let go of. */
  begin(): void {
    window.addEventListener('message', this.#onMessage);
    const hello: Hello = { type: 'va-frame-hello', version: VERSION, document: this.#document };
    // It says nothing that anybody could use, and who is around is known only by the answer.
    window.parent.postMessage(hello, '*');
  }

  readonly #onMessage = ({ source, origin, data, ports }: MessageEvent<unknown>): void => {
    const [port] = ports;
    if (source !== window.parent || !isAround(origin) || !port || ports.length !== 1) return;
    const connect = v.safeParse(connectSchema, data);
    if (!connect.success || connect.output.version !== VERSION) return;
    if (connect.output.document !== this.#document) return;
    window.removeEventListener('message', this.#onMessage);
    this.#hostOrigin = origin;
    this.#port = new CheckedPort(port, toFrameSchema, (message) => this.#take(message));
    this.#port.send({ type: 'ready' });
  };

  #take(message: ToFrame): void {
    switch (message.type) {
      case 'start':
        this.#sharesText ??= message.sharesText;
        break;
      case 'settings':
        if (this.#sharesText !== undefined) this.#set(message.settings);
        break;
      case 'call':
        if (this.#chat) void this.#call(this.#chat, message);
        break;
      case 'token':
        this.#tokens.answer(message.id, message.token);
        break;
      case 'decision':
        this.#decisions.answer(message.id, message.isAllowed);
    }
  }

  #set({ theme, direction, locale, properties = {}, highest, hasToken, ...own }: Settings): void {
    const chat = (this.#chat ??= this.#place());
    const { documentElement: page } = document;
    const given = Object.entries(own).map(([name, value]) => [name, value ?? undefined]);
    Object.assign(chat, Object.fromEntries(given));
    if (hasToken !== undefined) Object.assign(chat, { getToken: hasToken ? this.#getToken() : undefined });
    if (theme) chat.theme = page.dataset.theme = theme;
    if (direction) page.dir = direction;
    if (locale) void speak(locale);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith('--va-')) chat.style.setProperty(name, value);
    }
    if (highest === undefined) return;
    page.dataset.height = highest === null ? 'fill' : 'auto';
    chat.style.maxBlockSize = highest === null ? '' : `${highest}px`;
    this.#height = 0;
  }

  #place(): Chat {
    const chat = document.createElement('va-chat');
    chat.toggleAttribute('data-framed', true);
    for (const name of TOLD) {
      chat.addEventListener(name, (event) => this.#port?.send({ type: 'event', event: written(event) }));
    }
    chat.addEventListener('va-message-send', (event) => (event.decision = this.#ask(chat, event.text)));
    chat.addController({ hostUpdated: () => this.#tell(chat) });
    window.addEventListener('keydown', this.#onKeydown);
    new ResizeObserver(([entry]) => this.#measure(entry)).observe(chat);
    document.body.append(chat);
    return chat;
  }

  #getToken(): FramedGetToken {
    const getToken: GetToken = async (reason) => {
      const token = await this.#tokens.ask((id) => this.#port?.send({ type: 'token', id, reason }));
      if (token == null) throw new Error('The page around the frame gave no token.');
      return token;
    };
    return Object.assign(getToken, { hostOrigin: this.#hostOrigin });
  }

  /** Whether the page around the frame lets a question be sent; until then it stays where it was typed. */
  async #ask(chat: Chat, question: string): Promise<boolean> {
    chat.querySelector('[slot="footer"]')?.remove();
    const text = this.#sharesText ? question : '';
    const isAllowed = await this.#decisions.ask((id) => this.#port?.send({ type: 'ask', id, text }), {
      ms: DECISION_MS,
      otherwise: undefined,
    });
    if (isAllowed === undefined) chat.append(note());
    return isAllowed ?? false;
  }

  async #call(chat: Chat, { id, method, argument = '' }: Extract<ToFrame, { type: 'call' }>): Promise<void> {
    switch (method) {
      case 'exportConversation': {
        const text = this.#sharesText ? await chat.exportConversation(argument as ExportFormat) : null;
        this.#port?.send({ type: 'result', id, text });
        break;
      }
      case 'sendMessage':
      case 'removeDraft':
        chat[method](argument);
        break;
      default:
        chat[method]();
    }
  }

  #tell({ sessionId, messageCount, isAnswering, isUnkept, sourceOpen }: Chat): void {
    const state: ToPage = {
      type: 'state',
      sessionId: sessionId ?? null,
      messageCount: messageCount ?? null,
      isAnswering,
      isUnkept,
      isSourceOpen: sourceOpen,
    };
    const text = JSON.stringify(state);
    if (text === this.#state) return;
    this.#state = text;
    this.#port?.send(state);
  }

  /** What the chat needs depends on its words, its width and what it was told, never on how high the frame is: no loop. */
  #measure(entry: ResizeObserverEntry | undefined): void {
    const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
    if (document.documentElement.dataset.height !== 'auto' || !height || height === this.#height) return;
    this.#height = height;
    this.#port?.send({ type: 'height', height });
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const isDialog = event.composedPath().some((each) => each instanceof HTMLDialogElement);
    if (event.key === 'Escape' && !event.defaultPrevented && !isDialog) this.#port?.send({ type: 'escape' });
  };
}

/** The window that the message came from is the one around the frame; where the browser says which origin that is, it is looked at twice. */
function isAround(origin: string): boolean {
  const [around = origin] = 'ancestorOrigins' in location ? location.ancestorOrigins : [];
  return origin !== 'null' && origin === around;
}

async function speak(locale: string): Promise<void> {
  await showLocale(locale).catch(() => undefined);
  document.documentElement.lang = activeLocale();
}

function note(): HTMLElement {
  const words = document.createElement('p');
  words.slot = 'footer';
  words.role = 'alert';
  words.textContent = msg(
    'The page around this chat did not answer. Your question was not sent; your text is kept.',
  );
  return words;
}

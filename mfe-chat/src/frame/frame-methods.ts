import type { PlacedHost } from '../placement.js';
import { Pending } from './pending.js';
import type { Method, ToFrame, ToPage } from './protocol.js';

type State = Pick<
  Extract<ToPage, { type: 'state' }>,
  'messageCount' | 'isAnswering' | 'isUnkept' | 'isSourceOpen'
>;

const NOTHING: State = { isAnswering: false, isUnkept: false, isSourceOpen: false };

/** What reaches the frame. */
interface Way {
  /** False while there is nobody to send to. */
  send(message: ToFrame): boolean;
  /** Moves the focus into the frame. */
  focus(): void;
  /** The conversation begins anew. */
  begin(): void;
}

/** The methods and read-only properties of an element whose conversation a frame leads: they stand before its own. */
export class FrameMethods {
  state = NOTHING;
  readonly #results = new Pending<string | null>();
  #waiting: ToFrame[] = [];

  constructor(
    private readonly host: PlacedHost,
    private readonly way: Way,
  ) {}

  take(): void {
    const methods: Pick<PlacedHost, Method> = {
      sendMessage: (text) => {
        this.#show();
        this.#call('sendMessage', text);
      },
      stop: () => this.#call('stop'),
      newSession: () => {
        this.way.begin();
        this.host.sessionId = undefined;
        this.#call('newSession');
        this.host.focusComposer();
      },
      focusComposer: () => {
        this.#show();
        // Only a page that has the focus can move it: the frame first, then what is in it.
        void this.host.updateComplete.then(() => {
          this.way.focus();
          this.#call('focusComposer');
        });
      },
      exportConversation: (format) => this.#export(format),
      removeDraft: (sessionId) => this.#call('removeDraft', sessionId),
    };
    Object.assign(this.host, methods);
    Object.defineProperties(this.host, {
      messageCount: { configurable: true, get: () => this.state.messageCount ?? undefined },
      isAnswering: { configurable: true, get: () => this.state.isAnswering },
      isUnkept: { configurable: true, get: () => this.state.isUnkept },
    });
    this.#taken = [...Object.keys(methods), 'messageCount', 'isAnswering', 'isUnkept'];
  }

  #taken: string[] = [];

  /** The element has its own again. */
  giveBack(): void {
    for (const name of this.#taken) Reflect.deleteProperty(this.host, name);
    this.#taken = [];
    this.state = NOTHING;
    this.#results.end(null);
    this.#waiting = [];
  }

  /** What was called before the frame was there reaches it now. */
  opened(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.way.send(message);
  }

  answer(id: number, text: string | null): void {
    this.#results.answer(id, text);
  }

  #show(): void {
    if (this.host.launcher) this.host.open = true;
  }

  #call(method: Method, argument?: string, id = 0): void {
    const message = { type: 'call' as const, id, method, ...(argument !== undefined && { argument }) };
    if (!this.way.send(message)) this.#waiting.push(message);
  }

  async #export(format: string): Promise<string> {
    const text = await this.#results.ask((id) => this.#call('exportConversation', format, id));
    if (text !== null) return text;
    const reason = 'The frame keeps the conversation to itself. With share-text the page may have it.';
    throw new DOMException(reason, 'NotAllowedError');
  }
}

import * as v from 'valibot';
import { CheckedPort } from './checked-port.js';
import { VERSION, helloSchema, toPageSchema, type ToFrame, type ToPage } from './protocol.js';

/** How long a frame may take to say hello, and then to take its port. */
const PATIENCE_MS = 10_000;

/** Why a frame cannot be used: it did not come, it did not go on, the page forbids it, it is of another build. */
export type FrameFailure = 'frame_unreachable' | 'frame_silent' | 'frame_blocked' | 'frame_version';

/** What whoever has a frame hears of it. */
interface Listener {
  /** The frame can be spoken to: for the first time, or anew after it was loaded again. */
  opened(): void;
  took(message: ToPage): void;
  failed(code: FrameFailure): void;
}

/**
 * The page's end of a frame. The frame says hello to the page's window; it is given a port, addressed to its exact
 * origin, and everything else goes over that. Messages of any other window or origin are dropped and counted.
 */
export class FrameLink {
  /** How many messages of the page's window were none of the frame's, or had been there before. */
  dropped = 0;
  readonly #ended = new AbortController();
  #port: CheckedPort<ToPage, ToFrame> | undefined;
  #document = '';
  #isGreeted = false;
  #isOpen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly origin: string,
    private readonly listener: Listener,
  ) {
    const { signal } = this.#ended;
    window.addEventListener('message', this.#onMessage, { signal });
    document.addEventListener('securitypolicyviolation', this.#onViolation, { signal });
    frame.addEventListener('load', this.#onLoad, { signal });
    this.#wait('frame_unreachable');
  }

  /** False while the frame cannot be spoken to: then nothing was sent. */
  send(message: ToFrame): boolean {
    if (this.#isOpen) this.#port?.send(message);
    return this.#isOpen;
  }

  end(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
    this.#isOpen = false;
    this.#port?.close();
  }

  readonly #onMessage = ({ source, origin, data }: MessageEvent<unknown>): void => {
    const isFrame = source !== null && source === this.frame.contentWindow && origin === this.origin;
    const hello = isFrame ? v.safeParse(helloSchema, data) : undefined;
    if (!hello?.success || hello.output.document === this.#document) {
      this.dropped += 1;
      return;
    }
    this.#isGreeted = true;
    if (hello.output.version !== VERSION) this.#fail('frame_version');
    else this.#connect(hello.output.document);
  };

  #connect(named: string): void {
    this.#port?.close();
    this.#document = named;
    this.#isOpen = false;
    const { port1, port2 } = new MessageChannel();
    this.#port = new CheckedPort(port1, toPageSchema, (message) => this.#take(message));
    const connect = { type: 'va-frame-connect', version: VERSION, document: named };
    this.frame.contentWindow?.postMessage(connect, this.origin, [port2]);
    this.#wait('frame_silent');
  }

  #take(message: ToPage): void {
    if (message.type !== 'ready') this.listener.took(message);
    else if (!this.#isOpen) {
      this.#isOpen = true;
      clearTimeout(this.#timer);
      this.listener.opened();
    }
  }

  /** A document that has not said hello by then is not the frame's, or is broken. */
  readonly #onLoad = (): void => {
    if (!this.#isGreeted) this.#wait('frame_unreachable');
    this.#isGreeted = false;
  };

  readonly #onViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (!/^(frame|child|default)-src$/.test(effectiveDirective) || !blockedURI.startsWith(this.origin))
      return;
    console.warn(`The page's policy forbids the frame of <va-chat>: add ${this.origin} to frame-src.`);
    this.#fail('frame_blocked');
  };

  #wait(failure: FrameFailure): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(failure), PATIENCE_MS);
  }

  #fail(code: FrameFailure): void {
    clearTimeout(this.#timer);
    this.listener.failed(code);
  }
}

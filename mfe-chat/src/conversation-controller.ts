import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConversationEvent } from './conversation.js';
import { LiveConversation } from './delivery/live-conversation.js';
import { tooLargeText } from './status-texts.js';

/** Three frames of most screens, and a little less so that the third one is not missed. */
const PAINT_MS = 45;

/** Shows a live conversation in an element, repainted at a steady pace. */
export class ConversationController extends LiveConversation implements ReactiveController {
  #frame = 0;
  #painted = 0;
  /** The frame that sources are shown in, until it is there. */
  #sources = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    {
      changed,
      go,
    }: {
      /** Hears of every event after it was applied. */
      changed(event: ConversationEvent): void;
      /** The conversation of this id is to be opened in the place of a new one. */
      go(sessionId: string): void;
    },
  ) {
    super({
      go,
      tooLarge: tooLargeText,
      kept: () => host.requestUpdate(),
      changed: (event) => {
        changed(event);
        this.#show(event);
      },
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move within the document is not a farewell.
    queueMicrotask(() => {
      if ((this.host as unknown as Node).isConnected) return;
      cancelAnimationFrame(this.#frame);
      cancelAnimationFrame(this.#sources);
      this.#frame = this.#sources = 0;
      this.close();
    });
  }

  #show({ type }: ConversationEvent): void {
    if (type === 'message.delta') this.#frame ||= requestAnimationFrame(this.#paint);
    // Sources and the end are each as much as a frame has room for: where both come at once, the end is shown after them.
    else if (type !== 'message.complete' || !this.#sources) this.host.requestUpdate();
    if (type !== 'citation.list' || document.visibilityState === 'hidden') return;
    this.#sources ||= requestAnimationFrame(() => {
      setTimeout(() => {
        this.#sources = 0;
        this.host.requestUpdate();
      });
    });
  }

  /** However fast deltas come and screens are, words appear as often as a film shows pictures: more would not be read. */
  readonly #paint = (now: number): void => {
    const isEarly = now - this.#painted < PAINT_MS;
    this.#frame = isEarly ? requestAnimationFrame(this.#paint) : 0;
    if (isEarly) return;
    this.#painted = now;
    this.host.requestUpdate();
  };
}

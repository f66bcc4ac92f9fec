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
      this.#frame = 0;
      this.close();
    });
  }

  #show({ type }: ConversationEvent): void {
    if (type !== 'message.delta') {
      this.host.requestUpdate();
      return;
    }
    this.#frame ||= requestAnimationFrame(this.#paint);
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

import type { GatewayRealtime } from '@voiceassist/shared';
import type { Message } from '@voiceassist/shared/schemas';

/** The clinical context that the gateway holds for a conversation, across its connections: one, of the newest question. */
export class HeldContext {
  #held: { text: string; id: string } | undefined;

  /** The messages, the newest question with the context that it was asked for. */
  async recall(
    realtime: GatewayRealtime,
    messages: readonly Message[],
    conversationId: string,
  ): Promise<readonly Message[]> {
    const newest = messages.findLast(({ role }) => role === 'user');
    if (!newest) return messages;
    // Without it the conversation is read all the same, and nothing is sent that nobody has seen.
    const kept = await realtime.keptContext(conversationId).catch(() => undefined);
    if (!kept) return messages;
    this.#held = { text: JSON.stringify(kept.record), id: kept.id };
    return messages.map((each) => (each === newest ? { ...each, clinicalContext: kept.record } : each));
  }

  /** Has the gateway hold a context; resolves with its name for it, or with nothing for none. */
  async hold(
    realtime: GatewayRealtime,
    record: Readonly<Record<string, unknown>>,
    conversationId: string,
  ): Promise<string | undefined> {
    const isEmpty = !Object.keys(record).length;
    if (isEmpty && !this.#held) return undefined;
    const text = JSON.stringify(record);
    // One that was removed must not stay either.
    if (this.#held?.text !== text)
      this.#held = { text, id: await realtime.keepContext(conversationId, record) };
    return isEmpty ? undefined : this.#held.id;
  }
}

import type { ServerFrame } from './frames.js';

/** Somebody who listens to conversations. */
export interface Listener {
  send(frame: ServerFrame): void;
}

interface Room {
  /** False while the listener is still being told what was said before. */
  listeners: Map<Listener, boolean>;
  /** Rises when what was said before changes. */
  revision: number;
  /** The answers that were told here, by their id, with the delta from which they were last gone on with. */
  seen: Map<string, number>;
}

/** Who listens to which conversation in this process. */
export class Hub {
  readonly #rooms = new Map<string, Room>();

  /** The conversations that somebody listens to. */
  get conversations(): string[] {
    return [...this.#rooms.keys()];
  }

  /** Adds a listener that gets no frame before `goLive`. */
  join(conversationId: string, listener: Listener): void {
    const room = this.#rooms.get(conversationId) ?? { listeners: new Map(), revision: 0, seen: new Map() };
    room.listeners.set(listener, false);
    this.#rooms.set(conversationId, room);
  }

  /** From now on the listener gets every frame. */
  goLive(conversationId: string, listener: Listener): void {
    const listeners = this.#rooms.get(conversationId)?.listeners;
    if (listeners?.has(listener)) listeners.set(listener, true);
  }

  /** Takes the listener out of every conversation that it joined. */
  leave(conversationIds: Iterable<string>, listener: Listener): void {
    for (const id of conversationIds) {
      const room = this.#rooms.get(id);
      room?.listeners.delete(listener);
      if (room?.listeners.size === 0) this.#rooms.delete(id);
    }
  }

  /** Whether somebody listens. */
  has(conversationId: string): boolean {
    return this.#rooms.has(conversationId);
  }

  /** Whether somebody other than `listener` listens. */
  hasOthers(conversationId: string, listener?: Listener): boolean {
    const room = this.#rooms.get(conversationId);
    return [...(room?.listeners.keys() ?? [])].some((other) => other !== listener);
  }

  /** Sends a frame to everybody who listens to the conversation. */
  publish(conversationId: string, frame: ServerFrame, except?: Listener): void {
    const room = this.#rooms.get(conversationId);
    if (!room) return;
    if (frame.type !== 'message.delta') room.revision += 1;
    for (const [listener, live] of room.listeners) {
      if (live && listener !== except) listener.send(frame);
    }
  }

  /** Changes whenever a message begins or ends in a conversation that somebody joined. */
  revision(conversationId: string): number {
    return this.#rooms.get(conversationId)?.revision ?? 0;
  }

  /** Whoever listens is told of this answer, or was. */
  see(conversationId: string, answerId: string, continuedFrom: number): void {
    this.#rooms.get(conversationId)?.seen.set(answerId, continuedFrom);
  }

  /** What `see` was last given for this answer. */
  seen(conversationId: string, answerId: string): number | undefined {
    return this.#rooms.get(conversationId)?.seen.get(answerId);
  }
}

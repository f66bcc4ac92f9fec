import type { Answering } from './answering.js';
import type { AnswerStore } from './answer-store.js';
import type { Following } from './following.js';
import type { ServerFrame } from './frames.js';
import type { Hub, Listener } from './hub.js';
import type { MessageStore } from './message-store.js';
import { fittingOneFrame, messageWire } from './message-wire.js';
import { completeFrame, type Ongoing } from './ongoing.js';
import type { ReadMessageRow } from './tables.js';

/** More than this is not resumed: the client takes the newest messages instead. */
const MOST_MISSED = 50;

/** Where a client was when it left. */
export interface Last {
  message_id: string;
  seq?: number | null | undefined;
}

/** What somebody who comes is told first. */
interface Missed {
  messages: ReadMessageRow[];
  frames: ServerFrame[];
}

/** What the conversations say to somebody who comes or comes back, as far as this process has told it to everybody. */
export class Telling {
  readonly #store: MessageStore;
  readonly #answers: AnswerStore;
  readonly #hub: Hub;
  readonly #following: Following;
  readonly #answering: Pick<Answering, 'current'>;

  constructor(parts: {
    store: MessageStore;
    answers: AnswerStore;
    hub: Hub;
    following: Following;
    answering: Pick<Answering, 'current'>;
  }) {
    this.#store = parts.store;
    this.#answers = parts.answers;
    this.#hub = parts.hub;
    this.#following = parts.following;
    this.#answering = parts.answering;
  }

  /**
   * Tells a listener that has joined what was said before, and lets it go live; `start` gives the first frame for the
   * messages that it carries, or for those that a resync will.
   */
  begin(
    conversationId: string,
    listener: Listener,
    last: Last | undefined,
    start: (messages: ReturnType<typeof messageWire>[] | undefined, isResumed: boolean) => ServerFrame,
  ): Promise<void> {
    return this.#following.inTurn(conversationId, async () => {
      await this.#following.catchUp(conversationId);
      const { rows, log } = await this.#read(conversationId, last);
      // From here to the end nothing else runs, so that no frame is missed and none comes twice.
      this.#tellUnseen(conversationId, rows, listener);
      const missed = last && this.#missed(conversationId, rows, last, log);
      const wires = missed?.messages.map(messageWire);
      if (missed && wires && fittingOneFrame(wires).length === wires.length) {
        listener.send(start(wires, true));
        for (const frame of missed.frames) listener.send(frame);
      } else {
        const ongoing = this.#ongoing(conversationId);
        const ended = this.#asTold(conversationId, rows).filter(
          ({ id }) => !ongoing.some((o) => o.id === id),
        );
        const messages = fittingOneFrame(ended.map(messageWire));
        listener.send(start(last ? undefined : messages, false));
        if (last) listener.send({ type: 'session.resync', session_id: conversationId, messages });
        for (const { frames } of ongoing) for (const frame of frames) listener.send(frame);
      }
      this.#hub.goLive(conversationId, listener);
    });
  }

  /** Sends the messages as they are now, with what there is of an answer in the making, to everybody who listens. */
  async resync(conversationId: string, except?: Listener): Promise<void> {
    if (!this.#hub.hasOthers(conversationId, except)) return;
    await this.#following.inTurn(conversationId, async () => {
      await this.#following.catchUp(conversationId);
      const { rows } = await this.#read(conversationId);
      this.#hub.publish(conversationId, this.#resyncFrame(conversationId, rows), except);
      this.#see(conversationId, rows);
    });
  }

  /** The answers in the making, in their order: another process's may have its end yet to be told. */
  #ongoing(conversationId: string): Ongoing[] {
    const both = [this.#following.current(conversationId), this.#answering.current(conversationId)];
    return both.filter((ongoing) => ongoing !== undefined);
  }

  /** The newest messages, and the log of the answer that the client was reading, both of the same moment. */
  async #read(conversationId: string, last?: Last) {
    for (;;) {
      const revision = this.#hub.revision(conversationId);
      const { rows } = await this.#store.page(conversationId);
      const isReading = typeof last?.seq === 'number' && rows.some(({ id }) => id === last.message_id);
      const log = isReading ? await this.#answers.read(last.message_id, last.seq ?? 0) : undefined;
      if (revision === this.#hub.revision(conversationId)) return { rows, log: log?.deltas ?? [] };
    }
  }

  /** Answers in the making as far as they were told; those that were not begun to be told are left out. */
  #asTold(conversationId: string, rows: ReadMessageRow[]): ReadMessageRow[] {
    const ongoing = new Map(this.#ongoing(conversationId).map((one) => [one.id, one.facts]));
    return rows.flatMap((row) => {
      const facts = ongoing.get(row.id);
      if (facts) {
        const { content, citations, verbatim } = facts;
        return { ...row, content, citations, verbatim, finish_reason: null };
      }
      return row.role === 'assistant' && row.finish_reason === null ? [] : row;
    });
  }

  /** What came after `last`; nothing when that cannot be told. `log`: the deltas from the last one that it names. */
  #missed(conversationId: string, rows: ReadMessageRow[], last: Last, log: string[]): Missed | undefined {
    const at = rows.findIndex(({ id }) => id === last.message_id);
    const anchor = rows[at];
    if (!anchor || rows.length - at - 1 > MOST_MISSED) return undefined;
    const isReading = anchor.role === 'assistant' && typeof last.seq === 'number';
    const isChanged = (row: ReadMessageRow) =>
      row.continued_at !== null && row.continued_at >= anchor.created_at && !(isReading && row === anchor);
    if (rows.slice(0, at + 1).some(isChanged)) return undefined;
    const ongoing = this.#ongoing(conversationId);
    const others = ongoing.filter(({ id }) => id !== anchor.id);
    const rest = isReading ? restOf(anchor, last.seq ?? 0, log, ongoing) : [];
    const isOpen = anchor.role === 'assistant' && ongoing.length > others.length;
    if (!rest || (isOpen && !isReading)) return undefined;
    return {
      messages: this.#asTold(conversationId, rows.slice(at + 1)).filter(
        ({ id }) => !others.some((one) => one.id === id),
      ),
      frames: [...rest, ...others.flatMap(({ frames }) => frames)],
    };
  }

  /** An answer of another process that ended before anything of it was told here is told to those who were here before. */
  #tellUnseen(conversationId: string, rows: ReadMessageRow[], except: Listener): void {
    const ongoing = this.#ongoing(conversationId);
    const isUnseen = rows.some(
      ({ id, role, finish_reason, continued_from }) =>
        role === 'assistant' &&
        finish_reason !== null &&
        this.#hub.seen(conversationId, id) !== continued_from &&
        !ongoing.some((one) => one.id === id),
    );
    if (isUnseen && this.#hub.hasOthers(conversationId, except)) {
      this.#hub.publish(conversationId, this.#resyncFrame(conversationId, rows), except);
    }
    this.#see(conversationId, rows);
  }

  #resyncFrame(conversationId: string, rows: ReadMessageRow[]): ServerFrame {
    const messages = fittingOneFrame(this.#asTold(conversationId, rows).map(messageWire));
    return { type: 'session.resync', session_id: conversationId, messages };
  }

  #see(conversationId: string, rows: ReadMessageRow[]): void {
    for (const { id, role, finish_reason, continued_from } of rows) {
      if (role === 'assistant' && finish_reason !== null) this.#hub.see(conversationId, id, continued_from);
    }
    for (const { address } of this.#ongoing(conversationId)) {
      this.#hub.see(conversationId, address.id, address.continuedFrom);
    }
  }
}

/** The frames of an answer after the delta `seq`; nothing when the client has more of it than was stored. */
function restOf(
  row: ReadMessageRow,
  seq: number,
  log: string[],
  ongoing: Ongoing[],
): ServerFrame[] | undefined {
  const current = ongoing.find(({ id }) => id === row.id);
  if (current) return seq < current.nextSeq ? current.after(seq) : undefined;
  // The log begins with the delta that the client has: without it, it was forgotten or never written.
  if (log.length === 0 || row.finish_reason === null) return undefined;
  const ids = { session_id: row.conversation_id, message_id: row.id };
  return [
    ...log.slice(1).map((delta, at): ServerFrame => {
      const place = { role: 'assistant', seq: seq + 1 + at };
      return { type: 'message.delta', ...ids, ...place, content_delta: delta };
    }),
    { type: 'citation.list', ...ids, citations: row.citations },
    completeFrame(ids, {
      finishReason: row.finish_reason,
      verbatim: row.verbatim,
      searched: row.searched ?? undefined,
      nearest: row.nearest ?? undefined,
    }),
  ];
}

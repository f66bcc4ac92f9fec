import type { FastifyBaseLogger } from 'fastify';
import type { Processes } from '../processes.js';
import type { AnswerStore } from './answer-store.js';
import type { Answering } from './answering.js';
import type { Following } from './following.js';
import type { Hub } from './hub.js';
import type { MessageStore } from './message-store.js';
import type { Telling } from './telling.js';

/** How soon it is found that a process has ended: within two of these. */
const LOOK_MILLISECONDS = 400;
const PRUNE_MILLISECONDS = 3_600_000;

interface Parts {
  processes: Processes;
  answers: AnswerStore;
  answering: Answering;
  following: Following;
  hub: Hub;
  store: MessageStore;
  telling: Telling;
  log: FastifyBaseLogger;
  /** Closes the sockets of those whose access ended or changed. */
  recheckAccess: () => Promise<void>;
}

/**
 * Hears what the other processes do with conversations, and takes over what they leave when they end: their answers
 * become `interrupted`, and their waiting questions are answered here.
 */
export async function listenToOthers(parts: Parts): Promise<{ close(): void }> {
  const { processes, answers, answering, following, hub, store, telling, log } = parts;
  const { events } = processes;

  const attempt = (what: string, work: () => Promise<unknown>) =>
    work().catch((error: unknown) => log.error({ err: error }, `${what} failed`));

  events.on('answer', ({ conversation, message }) => {
    void attempt('telling another process’s answer', () => following.hear(conversation, message));
  });
  events.on('question', ({ conversation }) => {
    void attempt('telling another process’s question', () => telling.resync(conversation));
  });
  events.on('stop', ({ conversation, message }) => answering.stop(conversation, message));
  events.on('missed', () => {
    void attempt('catching up with the other processes', async () => {
      await parts.recheckAccess();
      for (const conversation of hub.conversations) await telling.resync(conversation);
    });
  });

  async function inherit(dead: number[]): Promise<void> {
    if (dead.length === 0) return;
    for (const { id, conversation_id: conversation } of await answers.interrupt(dead)) {
      processes.tell('answer', { conversation, message: id });
      await following.hear(conversation, id);
    }
    for (const question of await answers.takeOver(dead)) {
      const { conversation_id: id } = question;
      const conversation = await store.find(id);
      if (!conversation) continue;
      processes.tell('question', { conversation: id });
      answering.enqueue({
        question,
        userId: conversation.user_id,
        told: attempt('telling a question', () => telling.resync(id)).then(() => undefined),
      });
    }
  }

  /** Those that did not live when this was looked at last: a connection that is being made anew is no end. */
  let suspects: number[] = [];
  let isLooking = false;
  async function look(isStart: boolean): Promise<void> {
    const living = await processes.living();
    if (!living) return;
    const dead = await answers.deadWriters([...living, processes.self]);
    await inherit(isStart ? dead : dead.filter((writer) => suspects.includes(writer)));
    suspects = dead;
  }

  await look(true);
  await answers.prune();
  const pruning = setInterval(
    () => void attempt('forgetting old logs', () => answers.prune()),
    PRUNE_MILLISECONDS,
  ).unref();
  if (!processes.areShared) return { close: () => clearInterval(pruning) };
  const looking = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void attempt('looking after the other processes', () => look(false)).finally(() => (isLooking = false));
  }, LOOK_MILLISECONDS).unref();
  return {
    close() {
      clearInterval(looking);
      clearInterval(pruning);
    },
  };
}

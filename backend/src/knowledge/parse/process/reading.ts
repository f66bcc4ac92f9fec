import { Parser, type Answer, type Task } from '../parser.js';

/** What the process answers: the document or why there is none, and how much memory it takes by then, in bytes. */
export type ProcessAnswer = Answer & { residentBytes: number };

const parser = new Parser();

// A signal that is meant for the whole group finds the backend in good order: it says itself when this is to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// A file may keep the thread busy for ever; this one still hears that the backend is gone.
process.on('disconnect', () => process.exit());

process.on('message', (task: Task) => {
  void parser
    .read(task)
    .then(
      (read): Answer => ({ read }),
      (error: Error): Answer => ({ error: { name: error.name, message: error.message } }),
    )
    .then((answer) => {
      process.send?.({ ...answer, residentBytes: process.memoryUsage.rss() } satisfies ProcessAnswer);
    });
});

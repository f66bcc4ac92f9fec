import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { passages } from '../passages.js';
import { parseFile } from './parse.js';
import type { Answer, Task } from './parser.js';

/** The thread that reads files, so that a hostile one can stop only this thread. */
parentPort?.on('message', ({ path, filename, title }: Task) => {
  void readFile(path)
    .then((bytes) => parseFile(bytes, filename))
    .then(
      (parsed): Answer => ({ read: { ...parsed, passages: passages(parsed, title ?? parsed.title) } }),
      (error: Error): Answer => ({ error: { name: error.name, message: error.message } }),
    )
    .then((answer) => parentPort?.postMessage(answer));
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outboxOf } from '../mail.js';
import type { TestServer } from './server.js';
import { until } from './until.js';

/** Every mail to this address in the outbox, in the order in which they were written. */
export async function mailsTo(server: TestServer, email: string): Promise<string[]> {
  const folder = outboxOf(server);
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
  return mails.filter((mail) => mail.includes(`To: ${email}\r\n`));
}

/** The token of the mail to this address that is written as the `nth`. */
export const mailedToken = (server: TestServer, email: string, nth = 1): Promise<string> =>
  until(async () => (await mailsTo(server, email))[nth - 1]?.match(/token=([\w-]+)/)?.[1]);

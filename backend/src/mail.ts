import { randomInt, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { createTransport, type NodemailerError } from 'nodemailer';
import type { Config } from './config.js';

/** A plain-text mail. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** How mail leaves the server. */
export interface Post {
  /** Takes a mail over and returns at once; it leaves in the background, and failures go to the log. */
  send(mail: Mail): void;
  /** Where mail goes now; fails when it goes nowhere. */
  status(): Promise<{ status: 'up' | 'off'; detail: string }>;
  /** Gives up what has not left yet. */
  close(): Promise<void>;
}

/** The folder where mail waits as `.eml` files for somebody to send it. */
export const outboxOf = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'outbox');

type Settings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>;

interface Way extends Pick<Post, 'status'> {
  deliver(mail: Mail, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Before each try after the first; a server that defers unknown senders wants minutes. */
const RETRY_SECONDS = [1, 10, 60, 300];

/**
 * The first try is made at a random moment within this: what else the server does then tells nobody from outside
 * whether there was a mail to send.
 */
const FIRST_TRY_MILLISECONDS = 1000;

/** For one try as a whole: a server that sends a byte now and then is never silent for long. */
const TRY_MILLISECONDS = 60_000;

const TIMEOUTS = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

/** Mail by SMTP, or without `SMTP_URL` written to the outbox. */
export function openPost(settings: Settings, log: FastifyBaseLogger): Post {
  const way = settings.smtpUrl === undefined ? outbox(settings, log) : smtp(settings.smtpUrl, settings);
  const closing = new AbortController();
  // Every mail that waits listens.
  setMaxListeners(0, closing.signal);
  const pending = new Set<Promise<void>>();

  async function deliver(mail: Mail): Promise<void> {
    const tries = [randomInt(FIRST_TRY_MILLISECONDS), ...RETRY_SECONDS.map((seconds) => seconds * 1000)];
    for (const [index, delay] of tries.entries()) {
      try {
        await wait(delay, undefined, { signal: closing.signal });
        await way.deliver(mail, AbortSignal.any([closing.signal, AbortSignal.timeout(TRY_MILLISECONDS)]));
        return;
      } catch (error) {
        const isLast =
          closing.signal.aborted ||
          index === tries.length - 1 ||
          (error as NodemailerError).permanent === true;
        // Its message can repeat the address; the code and the server's number say what to look for.
        const { code, responseCode } = error as NodemailerError;
        const facts = { code, smtp: responseCode, attempt: index + 1 };
        if (isLast) return log.error(facts, 'a mail was not sent');
        log.warn(facts, 'a mail could not be sent yet and is tried again');
      }
    }
  }

  return {
    send(mail) {
      const delivery = deliver(mail).finally(() => pending.delete(delivery));
      pending.add(delivery);
    },
    status: () => way.status(),
    async close() {
      closing.abort();
      await Promise.all(pending);
      way.close();
    },
  };
}

function smtp(url: string, { mailFrom }: Settings): Way {
  const transport = createTransport(
    { url, pool: true, maxConnections: 2, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true },
    { from: mailFrom },
  );
  return {
    async deliver(mail, signal) {
      await transport.sendMail({ ...messageOf(mail), signal });
    },
    async status() {
      await transport.verify();
      return { status: 'up', detail: `Mail is sent by ${new URL(url).hostname}` };
    },
    close: () => transport.close(),
  };
}

function outbox({ dataDir, mailFrom }: Settings, log: FastifyBaseLogger): Way {
  const folder = outboxOf({ dataDir });
  const transport = createTransport(
    { streamTransport: true, buffer: true, newline: 'windows' },
    { from: mailFrom },
  );
  return {
    async deliver(mail) {
      const { message } = await transport.sendMail(messageOf(mail));
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`;
      const file = join(folder, name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(file, message, { mode: 0o600 });
      log.info({ file }, 'a mail was written to the outbox, since SMTP_URL is not set');
    },
    async status() {
      const names = await readdir(folder).catch(() => []);
      const count = names.filter((name) => name.endsWith('.eml')).length;
      const inIt = count === 1 ? '1 mail is' : `${count} mails are`;
      return { status: 'off', detail: `Mail is written to the folder outbox; ${inIt} in it` };
    },
    close: () => transport.close(),
  };
}

/** The address as an object: nothing in it is read as a second recipient. */
const messageOf = ({ to, ...mail }: Mail) => ({ ...mail, to: { name: '', address: to } });

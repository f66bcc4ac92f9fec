import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.js';

/** A plain-text mail. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The folder where mail waits as `.eml` files for somebody to send it. */
export const outboxOf = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'outbox');

/** Writes one mail to the outbox. */
export async function sendMail(config: Pick<Config, 'dataDir'>, mail: Mail): Promise<void> {
  const folder = outboxOf(config);
  const date = new Date();
  const lines = [
    'From: VoiceAssist <no-reply@voiceassist.invalid>',
    `To: <${mail.to}>`,
    `Subject: ${mail.subject}`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <${randomUUID()}@voiceassist.invalid>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...mail.text.split('\n'),
    '',
  ];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${date.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`;
  await writeFile(join(folder, name), lines.join('\r\n'), { mode: 0o600 });
}

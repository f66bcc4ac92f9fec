import { msg, str } from '@lit/localize';
import { formatLocale, type IconName } from '@voiceassist/shared';
import type { IndexingJob } from '@voiceassist/shared/schemas';
import { formatCount } from '../format.js';

/** The server still works on it, or will. */
export function isActive({ status }: IndexingJob): boolean {
  return status === 'queued' || status === 'running';
}

/** Something of it may be left to be read. */
export function isRetryable({ status }: IndexingJob): boolean {
  return status === 'failed' || status === 'interrupted' || status === 'cancelled';
}

/** Why the job was made. */
export function jobKind({ kind }: IndexingJob): string {
  switch (kind) {
    case 'upload':
      return msg('Uploaded');
    case 'reindex':
      return msg('Read again');
    case 'discover':
      return msg('From connected files');
  }
}

/** A job's status as word, shape and tone. */
export function jobStatus({ status }: IndexingJob): { word: string; shape: IconName; tone: string } {
  switch (status) {
    case 'queued':
      return { word: msg('Queued'), shape: 'clock', tone: 'idle' };
    case 'running':
      return { word: msg('Running'), shape: 'working', tone: 'work' };
    case 'done':
      return { word: msg('Done'), shape: 'check', tone: 'ok' };
    case 'failed':
      return { word: msg('Failed'), shape: 'error', tone: 'bad' };
    case 'interrupted':
      return { word: msg('Interrupted'), shape: 'warning', tone: 'warn' };
    case 'cancelled':
      return { word: msg('Cancelled'), shape: 'close', tone: 'idle' };
  }
}

/** How far it is, e.g. "12 of 40, 1 failed". */
export function jobProgress({ done, total, failed = 0 }: IndexingJob): string {
  const [part, whole, bad] = [done, total, failed].map(formatCount);
  if (failed === 0) return msg(str`${part} of ${whole}`);
  return msg(str`${part} of ${whole}, ${bad} failed`);
}

/** The documents behind the first one, e.g. "and 39 more". */
export function furtherDocuments({ total }: IndexingJob): string {
  if (total < 2) return '';
  const more = formatCount(total - 1);
  return msg(str`and ${more} more`);
}

/** What ended it early, and what to do. */
export function jobEnd(job: IndexingJob): string {
  if (job.status !== 'cancelled') return job.error ?? '';
  return msg('What was in hand was finished; what waited was left as it was. Nothing was lost.');
}

/** How long it took, e.g. "12 sec"; nothing before it is over. */
export function jobDuration({ startedAt, finishedAt }: IndexingJob): string {
  if (!startedAt || !finishedAt) return '';
  const seconds = Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  const [amount, unit] = seconds < 90 ? [seconds, 'second'] : [seconds / 60, 'minute'];
  const digits = seconds < 10 ? 1 : 0;
  const isShorter = seconds < 0.1;
  const took = new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(isShorter ? 0.1 : Number(amount));
  if (isShorter) return msg(str`took less than ${took}`);
  return msg(str`took ${took}`);
}

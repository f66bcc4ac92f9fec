import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import { formatCount, formatProgress, formatSize, isolated } from '../format.js';
import { isActive, isFinished, type UploadItem } from './upload-item.js';

/** How far one file is, in a sentence. */
export function uploadSentence({ stage, file, sentBytes, passages }: UploadItem): string {
  const size = formatSize(file.size);
  const count = formatCount(passages);
  switch (stage) {
    case 'chosen':
      return msg(str`${size} · not sent yet`);
    case 'waiting':
      return msg(str`${size} · waits for its turn`);
    case 'sending': {
      const { part, whole } = formatProgress(sentBytes, file.size);
      return sentBytes < file.size
        ? msg(str`Sending ${part} of ${whole}`)
        : msg(str`Sent ${whole} · waiting for the server`);
    }
    case 'queued':
      return msg('Waiting to be read');
    case 'reading':
      return msg('Reading');
    case 'indexing':
      if (!passages) return msg('Indexing');
      return plural(passages, {
        one: msg(str`Indexing ${count} passage`),
        other: msg(str`Indexing ${count} passages`),
      });
    case 'ready':
      return plural(passages, {
        one: msg(str`Ready · ${count} passage`),
        other: msg(str`Ready · ${count} passages`),
      });
    default:
      return '';
  }
}

/** How far all of them are, in a line. */
export function uploadSummary(items: readonly UploadItem[]): string {
  const sent = items.filter((item) => isActive(item) || item.stage === 'ready');
  if (sent.length) {
    const total = sent.reduce((sum, { file }) => sum + file.size, 0);
    const bytes = sent.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
    const { part, whole } = formatProgress(bytes, total);
    const ready = formatCount(sent.filter(({ stage }) => stage === 'ready').length);
    return msg(str`${part} of ${whole} · ${ready} of ${formatCount(sent.length)} ready`);
  }
  const chosen = items.filter(({ stage }) => stage === 'chosen').length;
  if (!chosen) return '';
  const count = formatCount(chosen);
  return plural(chosen, { one: msg(str`${count} file chosen`), other: msg(str`${count} files chosen`) });
}

/** The files that have come to an end since: those that were still on their way before, or not there. */
export function endedSince(
  before: readonly UploadItem[],
  after: readonly UploadItem[],
): readonly UploadItem[] {
  const finished = new Set(before.filter(isFinished).map(({ id }) => id));
  return after.filter((item) => isFinished(item) && !finished.has(item.id));
}

/** What to say aloud of files that have come to an end. */
export function uploadNews(ended: readonly UploadItem[]): string {
  return ended.map(newsOf).join(' ');
}

function newsOf({ file, stage, passages, explanation }: UploadItem): string {
  const name = isolated(file.name);
  if (stage !== 'ready') return msg(str`${name}: ${explanation?.() ?? ''}`);
  const count = formatCount(passages);
  return plural(passages, {
    one: msg(str`${name}: ready, ${count} passage.`),
    other: msg(str`${name}: ready, ${count} passages.`),
  });
}

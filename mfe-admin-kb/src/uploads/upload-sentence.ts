import { msg, str } from '@lit/localize';
import { plural } from '@voiceassist/shared';
import { formatCount, formatProgress, formatSize, isolated } from '../format.js';
import { twinSentence } from './twin-sentence.js';
import { isActive, isFinished, type UploadItem } from './upload-item.js';

/** How far one file is, in a sentence. */
export function uploadSentence(item: UploadItem): string {
  const { stage, file, sentBytes, passages } = item;
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
    case 'duplicate':
      return item.twin ? twinSentence(item.twin) : '';
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

/** More at once are only counted: nobody listens to a hundred names. */
const MOST_NAMED = 3;

/** What to say aloud of files that have come to an end. */
export function uploadNews(ended: readonly UploadItem[]): string {
  if (ended.length > MOST_NAMED) return countedNews(ended);
  return ended.map(newsOf).join(' ');
}

function countedNews(ended: readonly UploadItem[]): string {
  const ready = ended.filter(({ stage }) => stage === 'ready').length;
  const others = ended.length - ready;
  const news = plural(ready, {
    one: msg('1 file is ready.'),
    other: msg(str`${formatCount(ready)} files are ready.`),
  });
  if (!others) return news;
  const rest = plural(others, {
    one: msg('1 file is not.'),
    other: msg(str`${formatCount(others)} files are not.`),
  });
  return `${news} ${rest}`;
}

function newsOf(item: UploadItem): string {
  const { file, stage, passages, explanation } = item;
  const name = isolated(file.name);
  if (stage === 'skipped') return msg(str`${name}: skipped. ${explanation?.() ?? ''}`);
  if (stage !== 'ready') return msg(str`${name}: ${explanation?.() ?? ''}`);
  const count = formatCount(passages);
  return plural(passages, {
    one: msg(str`${name}: ready, ${count} passage.`),
    other: msg(str`${name}: ready, ${count} passages.`),
  });
}

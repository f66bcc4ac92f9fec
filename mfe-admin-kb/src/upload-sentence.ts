import { formatQuantity, formatSize, formatSizeOf } from './format.js';
import { isActive, isFinished, type UploadItem } from './upload-item.js';

/** How far one file is, in a sentence. */
export function uploadSentence({ stage, file, sentBytes, passages }: UploadItem): string {
  switch (stage) {
    case 'chosen':
      return `${formatSize(file.size)} · not sent yet`;
    case 'waiting':
      return `${formatSize(file.size)} · waits for its turn`;
    case 'sending':
      return sentBytes < file.size
        ? `Sending ${formatSizeOf(sentBytes, file.size)}`
        : `Sent ${formatSize(file.size)} · waiting for the server`;
    case 'queued':
      return 'Waiting to be read';
    case 'reading':
      return 'Reading';
    case 'indexing':
      return passages ? `Indexing ${formatQuantity(passages, 'passage')}` : 'Indexing';
    case 'ready':
      return `Ready · ${formatQuantity(passages, 'passage')}`;
    default:
      return '';
  }
}

/** How far all of them are, in a line. */
export function uploadSummary(items: readonly UploadItem[]): string {
  const chosen = items.filter(({ stage }) => stage === 'chosen').length;
  const sent = items.filter((item) => isActive(item) || item.stage === 'ready');
  if (sent.length) {
    const total = sent.reduce((sum, { file }) => sum + file.size, 0);
    const bytes = sent.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
    const ready = sent.filter(({ stage }) => stage === 'ready').length;
    return `${formatSizeOf(bytes, total)} · ${ready} of ${sent.length} ready`;
  }
  return chosen ? `${formatQuantity(chosen, 'file')} chosen` : '';
}

/** What to say aloud when files come to an end: those that were still on their way before. */
export function uploadNews(before: readonly UploadItem[], after: readonly UploadItem[]): string {
  const open = new Set(before.filter((item) => !isFinished(item)).map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  return after
    .filter((item) => isFinished(item) && (open.has(item.id) || !known.has(item.id)))
    .map(({ file, stage, passages, explanation }) =>
      stage === 'ready'
        ? `${file.name}: ready, ${formatQuantity(passages, 'passage')}.`
        : `${file.name}: ${explanation ?? stage}`,
    )
    .join(' ');
}

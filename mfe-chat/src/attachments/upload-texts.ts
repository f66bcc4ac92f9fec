import { msg, str } from '@lit/localize';
import { formatLocale, plural } from '@voiceassist/shared';
import { formatSize, kindOf } from './file-size.js';
import { uploadFailureText } from './upload-failure.js';
import type { Upload, UploadQueue } from './upload-queue.js';

/** What keeps the message from being sent; empty when nothing does. */
export function stateText({ onTheWay, missing }: Pick<UploadQueue, 'onTheWay' | 'missing'>): string {
  const formatCount = (count: number) => new Intl.NumberFormat(formatLocale()).format(count);
  if (onTheWay) {
    return plural(onTheWay, {
      one: msg('You can send when 1 file has arrived.'),
      other: msg(str`You can send when ${formatCount(onTheWay)} files have arrived.`),
    });
  }
  if (!missing) return '';
  return plural(missing, {
    one: msg('1 file has not arrived. Retry or remove it to send.'),
    other: msg(str`${formatCount(missing)} files have not arrived. Retry or remove them to send.`),
  });
}

/** How far one file is, with its kind and size. */
export function uploadSentence({ file, stage, sentBytes, stored, failure }: Upload): string {
  const [kind, size] = [kindOf(file.name), formatSize(stored?.sizeBytes ?? file.size)];
  switch (stage) {
    case 'waiting':
      return msg(str`${kind} · ${size} · waits for its turn`);
    case 'uploading':
      return sentBytes < file.size
        ? msg(str`${kind} · ${formatSize(sentBytes)} of ${size}`)
        : msg(str`${kind} · ${size} · waiting for the server`);
    case 'ready':
      return msg(str`${kind} · ${size}`);
    case 'cancelled':
      return msg(str`${kind} · ${size} · cancelled`);
    case 'failed':
      return msg(str`Not uploaded. ${uploadFailureText(failure)}`);
  }
}

/** What to say aloud of a file that has come to an end. */
export function uploadNews({ file: { name }, stage, failure }: Upload): string {
  return stage === 'ready'
    ? msg(str`${name} is attached.`)
    : msg(str`${name} was not uploaded. ${uploadFailureText(failure)}`);
}

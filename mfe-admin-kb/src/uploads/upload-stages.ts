import { msg } from '@lit/localize';
import type { UploadItem, UploadStage } from './upload-item.js';

/** One of the four stages as drawn. */
export interface StageMark {
  word: string;
  /** `now` with a known whole, `working` without: the server tells no total. */
  state: 'done' | 'now' | 'working' | 'next';
}

const CURRENT: Partial<Record<UploadStage, number>> = {
  waiting: 0,
  sending: 0,
  queued: 1,
  reading: 1,
  indexing: 2,
  ready: 4,
};

/** How far a file is between the person's computer and the answers; nothing for a file that is not on the way. */
export function uploadStages(item: UploadItem): StageMark[] | undefined {
  const current = CURRENT[item.stage];
  if (current === undefined || item.stage === 'ready') return undefined;
  return [current > 0 ? msg('Sent') : msg('Send'), msg('Read'), msg('Index'), msg('Ready')].map(
    (word, at) => ({
      word,
      state: at < current ? 'done' : at > current ? 'next' : at === 0 ? 'now' : 'working',
    }),
  );
}

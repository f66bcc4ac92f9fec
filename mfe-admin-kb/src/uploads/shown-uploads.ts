import { isActive, isOnServer, type UploadItem, type UploadStage } from './upload-item.js';

/** Rows that are drawn at first; a folder of a thousand files would be too long to read, and too dear to draw. */
export const FIRST_SHOWN = 30;

/** What waits for the person first, then what moves, then what waits, and what is over last. */
const RANK: Record<UploadStage, number> = {
  duplicate: 0,
  refused: 1,
  failed: 1,
  chosen: 2,
  sending: 3,
  reading: 4,
  indexing: 4,
  queued: 5,
  waiting: 6,
  cancelled: 7,
  skipped: 8,
  ready: 9,
};

/**
 * The files to draw, in the order they were chosen: all of a short list, else as many as are wanted of those that say
 * most.
 */
export function shownUploads(items: readonly UploadItem[], most: number): readonly UploadItem[] {
  if (items.length <= most) return items;
  const wanted = [...items].sort((one, other) => RANK[one.stage] - RANK[other.stage]).slice(0, most);
  const ids = new Set(wanted.map(({ id }) => id));
  return items.filter(({ id }) => ids.has(id));
}

/** How many files of a list are in each part of the way. */
export function uploadCounts(items: readonly UploadItem[]) {
  const count = (is: (item: UploadItem) => boolean) => items.filter(is).length;
  return {
    active: count(isActive),
    failed: count(({ stage }) => stage === 'failed'),
    unsent: count(({ stage }) => stage === 'waiting' || stage === 'sending'),
    onServer: count(isOnServer),
  };
}

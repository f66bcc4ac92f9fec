import { msg } from '@lit/localize';
import type { Api } from '@voiceassist/shared';
import type { KbDocument } from '@voiceassist/shared/schemas';
import { isOnServer } from './upload-item.js';
import type { UploadQueue } from './upload-queue.js';
import type { Pause } from '../visible-pause.js';

/** Milliseconds between two looks at documents that are being read. */
export const POLL_MS = 1_000;
const MAX_POLL_MS = 30_000;
const PAGE_SIZE = 100;
/** Documents that one request asks for. */
const MOST_AT_ONCE = 5_000;
const lost = () =>
  msg('No longer in the knowledge base: it was deleted before it was ready. Send it again if you need it.');

interface Following {
  kb: Pick<Api['kb'], 'listDocuments' | 'progressOf'>;
  /** The server tells of many documents in one answer; else its list is leafed through. */
  canAskForMany(): Promise<boolean>;
  queue: UploadQueue;
  pause: Pause;
  signal: AbortSignal;
  /** A document whose status is about to be set anew, so that what the server lists of it now is not true any more. */
  isSettling(documentId: string): boolean;
  /** A followed document has another status. */
  onChange(): void;
}

/** Looks every second at the documents that uploads became, until none of them is being read any more. */
export async function followUploads(following: Following): Promise<void> {
  const { queue, pause, signal } = following;
  let missing = new Set<string>();
  let failures = 0;
  while (!signal.aborted && queue.items.some(isOnServer)) {
    try {
      await pause(Math.min(POLL_MS * 2 ** failures, MAX_POLL_MS), signal);
    } catch {
      return;
    }
    try {
      missing = await look(following, missing);
      failures = 0;
    } catch {
      // The page's own list says that the server is out of reach; here it is only asked less and less often.
      failures += 1;
    }
  }
}

/** Takes in what the server lists. A document absent twice is gone: once can be a list that moved between two pages. */
async function look(following: Following, missedBefore: Set<string>): Promise<Set<string>> {
  const { kb, queue, signal, isSettling, onChange } = following;
  const wanted = new Set(queue.items.filter(isOnServer).map(({ documentId }) => documentId));
  const stages = () => queue.items.map(({ stage }) => stage).join();
  const before = stages();
  if (await following.canAskForMany()) {
    const progress = await kb.progressOf([...wanted].filter((id) => id !== undefined).slice(0, MOST_AT_ONCE));
    if (signal.aborted) return missedBefore;
    for (const document of progress) take(document);
  } else await leafThrough();
  const missing = new Set<string>();
  for (const { id, documentId } of queue.items.filter(isOnServer).slice(0, MOST_AT_ONCE)) {
    if (!documentId || !wanted.has(documentId)) continue;
    missing.add(documentId);
    if (missedBefore.has(documentId)) queue.lose(id, lost);
  }
  if (stages() !== before) onChange();
  return missing;

  async function leafThrough(): Promise<void> {
    for (let skip = 0, total = 1; wanted.size && skip < total; skip += PAGE_SIZE) {
      const page = await kb.listDocuments({ skip, limit: PAGE_SIZE, sort: 'updated_at', order: 'desc' });
      if (signal.aborted) return;
      total = page.total;
      for (const document of page.items) take(document);
    }
  }

  function take(document: Pick<KbDocument, 'id' | 'status' | 'error' | 'chunkCount'>): void {
    if (!wanted.delete(document.id)) return;
    if (!isSettling(document.id)) queue.follow(document);
  }
}

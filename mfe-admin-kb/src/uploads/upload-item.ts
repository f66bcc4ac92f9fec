import type { UploadFields } from '@voiceassist/shared/schemas';

/**
 * Where a file is on its way: on this computer (`refused`, `chosen`, `waiting`), in the network (`sending`), on the
 * server (`queued`, `reading`, `indexing`), or at an end (`ready`, `failed`, `cancelled`).
 */
export type UploadStage =
  | 'refused'
  | 'chosen'
  | 'waiting'
  | 'sending'
  | 'queued'
  | 'reading'
  | 'indexing'
  | 'ready'
  | 'failed'
  | 'cancelled';

/** One chosen file and how far it has come. */
export interface UploadItem {
  readonly id: string;
  readonly file: File;
  readonly stage: UploadStage;
  /** Bytes that have left, up to the file's size. */
  readonly sentBytes: number;
  /** Passages indexed so far, or in all when ready. */
  readonly passages: number;
  /** What it is sent with, once "Upload" was pressed. */
  readonly fields?: UploadFields | undefined;
  /** The server's name for it, from its answer on. */
  readonly documentId?: string | undefined;
  /** Why it was refused, failed or was cancelled: in words for a person, in the language of the moment. */
  readonly explanation?: (() => string) | undefined;
  /** The server did not accept what was entered beside the file, so sending the same again is of no use. */
  readonly fieldsRejected?: boolean | undefined;
}

const ON_SERVER: readonly UploadStage[] = ['queued', 'reading', 'indexing'];
const ACTIVE: readonly UploadStage[] = ['waiting', 'sending', ...ON_SERVER];

/** The server has the file and is working on it. */
export function isOnServer({ stage }: UploadItem): boolean {
  return ON_SERVER.includes(stage);
}

/** It goes on by itself, and can be cancelled. */
export function isActive({ stage }: UploadItem): boolean {
  return ACTIVE.includes(stage);
}

/** It has come to an end, and stays in the list only to be read. */
export function isFinished(item: UploadItem): boolean {
  return item.stage !== 'chosen' && !isActive(item);
}

/** Another try can help: a refused file has to be another file first. */
export function isRetryable({ stage }: UploadItem): boolean {
  return stage === 'failed' || stage === 'cancelled';
}

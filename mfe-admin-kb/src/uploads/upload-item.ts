import type { UploadFields } from '@voiceassist/shared/schemas';

/**
 * Where a file is on its way: on this computer (`refused`, `chosen`, `waiting`), in the network (`sending`), waiting for
 * the person's choice (`duplicate`), on the server (`queued`, `reading`, `indexing`), or at an end (`ready`, `failed`,
 * `cancelled`, `skipped`).
 */
export type UploadStage =
  | 'refused'
  | 'chosen'
  | 'waiting'
  | 'sending'
  | 'duplicate'
  | 'queued'
  | 'reading'
  | 'indexing'
  | 'ready'
  | 'failed'
  | 'cancelled'
  | 'skipped';

/** The document that a file is there already as. */
export interface Twin {
  readonly documentId: string;
  readonly title: string;
  readonly version: number;
  /** The very same contents; else the same file name with other contents. */
  readonly isSame: boolean;
}

/** What is done with files that are there already. */
export type DuplicateChoice = 'skip' | 'replace' | 'keep';

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
  /** What it is there already as, once the server has said so. */
  readonly twin?: Twin | undefined;
  /** What the person wants done about that. */
  readonly choice?: DuplicateChoice | undefined;
  /** Where the server keeps the parts of a large file that have arrived. */
  readonly partsUrl?: string | undefined;
  /** Why it was refused, failed or was cancelled: in words for a person, in the language of the moment. */
  readonly explanation?: (() => string) | undefined;
  /** The server did not accept what was entered beside the file, so sending the same again is of no use. */
  readonly fieldsRejected?: boolean | undefined;
}

const ON_SERVER: readonly UploadStage[] = ['queued', 'reading', 'indexing'];
const ACTIVE: readonly UploadStage[] = ['waiting', 'sending', 'duplicate', ...ON_SERVER];

/** The server has the file and is working on it. */
export function isOnServer({ stage }: UploadItem): boolean {
  return ON_SERVER.includes(stage);
}

/** It goes on by itself or with the person's choice, and can be cancelled. */
export function isActive({ stage }: UploadItem): boolean {
  return ACTIVE.includes(stage);
}

/** It would be lost with the page: a part of it at least is only on this computer. */
export function isHereOnly(item: UploadItem): boolean {
  return item.stage === 'chosen' || (isActive(item) && !isOnServer(item));
}

/** It has come to an end, and stays in the list only to be read. */
export function isFinished(item: UploadItem): boolean {
  return item.stage !== 'chosen' && !isActive(item);
}

/** Another try can help: a refused file has to be another file first. */
export function isRetryable({ stage }: UploadItem): boolean {
  return stage === 'failed' || stage === 'cancelled' || stage === 'skipped';
}

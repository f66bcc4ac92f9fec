import type { ByteProgress } from '@voiceassist/shared';
import type { StoredFile } from '@voiceassist/shared/schemas';
import { MAX_ATTACHMENTS, type Attachment } from './attachment.js';
import type { Refusal, RefusalReason } from './refusals.js';

/** Files on the wire at the same time: two fill a line, more only make each one slower. */
const MAX_UPLOADING = 2;

/** How far a file is on its way to the server. */
export type UploadStage = 'waiting' | 'uploading' | 'ready' | 'failed' | 'cancelled';

/** A chosen file. */
export interface Upload {
  readonly file: File;
  readonly stage: UploadStage;
  readonly sentBytes: number;
  /** With `ready`. */
  readonly stored?: Attachment;
  /** With `failed`: what was thrown. */
  readonly failure?: unknown;
}

/** Sends one file. */
export type Send = (
  file: File,
  options: { onProgress: ByteProgress; signal: AbortSignal },
) => Promise<StoredFile>;

/** The files that wait beside one unsent message. It knows no view and no language. */
export class UploadQueue {
  uploads: readonly Upload[] = [];
  refusals: readonly Refusal[] = [];
  readonly #cancels = new Map<File, AbortController>();

  constructor(
    private readonly send: Send,
    /** Called after each change. */
    private readonly onChange: () => void,
  ) {}

  /** Files that have not come to an end. */
  get onTheWay(): number {
    return this.uploads.filter(({ stage }) => stage === 'waiting' || stage === 'uploading').length;
  }

  /** Files that have come to an end, and not at the server. */
  get missing(): number {
    return this.uploads.filter(({ stage }) => stage === 'failed' || stage === 'cancelled').length;
  }

  /** What can go with a message. */
  get attachments(): Attachment[] {
    return this.uploads.flatMap(({ stored }) => stored ?? []);
  }

  /** Takes files in and begins to send them; what cannot be taken becomes a refusal, in the place of those before. */
  add(files: Iterable<File>, folders: readonly string[], maxBytes: number | undefined): void {
    this.refusals = folders.map((name): Refusal => ({ name, reason: 'folder' }));
    for (const file of files) {
      const reason = this.#refuses(file, maxBytes);
      if (reason) this.refusals = [...this.refusals, { name: file.name, reason }];
      else this.uploads = [...this.uploads, { file, stage: 'waiting', sentBytes: 0 }];
    }
    this.#next();
  }

  /** Takes in what the server has already. */
  lend(attachments: readonly Attachment[]): void {
    this.uploads = attachments.map((stored) => ({
      // Its bytes are not here, and nobody needs them.
      file: new File([], stored.filename),
      stage: 'ready',
      sentBytes: stored.sizeBytes,
      // It goes with this message too, whatever becomes of the one that it went with before.
      stored: { ...stored },
    }));
    this.onChange();
  }

  /** Ends the sending of a file, which stays in the list. */
  cancel(file: File): void {
    if (this.#isOnTheWay(file)) this.#change(file, { stage: 'cancelled' });
    this.#cancels.get(file)?.abort();
    this.#next();
  }

  /** Sends a file again that did not arrive. */
  retry(file: File): void {
    const before = this.uploads.find((upload) => upload.file === file);
    if (before?.stage !== 'failed' && before?.stage !== 'cancelled') return;
    this.#change(file, { stage: 'waiting', failure: undefined });
    this.#next();
  }

  /** Takes a file out of the list, wherever it is. */
  remove(file: File): void {
    this.#cancels.get(file)?.abort();
    this.uploads = this.uploads.filter((upload) => upload.file !== file);
    this.#next();
  }

  dismissRefusals(): void {
    this.refusals = [];
    this.onChange();
  }

  /** These stand in the conversation now: they are let go of, and no others. */
  settle(attachments: readonly Attachment[]): void {
    const settled = new Set(attachments);
    this.uploads = this.uploads.filter(({ stored }) => !stored || !settled.has(stored));
    this.onChange();
  }

  /** Lets go of everything. */
  clear(): void {
    this.uploads = [];
    this.refusals = [];
    for (const cancel of this.#cancels.values()) cancel.abort();
    this.onChange();
  }

  #refuses({ name, size, lastModified }: File, maxBytes: number | undefined): RefusalReason | undefined {
    if (size === 0) return 'empty';
    if (maxBytes !== undefined && size > maxBytes) return 'too-large';
    const isSame = ({ file }: Upload) =>
      file.name === name && file.size === size && file.lastModified === lastModified;
    if (this.uploads.some(isSame)) return 'twice';
    return this.uploads.length >= MAX_ATTACHMENTS ? 'too-many' : undefined;
  }

  #next(): void {
    const uploading = this.uploads.filter(({ stage }) => stage === 'uploading').length;
    const waiting = this.uploads.filter(({ stage }) => stage === 'waiting');
    for (const { file } of waiting.slice(0, Math.max(0, MAX_UPLOADING - uploading))) void this.#upload(file);
    this.onChange();
  }

  async #upload(file: File): Promise<void> {
    const cancel = new AbortController();
    this.#cancels.set(file, cancel);
    this.#change(file, { stage: 'uploading', sentBytes: 0 });
    // What comes after a cancel belongs to a sending that nobody waits for.
    const change = (changes: Partial<Upload>) => {
      if (!cancel.signal.aborted) this.#change(file, changes);
    };
    try {
      const { id, url } = await this.send(file, {
        // The form around the file counts as nothing.
        onProgress: (sent) => change({ sentBytes: Math.min(sent, file.size) }),
        signal: cancel.signal,
      });
      change({
        stage: 'ready',
        sentBytes: file.size,
        stored: { id, url, filename: file.name, sizeBytes: file.size },
      });
    } catch (failure) {
      change({ stage: 'failed', failure });
    }
    if (this.#cancels.get(file) === cancel) this.#cancels.delete(file);
    this.#next();
  }

  #isOnTheWay(file: File): boolean {
    return this.uploads.some(
      (upload) => upload.file === file && (upload.stage === 'waiting' || upload.stage === 'uploading'),
    );
  }

  #change(file: File, changes: Partial<Upload>): void {
    this.uploads = this.uploads.map((upload) => (upload.file === file ? { ...upload, ...changes } : upload));
    this.onChange();
  }
}

import { ApiError, type ByteProgress } from '@voiceassist/shared';
import type { StoredFile } from '@voiceassist/shared/schemas';

/** One file on its way to a server that answers when the test says so. */
export interface Sending {
  readonly file: File;
  readonly signal: AbortSignal;
  onProgress: ByteProgress;
  arrive(id: string): void;
  fail(error: unknown): void;
}

/** The server's end of uploads. */
export class FakeUploads {
  readonly sendings: Sending[] = [];

  /** The endpoint that takes the place of the real one. */
  readonly upload = (
    file: File,
    { onProgress, signal }: { onProgress: ByteProgress; signal: AbortSignal },
  ): Promise<StoredFile> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
      this.sendings.push({
        file,
        signal,
        onProgress,
        arrive: (id) => resolve({ id, url: `/api/files/${id}` }),
        fail: reject,
      });
    });

  /** The sending of the file with this name that began last. */
  of(name: string): Sending | undefined {
    return this.sendings.findLast(({ file }) => file.name === name);
  }
}

/** A file of so many bytes. */
export const fileOf = (name: string, bytes = 2048): File =>
  new File([new Uint8Array(bytes)], name, { lastModified: 1 });

/** The server's answer with this status and no word of its own. */
export const answer = (status: number, retryAfter?: number): ApiError =>
  new ApiError(status, { type: 'about:blank', title: `The server answered ${status}.`, status }, retryAfter);

import { ApiError, ConnectionError, type Api, type ByteProgress } from '@voiceassist/shared';
import { problemFrom } from '@voiceassist/shared/calls';
import { Upload, type DetailedError } from 'tus-js-client';

/** One request carries so much: a token lives long enough for it, and proxies let it through. */
const PART_BYTES = 16 * 1024 ** 2;

/** Milliseconds before each further try; the count begins anew as soon as more bytes have arrived. */
const RETRY_DELAYS = [0, 1_000, 2_000, 5_000, 10_000, ...Array.from({ length: 10 }, () => 30_000)];

/** How a large file is sent in parts. */
export interface PartsOptions {
  /** Where the parts that have arrived lie, for a file that was begun before. */
  url?: string | undefined;
  /** The server has begun to keep the file here. */
  onUrl?: (url: string) => void;
  /** The connection is gone, and tried again by itself; or it is back. */
  onInterruption?: (isInterrupted: boolean) => void;
  onProgress?: ByteProgress;
  signal?: AbortSignal;
}

/** Sends a file by tus, goes on after any break of the connection, and resolves with the address of what has arrived. */
export async function sendParts(
  kb: Pick<Api['kb'], 'partsAccess'>,
  file: File,
  options: PartsOptions,
): Promise<string> {
  const { endpoint, authorization } = await kb.partsAccess();
  const { url, onUrl, onInterruption, onProgress, signal } = options;
  return new Promise((resolve, reject) => {
    let token: string | undefined;
    let rejections = 0;
    const upload = new Upload(file, {
      endpoint,
      uploadUrl: url ?? null,
      chunkSize: PART_BYTES,
      retryDelays: RETRY_DELAYS,
      storeFingerprintForResuming: false,
      async onBeforeRequest(request) {
        token = await authorization.accessToken();
        if (token) request.setHeader('Authorization', `Bearer ${token}`);
      },
      async onAfterResponse(_request, response) {
        rejections = response.getStatus() === 401 ? rejections + 1 : 0;
        if (rejections === 1) await authorization.refresh(token);
      },
      onShouldRetry(error) {
        const status = error.originalResponse?.getStatus() ?? 0;
        const isTemporary = status === 0 || status >= 500 || status === 409 || status === 423;
        if (isTemporary) onInterruption?.(true);
        return isTemporary || (status === 401 && rejections === 1);
      },
      onUploadUrlAvailable() {
        if (upload.url) onUrl?.(upload.url);
      },
      onProgress(sent, total) {
        onInterruption?.(false);
        onProgress?.(sent, total);
      },
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (error) => reject(errorOf(error)),
    });
    const abort = () => {
      void upload.abort();
      reject(new DOMException('The upload was cancelled', 'AbortError'));
    };
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    else upload.start();
  });
}

function errorOf(error: Error | DetailedError): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (!response || status === 0) return new ConnectionError('network', error);
  return new ApiError(status, problemFrom(status, bodyOf(response.getBody())));
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { ConnectionError } from './errors.js';

/** Bytes on their way, reported as the browser sends them. */
export type ByteProgress = (sent: number, total: number) => void;

/**
 * `fetch` on XMLHttpRequest, for a request body whose real progress matters: ky's own `onUploadProgress` streams the
 * body, which Chromium refuses over HTTP/1.1 (ERR_ALPN_NEGOTIATION_FAILED).
 */
export function fetchWithProgress(body: FormData, onProgress: ByteProgress): typeof fetch {
  return (input) =>
    new Promise((resolve, reject) => {
      const request = input as Request;
      const xhr = new XMLHttpRequest();
      xhr.open(request.method, request.url);
      request.headers.forEach((value, name) => {
        // The browser writes its own, with the boundary of the form that it sends.
        if (name !== 'content-type') xhr.setRequestHeader(name, value);
      });
      xhr.responseType = 'blob';
      xhr.upload.onprogress = (event) => onProgress(event.loaded, event.total);
      xhr.onload = () => {
        const headers = new Headers();
        for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
          const at = line.indexOf(':');
          if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
        }
        const empty = xhr.status === 204 || xhr.status === 304;
        resolve(new Response(empty ? null : (xhr.response as Blob), { status: xhr.status, headers }));
      };
      xhr.onerror = () => reject(new ConnectionError('network'));
      xhr.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
      request.signal.addEventListener('abort', () => xhr.abort(), { once: true });
      if (request.signal.aborted) xhr.abort();
      else xhr.send(body);
    });
}

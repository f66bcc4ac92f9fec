import { ApiError, ConnectionError } from '@voiceassist/shared';
import type { Attachment } from './attachment.js';

/** Where files are, and whom they are given to. */
export interface FileAccess {
  apiUrl: string;
  token(reason: 'start' | 'rejected'): Promise<string | undefined>;
}

/** How long the browser may take to begin with the bytes that it was handed. */
const RELEASE_MS = 30_000;

/** Fetches a file with the person's token and hands it to the browser as a download: it is never shown as a page. */
export async function downloadAttachment(access: FileAccess, file: Attachment): Promise<void> {
  const bytes = await bytesOf(access, file);
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_MS);
}

async function bytesOf(access: FileAccess, file: Attachment): Promise<Blob> {
  const address = addressOf(access.apiUrl, file.url);
  let response = await get(address, await access.token('start'));
  if (response.status === 401) response = await get(address, await access.token('rejected'));
  if (!response.ok) {
    const { status } = response;
    throw new ApiError(status, { type: 'about:blank', title: `The server answered ${status}.`, status });
  }
  const bytes = await response.blob().catch((cause: unknown) => {
    throw new ConnectionError('network', cause);
  });
  if (bytes.size !== file.sizeBytes) throw new ConnectionError('malformed');
  return bytes;
}

async function get(address: string, token: string | undefined): Promise<Response> {
  try {
    return await fetch(address, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
  } catch (error) {
    throw new ConnectionError('network', error);
  }
}

/** The token goes to the API alone, whatever address the server has named. */
function addressOf(apiUrl: string, url: string): string {
  const address = /^\w+:/.test(url) ? url : `${apiUrl}/${url.replace(/^\/+/, '')}`;
  if (new URL(address).origin !== new URL(apiUrl).origin) throw new ConnectionError('malformed');
  return address;
}

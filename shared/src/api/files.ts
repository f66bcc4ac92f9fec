import { storedFileSchema, type StoredFile } from '../schemas/files.js';
import type { Client } from './client.js';
import type { UploadOptions } from './kb.js';
import { fetchWithProgress } from './upload.js';

/** The guide's /api/files endpoint. */
export function filesApi(client: Client) {
  return {
    upload(file: File, { onProgress, signal }: UploadOptions = {}): Promise<StoredFile> {
      const form = new FormData();
      form.append('file', file);
      return client.json(storedFileSchema, 'api/files/upload', {
        method: 'post',
        body: form,
        timeout: false,
        ...(onProgress && { fetch: fetchWithProgress(form, onProgress) }),
        ...(signal && { signal }),
      });
    },
  };
}

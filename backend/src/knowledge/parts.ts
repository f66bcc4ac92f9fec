import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyBaseLogger } from 'fastify';
import type { ReceivedFile } from './document-files.js';

/** An upload that was not finished for so long is given up. */
const KEPT_MILLISECONDS = 24 * 3_600_000;
const CLEANING_MILLISECONDS = 3_600_000;

interface PartsOptions {
  folder: string;
  maxBytes: number;
  corsOrigins: string[];
  log: FastifyBaseLogger;
}

/** Large files that arrive in parts, by tus 1.0: each belongs to the person who began it, until it becomes a document. */
export class Parts {
  readonly #store: FileStore;
  readonly #server: Server;
  readonly #owners = new WeakMap<IncomingMessage, string>();
  readonly #cleaning: NodeJS.Timeout;

  constructor({ folder, maxBytes, corsOrigins, log }: PartsOptions) {
    // Before the store does, which would let everybody on this computer read them.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: KEPT_MILLISECONDS });
    this.#server = new Server({
      path: '/api/admin/kb/uploads',
      datastore: this.#store,
      maxSize: maxBytes,
      allowedOrigins: corsOrigins,
      allowedCredentials: true,
      namingFunction: () => randomUUID(),
      // Relative to the address that it was sent to, which a proxy may have changed.
      generateUrl: (_request, { id }) => `uploads/${id}`,
      onUploadCreate: async (request, upload) => {
        const node = request.runtime?.node?.req as IncomingMessage | undefined;
        const owner = (node && this.#owners.get(node)) ?? null;
        return { metadata: { ...upload.metadata, owner } };
      },
    });
    const clean = () =>
      this.#server
        .cleanUpExpiredUploads()
        .catch((error: unknown) => log.warn({ err: error }, 'unfinished uploads could not be removed'));
    void clean();
    this.#cleaning = setInterval(() => void clean(), CLEANING_MILLISECONDS).unref();
  }

  close(): void {
    clearInterval(this.#cleaning);
  }

  /** Answers a request of the protocol for a person. */
  async handle(request: IncomingMessage, response: ServerResponse, owner: string): Promise<void> {
    this.#owners.set(request, owner);
    await this.#server.handle(request, response);
  }

  /** Whether there is such an upload of this person. */
  async isOf(id: string, owner: string): Promise<boolean> {
    const upload = await this.#find(id);
    return upload?.metadata?.['owner'] === owner;
  }

  /** The file, once all of it has arrived; it stays until `forget`. */
  async file(id: string, filename: string): Promise<ReceivedFile | undefined> {
    const upload = await this.#find(id);
    const path = upload?.storage?.path;
    if (!upload || path === undefined || upload.offset !== upload.size) return undefined;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return { path, filename, sizeBytes: upload.offset, sha256: hash.digest('hex') };
  }

  /** Removes what is left of an upload. */
  async forget(id: string): Promise<void> {
    // The file itself may have become a document.
    await this.#store.remove(id).catch(() => undefined);
    await this.#store.configstore.delete(id).catch(() => undefined);
  }

  #find(id: string) {
    return this.#store.getUpload(id).catch(() => undefined);
  }
}

import { ConnectionError, isApiError, type Api } from '@voiceassist/shared';
import type { UploadFields } from '@voiceassist/shared/schemas';
import { ServerAbilities } from '../server-abilities.js';
import type { PartsOptions } from './parts.js';
import type { Twin, UploadItem } from './upload-item.js';

/** Larger files are sent in parts, so that a break of the connection costs little. */
const RESUMABLE_BYTES = 5 * 1024 ** 2;

/** How far a file has left. */
interface Sending {
  signal: AbortSignal;
  onProgress: (sent: number) => void;
  /** The server keeps the parts of the file here. */
  onParts: (url: string) => void;
  /** The connection is gone, and tried again by itself; or it is back. */
  onInterruption: (isInterrupted: boolean) => void;
}

/** Sends single files, as the person has chosen for those that are there already. */
export class UploadSending {
  readonly #abilities: ServerAbilities;

  constructor(private readonly api: Pick<Api, 'kb' | 'server'>) {
    this.#abilities = new ServerAbilities(api);
  }

  /** Sends a file; resolves with the id of its document. */
  async send(item: UploadItem, fields: UploadFields, sending: Sending): Promise<string> {
    const { file, choice, twin } = item;
    const { signal, onProgress } = sending;
    if (file.size > RESUMABLE_BYTES && (await this.can('resumable'))) {
      return this.#sendParts(item, fields, sending);
    }
    const { kb } = this.api;
    if (choice === 'replace' && twin) {
      // What the document is described by stays its own.
      const { documentId } = await kb.replaceDocument(twin.documentId, file, {}, { signal, onProgress });
      return documentId;
    }
    // A server that has the guide's part alone knows nothing of it.
    const asks = await this.can('kb');
    const onDuplicate = choice === 'keep' ? 'keep' : 'ask';
    const described: UploadFields = asks ? { ...fields, onDuplicate } : fields;
    const { documentId } = await kb.uploadDocument(file, described, { signal, onProgress });
    return documentId;
  }

  /** Forgets on the server what has arrived of a file that is not wanted any more. */
  discard({ partsUrl }: UploadItem): void {
    // What cannot be discarded now, the server gives up by itself.
    if (partsUrl) this.api.kb.discardParts(partsUrl).catch(() => undefined);
  }

  async #sendParts(
    { file, choice, twin, partsUrl }: UploadItem,
    fields: UploadFields,
    { signal, onProgress, onParts, onInterruption }: Sending,
  ): Promise<string> {
    const { kb } = this.api;
    const sending = { url: partsUrl, onUrl: onParts, onProgress, onInterruption, signal };
    // All of it is there when the question about it has been answered.
    const url = choice && partsUrl ? partsUrl : await this.#parts(file, sending);
    const { documentId } = await kb.completeParts(url, {
      ...fields,
      filename: file.name,
      ...(choice === 'replace' && twin
        ? { documentId: twin.documentId }
        : { onDuplicate: choice === 'keep' ? 'keep' : 'ask' }),
    });
    return documentId;
  }

  async #parts(file: File, options: PartsOptions): Promise<string> {
    const { sendParts } = await import('./parts.js').catch((error: unknown) => {
      throw new ConnectionError('network', error);
    });
    return sendParts(this.api.kb, file, options);
  }

  /** Whether the server has this; not while it cannot be asked. */
  can(capability: string): Promise<boolean> {
    return this.#abilities.has(capability).catch(() => false);
  }
}

/** What a file is there already as, when that is why the server refuses it and says what can be done about it. */
export function twinOf(error: unknown): Twin | undefined {
  if (!isApiError(error) || error.status !== 409 || !error.problem.document) return undefined;
  const { id, title, version } = error.problem.document;
  return { documentId: id, title, version, isSame: error.problem.code === 'duplicate_document' };
}

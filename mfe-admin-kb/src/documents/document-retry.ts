import type { Api } from '@voiceassist/shared';

/** Has the server read a document again: by its own retry where it has one, else by the guide's reindex. */
export class DocumentRetry {
  #capabilities: Promise<string[]> | undefined;

  constructor(private readonly api: Pick<Api, 'kb' | 'system'>) {}

  async request(documentId: string): Promise<void> {
    this.#capabilities ??= this.api.system.capabilities().then(({ capabilities }) => capabilities);
    // A server that cannot be asked now is asked again with the next try.
    this.#capabilities.catch(() => (this.#capabilities = undefined));
    if ((await this.#capabilities).includes('kb')) await this.api.kb.retryDocument(documentId);
    else await this.api.kb.reindex([documentId]);
  }
}

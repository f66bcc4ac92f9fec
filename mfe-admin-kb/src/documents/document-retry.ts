import type { Api } from '@voiceassist/shared';
import { ServerAbilities } from '../server-abilities.js';

/** Has the server read a document again: by its own retry where it has one, else by the guide's reindex. */
export class DocumentRetry {
  readonly #abilities: ServerAbilities;

  constructor(private readonly api: Pick<Api, 'kb' | 'server'>) {
    this.#abilities = new ServerAbilities(api);
  }

  async request(documentId: string): Promise<void> {
    if (await this.#abilities.has('kb')) await this.api.kb.retryDocument(documentId);
    else await this.api.kb.reindex([documentId]);
  }
}

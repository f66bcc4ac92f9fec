import type { Api } from '@voiceassist/shared';

/** What the server adds to the guide: asked once, and again after it could not be asked. */
export class ServerAbilities {
  #capabilities: Promise<string[]> | undefined;

  constructor(private readonly api: Pick<Api, 'server'>) {}

  async has(capability: string): Promise<boolean> {
    this.#capabilities ??= this.api.server.capabilities().then(({ capabilities }) => capabilities);
    this.#capabilities.catch(() => (this.#capabilities = undefined));
    return (await this.#capabilities).includes(capability);
  }
}

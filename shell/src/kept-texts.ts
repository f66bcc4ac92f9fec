import { ContextConsumer } from '@lit/context';
import { vaultContext, type Vault } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How much of what somebody wrote lies locked on this computer. */
export interface Kept {
  drafts: number;
  /** Conversations with messages that the server has not confirmed. */
  unsent: number;
}

/** Counts what the vault holds of whoever's session this computer has, which is known without the server. */
export class KeptTexts implements ReactiveController {
  value: Kept = { drafts: 0, unsent: 0 };

  readonly #vault: ContextConsumer<typeof vaultContext, ReactiveControllerHost & HTMLElement>;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    // It comes with the code of the calls, which may be after this page.
    const callback = (vault?: Vault) => void this.#count(vault);
    this.#vault = new ContextConsumer(host, { context: vaultContext, subscribe: true, callback });
    host.addController(this);
  }

  /** What another tab has written meanwhile counts too. */
  hostConnected(): void {
    void this.#count(this.#vault.value);
  }

  async #count(vault: Vault | undefined): Promise<void> {
    const names = (await vault?.lockedNames().catch(() => [])) ?? [];
    const conversations = (kind: string) =>
      new Set(names.map((name) => name.split(':')).flatMap(([is, of]) => (is === kind && of ? [of] : [])))
        .size;
    this.value = { drafts: conversations('draft'), unsent: conversations('outbox') };
    this.host.requestUpdate();
  }
}

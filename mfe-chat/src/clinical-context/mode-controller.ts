import { ContextConsumer } from '@lit/context';
import { apiContext, vaultContext } from '@voiceassist/shared';
import type { Conversation, Mode } from '@voiceassist/shared/schemas';
import type { LitElement } from 'lit';
import { contextName } from './context-name.js';

/** In which mode each conversation was started: as chosen here, as the server lists it, or as a context of it tells. */
export class ModeController {
  /** What a new conversation is started as. */
  #chosen: Mode = 'quick_consult';
  readonly #modes = new Map<string, Mode>();
  readonly #asked = new Set<string>();
  /** Before that, what the server has not said may still be in its list. */
  #isListed = false;
  readonly #vault;
  readonly #api;

  constructor(private readonly host: LitElement) {
    this.#vault = new ContextConsumer(host, { context: vaultContext });
    this.#api = new ContextConsumer(host, { context: apiContext });
  }

  /** The mode of a conversation; of a new one without an id. */
  modeOf(conversation: string | undefined): Mode {
    if (conversation === undefined) return this.#chosen;
    const known = this.#modes.get(conversation);
    if (!known) this.#lookFor(conversation);
    return known ?? 'quick_consult';
  }

  /** A new conversation is to be started so. */
  choose(mode: Mode): void {
    if (mode === this.#chosen) return;
    this.#chosen = mode;
    this.host.requestUpdate();
  }

  /** The new conversation has got its id. */
  start(conversation: string): void {
    this.#modes.set(conversation, this.#chosen);
    this.#chosen = 'quick_consult';
  }

  /** What the server says of its conversations. */
  learn(conversations: readonly Conversation[]): void {
    for (const { id, mode } of conversations) if (mode) this.#modes.set(id, mode);
    this.#isListed = true;
    this.host.requestUpdate();
  }

  /** One that is not in the list yet, too old for it, or of a server that does not tell: a context of it makes it a case. */
  #lookFor(conversation: string): void {
    void this.#look(conversation, 'here', () => this.#vault.value?.read(contextName(conversation)));
    if (this.#isListed)
      void this.#look(conversation, 'at the server', () =>
        this.#api.value?.conversations.isCase(conversation),
      );
  }

  async #look(conversation: string, where: string, find: () => Promise<unknown> | undefined): Promise<void> {
    const name = `${where} ${conversation}`;
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    const found = await Promise.resolve()
      .then(find)
      .catch(() => undefined);
    if (!found || this.#modes.has(conversation)) return;
    this.#modes.set(conversation, 'case_workspace');
    this.host.requestUpdate();
  }
}

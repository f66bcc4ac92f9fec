import { ContextConsumer } from '@lit/context';
import { vaultContext } from '@voiceassist/shared';
import type { Conversation, Mode } from '@voiceassist/shared/schemas';
import type { LitElement } from 'lit';
import { contextName } from './context-name.js';

/** In which mode each conversation was started: as chosen here, as the server lists it, or as a kept context tells. */
export class ModeController {
  /** What a new conversation is started as. */
  #chosen: Mode = 'quick_consult';
  readonly #modes = new Map<string, Mode>();
  readonly #asked = new Set<string>();
  readonly #vault;

  constructor(private readonly host: LitElement) {
    this.#vault = new ContextConsumer(host, { context: vaultContext });
  }

  /** The mode of a conversation; of a new one without an id. */
  modeOf(conversation: string | undefined): Mode {
    if (conversation === undefined) return this.#chosen;
    const known = this.#modes.get(conversation);
    if (!known) void this.#lookFor(conversation);
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
    for (const { id, mode } of conversations) this.#modes.set(id, mode);
    this.host.requestUpdate();
  }

  /** One that is not in the list yet, or too old for it: a context that is kept here makes it a case. */
  async #lookFor(conversation: string): Promise<void> {
    if (this.#asked.has(conversation)) return;
    this.#asked.add(conversation);
    const kept = await this.#vault.value?.read(contextName(conversation)).catch(() => undefined);
    if (!kept || this.#modes.has(conversation)) return;
    this.#modes.set(conversation, 'case_workspace');
    this.host.requestUpdate();
  }
}

import { msg } from '@lit/localize';
import type { Mode } from '@voiceassist/shared/schemas';
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { ConversationMessage } from '../conversation.js';
import type { DraftStore } from '../draft.js';
import type { SessionStart } from '../transport.js';
import type { CaseController } from './case-controller.js';

type Context = Record<string, unknown> | undefined;

/** What a chat is told of a case. */
interface CaseHost extends LitElement {
  readonly mode: Mode;
  readonly clinicalContext?: Context;
}

/** The case of a chat, fetched when there is one: a quick consult does without. */
export class LateCase implements ReactiveController {
  #controller: CaseController | undefined;
  #loading: 'not' | 'begun' | 'failed' = 'not';
  #owner: string | undefined;
  #conversation: string | undefined;
  /** What the newest question was asked with, as the server has it. */
  #stored: Context;
  /** What the conversation was opened with. */
  #opened: { mode: Mode; given: Context } | undefined;

  constructor(
    private readonly host: CaseHost,
    private readonly store: () => DraftStore | undefined,
    /** The conversation is to begin anew with what `start` says now. */
    private readonly restart: () => void,
  ) {
    host.addController(this);
  }

  /** What the conversation begins with. */
  get start(): SessionStart {
    const { mode, clinicalContext } = this.host;
    const context = (mode === 'case_workspace' && this.#controller?.context) || clinicalContext;
    return { mode, ...(context && { clinicalContext: context }) };
  }

  /** Another conversation is opened; without an id, a new one. */
  open(conversation: string | undefined): void {
    const { mode, clinicalContext: given } = this.host;
    this.#conversation = conversation;
    this.#opened = { mode, given };
    this.#stored = undefined;
    this.#controller?.open(conversation, given);
  }

  /** The messages as the server has them. */
  hear(messages: readonly ConversationMessage[]): void {
    this.#stored = messages.findLast(({ role }) => role === 'user')?.context;
    if (this.#stored) this.#controller?.hear(this.#stored);
  }

  /** The conversation has got its id. */
  rename(conversation: string | undefined): void {
    this.#conversation = conversation;
    this.#controller?.rename(conversation);
  }

  /** The conversation is gone: nothing is kept of it. */
  remove(conversation: string): void {
    this.#controller?.remove(conversation);
  }

  /** Who is signed in. */
  setOwner(userId: string | undefined): void {
    this.#owner = userId;
    this.#controller?.setOwner(userId);
  }

  hostUpdate(): void {
    const { mode, clinicalContext: given } = this.host;
    if (mode === 'case_workspace' && this.#loading === 'not') this.#load();
    if (!this.#opened || (mode === this.#opened.mode && given === this.#opened.given)) return;
    if (given !== this.#opened.given) this.#controller?.give(given);
    this.#opened = { mode, given };
    this.restart();
  }

  /** The banner, and the editor while it is open; nothing in a quick consult. */
  render(): TemplateResult | '' {
    if (this.host.mode !== 'case_workspace') return '';
    if (this.#loading !== 'failed') return this.#controller?.render() ?? '';
    return html`<div class="problem" role="alert">
      <p>
        ${msg('The case workspace could not be loaded. Until it is, questions go without what you add about the patient.')}
      </p>
      <button class="btn sm" @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  #load(): void {
    this.#loading = 'begun';
    import('./case-controller.js').then(
      ({ CaseController: Controller }) => {
        this.#controller = new Controller(this.host, { store: this.store, onChange: this.restart });
        this.#controller.setOwner(this.#owner);
        this.#controller.open(this.#conversation, this.host.clinicalContext);
        if (this.#stored) this.#controller.hear(this.#stored);
      },
      () => {
        this.#loading = 'failed';
        this.host.requestUpdate();
      },
    );
  }

  readonly #onRetry = (): void => {
    this.#loading = 'not';
    this.host.requestUpdate();
  };
}

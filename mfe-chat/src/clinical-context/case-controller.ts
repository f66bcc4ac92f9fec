import { msg } from '@lit/localize';
import { define } from '@voiceassist/shared';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { DraftStore } from '../draft.js';
import { CaseBanner, type Origin } from './case-banner.js';
import type { ContextSaveEvent } from './case-events.js';
import type { ContextRecord } from './clinical-context.js';
import { readContext, writeContext } from './context-record.js';
import { contextName } from './context-name.js';
import { KeptContexts } from './kept-contexts.js';

/** What a case needs of the chat around it. */
interface CaseSurroundings {
  /** Where contexts are kept for the signed-in person; nothing on other pages. */
  readonly store: () => DraftStore | undefined;
  /** Another context is in force now. */
  readonly onChange: () => void;
}

/** The clinical context of each conversation: given by the page, typed here, or kept from before. */
export class CaseController {
  #context: ContextRecord | undefined;
  #origin: Origin = 'here';
  #name = '';
  /** Contexts that were typed here, by the name of their conversation. */
  readonly #typed = new Map<string, ContextRecord>();
  /** What the newest question of the open conversation was asked with, as the server has it. */
  #stored: ContextRecord | undefined;
  #owner: string | undefined;
  readonly #kept: KeptContexts;
  #isEditing = false;
  #said: (() => string) | undefined;
  #failure: (() => string) | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly around: CaseSurroundings,
  ) {
    this.#kept = new KeptContexts(around.store);
    define('va-case-banner', CaseBanner);
  }

  /** The context in force; nothing when none is known here. */
  get context(): ContextRecord | undefined {
    return this.#context;
  }

  /** Brings the context of a conversation; without an id, of a new one. `given` is what the page says of it. */
  open(conversation: string | undefined, given: ContextRecord | undefined): void {
    this.#name = contextName(conversation);
    this.#isEditing = false;
    this.#said = undefined;
    this.#failure = undefined;
    this.#origin = 'here';
    this.#stored = undefined;
    this.#context = this.#typed.get(this.#name) ?? given;
    this.host.requestUpdate();
    if (!this.#context) void this.#restore(conversation !== undefined);
  }

  /** What the newest question of the open conversation was asked with. */
  hear(stored: ContextRecord): void {
    this.#stored = stored;
    if (this.#origin !== 'elsewhere') return;
    this.#origin = 'before';
    this.#take(stored);
  }

  /** The page says something else of the same conversation. */
  give(given: ContextRecord | undefined): void {
    this.#typed.delete(this.#name);
    this.#context = given;
    this.#origin = 'here';
    this.host.requestUpdate();
  }

  /** The conversation has got its id. */
  rename(conversation: string | undefined): void {
    const before = this.#name;
    this.#name = contextName(conversation);
    const typed = this.#typed.get(before);
    if (before === this.#name || !typed) return;
    this.#typed.delete(before);
    this.#typed.set(this.#name, typed);
    this.#origin = 'here';
    this.#kept.write(before, undefined);
    this.#kept.write(this.#name, typed);
  }

  /** The conversation is gone: nothing is kept of it. */
  remove(conversation: string): void {
    const name = contextName(conversation);
    this.#typed.delete(name);
    this.#kept.write(name, undefined);
  }

  /** What one person has typed goes before another one is here; who is signed out may be back in a moment. */
  setOwner(userId: string | undefined): void {
    if (userId === undefined || userId === this.#owner) return;
    if (this.#owner !== undefined) {
      this.#typed.clear();
      this.#context = undefined;
      this.#isEditing = false;
      this.around.onChange();
    }
    this.#owner = userId;
  }

  render(): TemplateResult {
    return html`
      <va-case-banner
        .context=${this.#context}
        .origin=${this.#origin}
        .said=${this.#said?.() ?? ''}
        .failure=${this.#failure?.() ?? ''}
        @va-context-edit=${this.#onEdit}
        @va-context-clear=${this.#onClear}
      ></va-case-banner>
      ${
        this.#isEditing
          ? html`<va-context-editor
              .context=${this.#context}
              @va-context-save=${this.#onSave}
              @va-context-close=${this.#onClose}
            ></va-context-editor>`
          : ''
      }
    `;
  }

  async #restore(isStarted: boolean): Promise<void> {
    const name = this.#name;
    const kept = await this.#kept.read(name);
    if (name !== this.#name || this.#context) return;
    const context = kept ?? this.#stored;
    if (context) {
      // Of a new conversation it is somebody's of before; of this one another computer may have another.
      const isSure = isStarted && kept && (!this.#stored || isEqual(kept, this.#stored));
      this.#origin = isSure ? 'here' : 'before';
      this.#take(context);
    } else this.#origin = isStarted ? 'elsewhere' : 'here';
    this.host.requestUpdate();
  }

  #take(context: ContextRecord): void {
    this.#context = context;
    this.#typed.set(this.#name, context);
    this.around.onChange();
    this.host.requestUpdate();
  }

  #set(context: ContextRecord): void {
    this.#context = context;
    this.#typed.set(this.#name, context);
    this.#origin = 'here';
    this.#kept.write(this.#name, context);
    this.around.onChange();
    this.host.requestUpdate();
  }

  readonly #onEdit = (): void => {
    this.#failure = undefined;
    import('./context-editor.js').then(
      ({ ContextEditor }) => {
        define('va-context-editor', ContextEditor);
        this.#isEditing = true;
        this.host.requestUpdate();
      },
      () => {
        this.#failure = () =>
          msg(
            'The editor could not be loaded. The context stays as it is. Check the connection and try again.',
          );
        this.host.requestUpdate();
      },
    );
  };

  readonly #onSave = ({ context }: ContextSaveEvent): void => {
    this.#said = () => msg('This context goes with the next questions.');
    this.#set(context);
  };

  readonly #onClear = (): void => {
    this.#said = () => msg('The context was removed.');
    this.#set({});
  };

  readonly #onClose = (): void => {
    this.#isEditing = false;
    this.host.requestUpdate();
    this.host.renderRoot.querySelector('va-case-banner')?.focus();
  };
}

/** A database gives the parts of an object in another order. */
const isEqual = (one: ContextRecord, other: ContextRecord): boolean =>
  JSON.stringify(writeContext(readContext(one))) === JSON.stringify(writeContext(readContext(other)));

import { msg } from '@lit/localize';
import { define, describeError, type ErrorDescription } from '@voiceassist/shared';
import type { Conversation } from '@voiceassist/shared/schemas';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { ConversationListController } from '../conversation-list-controller.js';
import { ConversationDeletedEvent, type RenameEvent } from './change-events.js';

/** What can be done to a conversation in the list. */
export type Change = 'rename' | 'delete';

/** Nobody renames or deletes before there is something: the parts for it are fetched when they are first needed. */
async function load(): Promise<void> {
  const { ConversationRename, ConversationDelete } = await import('./change-forms.js');
  define('va-conversation-rename', ConversationRename);
  define('va-conversation-delete', ConversationDelete);
}

/** Renames and deletes conversations of the list, one at a time, and keeps the focus with what is changed. */
export class ConversationChanges {
  #change: Change | undefined;
  #conversation: Conversation | undefined;
  #busy = false;
  #error: unknown;
  #hasLoadFailed = false;

  constructor(
    private readonly host: LitElement,
    private readonly list: ConversationListController,
    /** How many messages the open conversation has: the list's count may be of before. */
    private readonly count: (id: string) => number | undefined,
  ) {}

  /** Begins a change; the one before is given up, unless it is on its way. */
  async begin(change: Change, conversation: Conversation): Promise<void> {
    if (this.#busy) return;
    try {
      await load();
    } catch {
      this.#set(() => (this.#hasLoadFailed = true));
      return;
    }
    this.#set(() => {
      this.#hasLoadFailed = false;
      this.#change = change;
      this.#conversation = conversation;
      this.#error = undefined;
    });
  }

  /** The field in the place of this conversation's entry, while it is being renamed. */
  renderName({ id, title }: Conversation): TemplateResult | undefined {
    if (this.#change !== 'rename' || this.#conversation?.id !== id) return undefined;
    return html`<va-conversation-rename
      .value=${title}
      .busy=${this.#busy}
      .failure=${this.#failure()}
      @va-conversation-rename=${this.#onRename}
      @va-conversation-keep=${this.#onKeep}
    ></va-conversation-rename>`;
  }

  /** The question before a deletion, and what else there is to say. */
  render(): TemplateResult | '' {
    if (this.#hasLoadFailed) {
      return html`<p class="failed" role="alert">
        ${msg('This part could not be loaded. Nothing was changed. Try again in a moment.')}
      </p>`;
    }
    if (this.#change !== 'delete' || !this.#conversation) return '';
    const { id, title, messageCount } = this.#conversation;
    return html`<va-conversation-delete
      .name=${title}
      .count=${this.count(id) ?? messageCount ?? undefined}
      .busy=${this.#busy}
      .failure=${this.#failure()}
      @va-conversation-delete=${this.#onDelete}
      @va-conversation-keep=${this.#onKeep}
    ></va-conversation-delete>`;
  }

  #failure(): ErrorDescription | undefined {
    return this.#error === undefined ? undefined : describeError(this.#error);
  }

  readonly #onKeep = async (): Promise<void> => {
    if (this.#busy || !this.#conversation) return;
    await this.#end();
    this.#focus(this.#conversation.id);
  };

  readonly #onRename = async ({ title }: RenameEvent): Promise<void> => {
    const { id } = this.#conversation ?? {};
    if (id === undefined || !(await this.#try(() => this.list.rename(id, title)))) return;
    await this.#end();
    this.#focus(id);
  };

  readonly #onDelete = async (): Promise<void> => {
    const { id } = this.#conversation ?? {};
    if (id === undefined) return;
    const ids = (this.list.conversations ?? []).map((conversation) => conversation.id);
    const at = ids.indexOf(id);
    if (!(await this.#try(() => this.list.delete(id)))) return;
    await this.#end();
    this.#focus(ids[at + 1] ?? ids[at - 1]);
    this.host.dispatchEvent(new ConversationDeletedEvent(id));
  };

  async #try(change: () => Promise<void>): Promise<boolean> {
    if (this.#busy) return false;
    this.#set(() => {
      this.#busy = true;
      this.#error = undefined;
    });
    try {
      await change();
      return true;
    } catch (error) {
      this.#error = error;
      return false;
    } finally {
      this.#set(() => (this.#busy = false));
    }
  }

  async #end(): Promise<void> {
    // A dialog that is removed while it is open takes the focus with it.
    this.host.renderRoot.querySelector('va-conversation-delete')?.close();
    this.#set(() => (this.#change = undefined));
    await this.host.updateComplete;
  }

  #focus(id: string | undefined): void {
    const links = [...this.host.renderRoot.querySelectorAll<HTMLElement>('li a')];
    const link = links.find((each) => each.dataset.id === id);
    if (link) link.focus();
    else this.host.focus();
  }

  #set(change: () => void): void {
    change();
    this.host.requestUpdate();
  }
}

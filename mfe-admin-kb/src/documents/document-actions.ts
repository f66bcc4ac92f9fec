import { msg, str } from '@lit/localize';
import { describeError } from '@voiceassist/shared';
import type { KbDocument } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DocumentsController } from './documents-controller.js';
import { isolated } from '../format.js';

/** What is done with single documents, and how it went. */
export class DocumentActions implements ReactiveController {
  /** What was just done, in words when they are needed; nothing when there is nothing to say. */
  notice: (() => string) | undefined;
  deleting = false;
  /** Why the latest deletion failed. */
  deleteError: unknown;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly list: Pick<DocumentsController, 'delete' | 'retry'>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.notice = undefined;
  }

  /** Forgets how the one before went. */
  reset(): void {
    this.#set({ notice: undefined, deleteError: undefined });
  }

  /** Deletes a document; resolves to whether it is gone. */
  async delete(document: KbDocument): Promise<boolean> {
    const title = isolated(document.title);
    this.#set({ deleting: true, deleteError: undefined });
    try {
      await this.list.delete(document);
      this.#set({ notice: () => msg(str`Deleted “${title}”.`) });
      return true;
    } catch (error) {
      this.#set({ deleteError: error });
      return false;
    } finally {
      this.#set({ deleting: false });
    }
  }

  /** Has a failed document read again. */
  async retry(document: KbDocument): Promise<void> {
    const name = isolated(document.title);
    this.reset();
    try {
      await this.list.retry(document);
      this.#set({ notice: () => msg(str`“${name}” is read again.`) });
    } catch (error) {
      this.#set({
        notice: () => {
          const { title, detail } = describeError(error);
          return msg(str`“${name}” stays as it is. ${title} ${detail}`);
        },
      });
    }
  }

  #set(change: Partial<Pick<DocumentActions, 'notice' | 'deleting' | 'deleteError'>>): void {
    Object.assign(this, change);
    this.host.requestUpdate();
  }
}

import type { LitElement } from 'lit';
import type { Attachment } from './attachments/attachment.js';
import type { Draft } from './draft.js';
import { MessageSendEvent } from './events.js';

/** What a question goes through. */
interface Surroundings {
  readonly conversation: { ask(content: string, attachments: readonly Attachment[]): Promise<void> };
  readonly drafts: { readonly current: Draft | undefined; isOf(conversation: string | undefined): boolean };
  /** These files stand in the conversation that they were meant for. */
  settleFiles(files: readonly Attachment[]): void;
  /** These words stand in the conversation that is open: the composer can let go of them. */
  settleText(content: string): void;
}

/** Puts questions into the conversation that each is meant for, one after the other; what cannot go there stays a draft. */
export class QuestionController {
  /** A question is being put where it is not lost. */
  isPending = false;
  /**
   * What the page has sent while an earlier question was being put there, or right after it set something: with the draft of
   * the conversation that it is meant for; without one, for that which is opened next.
   */
  readonly #waiting: { text: string; draft: Draft | undefined }[] = [];

  constructor(
    private readonly host: LitElement & { readonly sessionId?: string | undefined },
    private readonly surroundings: Surroundings,
  ) {}

  /** Another conversation is opened: its first question waits for none of the one before. */
  reset(): void {
    this.#set(false);
  }

  /** Asks for the page: what it has set just before, a conversation or a case, is what the question is for. */
  send(text: string): void {
    const { drafts } = this.surroundings;
    const isSetting = this.host.hasUpdated && this.host.isUpdatePending;
    if (this.isPending || isSetting)
      this.#waiting.push({ text, draft: drafts.isOf(this.host.sessionId) ? drafts.current : undefined });
    else this.ask(text);
  }

  /** Asks what has waited and can be asked now; what was meant for a conversation that was left becomes a draft there. */
  askNext(): void {
    // A page may put another question in the place of the one that it hears of.
    while (!this.isPending) {
      const next = this.#waiting.shift();
      if (!next) return;
      if (!next.draft || next.draft === this.surroundings.drafts.current) this.ask(next.text);
      else next.draft.keep(next.text);
    }
  }

  /** Asks at once, unless the page does not want it or an earlier question is still on its way. */
  ask(text: string, files: readonly Attachment[] = []): void {
    const content = text.trim();
    if (!content || this.isPending) return;
    const event = new MessageSendEvent(content);
    if (!this.host.dispatchEvent(event)) return;
    this.#set(true);
    void this.#put(content, files, event.decision);
  }

  async #put(content: string, files: readonly Attachment[], decision?: Promise<boolean>): Promise<void> {
    const { conversation, drafts } = this.surroundings;
    const draft = drafts.current;
    const isLeft = () => draft !== undefined && draft !== drafts.current;
    const isMeant = decision ? await decision : true;
    // A question never goes into another conversation than the one that it was asked in.
    if (isMeant && isLeft()) draft?.keep(content);
    else if (isMeant) {
      await conversation.ask(content, files);
      this.surroundings.settleFiles(files);
      if (isLeft()) draft?.settle(content);
      else this.surroundings.settleText(content);
    }
    if (!isLeft()) this.#set(false);
  }

  #set(isPending: boolean): void {
    if (this.isPending === isPending) return;
    this.isPending = isPending;
    this.host.requestUpdate();
  }
}

import type { Feedback } from '@voiceassist/shared/schemas';
import type { ConversationMessage } from '../conversation.js';

/** What a conversation can be taken away as. */
export type ExportKind = 'markdown' | 'json' | 'print';

/** A request that is answered: whoever does it says with `respondWith` when it is done, or that it failed. */
abstract class ActionEvent extends Event {
  /** Ends when the action is done; fails when it failed, and when nobody was there to do it. */
  done: Promise<void> = Promise.reject(new Error('Nobody heard the request'));

  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
    this.done.catch(() => undefined);
  }

  respondWith(done: Promise<void>): void {
    this.done = done;
  }
}

/** The reader judges an answer, or takes that back. */
export class FeedbackEvent extends ActionEvent {
  static readonly type = 'va-feedback';
  constructor(
    readonly messageId: string,
    readonly feedback: Feedback | undefined,
  ) {
    super(FeedbackEvent.type);
  }
}

/** The conversation is to be saved or printed. */
export class ExportEvent extends ActionEvent {
  static readonly type = 'va-export';
  constructor(readonly kind: ExportKind) {
    super(ExportEvent.type);
  }
}

/** The question of an answer that ended early is to be asked once more. */
export class AskAgainEvent extends Event {
  static readonly type = 'va-ask-again';
  constructor(readonly answerId: string) {
    super(AskAgainEvent.type, { bubbles: true, composed: true });
  }
}

/** A question is to be put into the composer with its files, to be changed and sent anew. */
export class EditQuestionEvent extends Event {
  static readonly type = 'va-edit-question';
  constructor(readonly question: Pick<ConversationMessage, 'content' | 'attachments'>) {
    super(EditQuestionEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-feedback': FeedbackEvent;
    'va-export': ExportEvent;
    'va-ask-again': AskAgainEvent;
    'va-edit-question': EditQuestionEvent;
  }
}

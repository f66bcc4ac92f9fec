import type { Conversation } from '@voiceassist/shared/schemas';

/** The server has said which conversations there are. Between the page's own parts. */
export class ConversationsListedEvent extends Event {
  static readonly type = 'va-conversations-listed';
  constructor(readonly conversations: readonly Conversation[]) {
    super(ConversationsListedEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-conversations-listed': ConversationsListedEvent;
  }
}

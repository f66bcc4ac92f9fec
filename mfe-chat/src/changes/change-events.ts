abstract class ChangeEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** A conversation is to have this title. */
export class RenameEvent extends ChangeEvent {
  static readonly type = 'va-conversation-rename';
  constructor(readonly title: string) {
    super(RenameEvent.type);
  }
}

/** A conversation is to be deleted for good. */
export class DeleteEvent extends ChangeEvent {
  static readonly type = 'va-conversation-delete';
  constructor() {
    super(DeleteEvent.type);
  }
}

/** Everything stays as it is. */
export class KeepEvent extends ChangeEvent {
  static readonly type = 'va-conversation-keep';
  constructor() {
    super(KeepEvent.type);
  }
}

/** A conversation has been deleted. */
export class ConversationDeletedEvent extends ChangeEvent {
  static readonly type = 'va-conversation-deleted';
  constructor(readonly conversationId: string) {
    super(ConversationDeletedEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-conversation-rename': RenameEvent;
    'va-conversation-delete': DeleteEvent;
    'va-conversation-keep': KeepEvent;
    'va-conversation-deleted': ConversationDeletedEvent;
  }
}

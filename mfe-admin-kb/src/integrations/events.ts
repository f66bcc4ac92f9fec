import type { Following, NewCalendarEvent, NewConnection } from '@voiceassist/shared/schemas';

/** The person wants the connection looked at, or opened, or ended. */
export class ConnectionRequestEvent extends Event {
  static readonly type = 'va-connection-request';

  constructor(readonly action: 'check' | 'change' | 'disconnect') {
    super(ConnectionRequestEvent.type);
  }
}

/** Nextcloud is to be connected so. */
export class ConnectConfirmEvent extends Event {
  static readonly type = 'va-connect-confirm';

  constructor(readonly connection: NewConnection) {
    super(ConnectConfirmEvent.type);
  }
}

/** The person opens or closes a folder, chooses something, or wants more of a folder or what is chosen indexed. */
export class TreeRequestEvent extends Event {
  static readonly type = 'va-tree-request';

  constructor(
    readonly action: 'toggle' | 'choose' | 'more' | 'reload' | 'index',
    readonly path = '/',
  ) {
    super(TreeRequestEvent.type);
  }
}

/** What is followed is to be changed. */
export class FollowingChangeEvent extends Event {
  static readonly type = 'va-following-change';

  constructor(readonly change: Partial<Following>) {
    super(FollowingChangeEvent.type);
  }
}

/** Everything that is followed is to be read now. */
export class RunRequestEvent extends Event {
  static readonly type = 'va-run-request';

  constructor(readonly confirmGone: boolean) {
    super(RunRequestEvent.type, { bubbles: true, composed: true });
  }
}

/** The person wants another month of the calendar. */
export class RangeChangeEvent extends Event {
  static readonly type = 'va-range-change';

  constructor(readonly step: 1 | -1) {
    super(RangeChangeEvent.type);
  }
}

/** An appointment is to be made. */
export class EventConfirmEvent extends Event {
  static readonly type = 'va-event-confirm';

  constructor(readonly event: NewCalendarEvent) {
    super(EventConfirmEvent.type);
  }
}

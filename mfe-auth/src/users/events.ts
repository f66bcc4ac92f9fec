import type { User } from '@voiceassist/shared/schemas';
import type { UserAction } from './user-action.js';
import type { UserView } from './user-query.js';

/** The administrator wants another part of the list. */
export class UserViewEvent extends Event {
  static readonly type = 'va-user-view';

  constructor(readonly change: Partial<UserView>) {
    super(UserViewEvent.type, { bubbles: true, composed: true });
  }
}

/** The administrator searches; `now` when the typing is over. */
export class UserSearchEvent extends Event {
  static readonly type = 'va-user-search';

  constructor(
    readonly text: string,
    readonly now: boolean,
  ) {
    super(UserSearchEvent.type, { bubbles: true, composed: true });
  }
}

/** The administrator wants the list asked for again. */
export class UserRetryEvent extends Event {
  static readonly type = 'va-user-retry';

  constructor() {
    super(UserRetryEvent.type);
  }
}

/** The administrator wants something done with an account. */
export class UserRequestEvent extends Event {
  static readonly type = 'va-user-request';

  constructor(
    readonly action: UserAction,
    readonly user: User,
  ) {
    super(UserRequestEvent.type, { bubbles: true, composed: true });
  }
}

/** An item of a row's menu was chosen, by its key. */
export class UserMenuEvent extends Event {
  static readonly type = 'va-user-menu-select';

  constructor(readonly key: string) {
    super(UserMenuEvent.type, { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-user-view': UserViewEvent;
    'va-user-search': UserSearchEvent;
    'va-user-retry': UserRetryEvent;
    'va-user-request': UserRequestEvent;
    'va-user-menu-select': UserMenuEvent;
  }
}

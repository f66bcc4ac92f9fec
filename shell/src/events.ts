/** Asks to end the session of this person. */
export class SignOutEvent extends Event {
  static readonly type = 'va-sign-out';

  constructor() {
    super(SignOutEvent.type, { bubbles: true, composed: true });
  }
}

/** The person is there and wants to stay signed in. */
export class StaySignedInEvent extends Event {
  static readonly type = 'va-stay-signed-in';

  constructor() {
    super(StaySignedInEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks to try the failed micro-frontend again. */
export class RetryEvent extends Event {
  static readonly type = 'va-retry';

  constructor() {
    super(RetryEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-sign-out': SignOutEvent;
    'va-stay-signed-in': StaySignedInEvent;
    'va-retry': RetryEvent;
  }
}

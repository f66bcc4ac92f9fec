/** Asks the shell to go to an address of the portal, e.g. `/chat`. */
export class NavigateEvent extends Event {
  static readonly type = 'va-navigate';

  constructor(
    readonly href: string,
    /** Takes the place of the current entry of the history. */
    readonly replace = false,
  ) {
    super(NavigateEvent.type, { bubbles: true, composed: true });
  }
}

/** Tells the mounted micro-frontend, on `window`, that the portal's address has changed. */
export class RouteChangeEvent extends Event {
  static readonly type = 'va-route-change';

  constructor(readonly url: URL) {
    super(RouteChangeEvent.type);
  }
}

/** Gives the page its own title, which the shell puts before the portal's name. Never holds patient text. */
export class PageTitleEvent extends Event {
  static readonly type = 'va-page-title';

  constructor(readonly title: string) {
    super(PageTitleEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-navigate': NavigateEvent;
    'va-page-title': PageTitleEvent;
  }
  interface WindowEventMap {
    'va-route-change': RouteChangeEvent;
  }
}

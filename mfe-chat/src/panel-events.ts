abstract class PanelEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** Another source of the same answer is to be shown. */
export class CitationSelectEvent extends PanelEvent {
  static readonly type = 'va-citation-select';
  constructor(readonly number: number) {
    super(CitationSelectEvent.type);
  }
}

/** The source panel is to be closed, or has been. */
export class CitationCloseEvent extends PanelEvent {
  static readonly type = 'va-citation-close';
  constructor() {
    super(CitationCloseEvent.type);
  }
}

/** The passage that failed is to be asked for again. */
export class CitationReloadEvent extends PanelEvent {
  static readonly type = 'va-citation-reload';
  constructor() {
    super(CitationReloadEvent.type);
  }
}

/** Today's version of a source is to be shown, or the cited one again. */
export class CitationVersionEvent extends PanelEvent {
  static readonly type = 'va-citation-version';
  constructor(readonly isToday: boolean) {
    super(CitationVersionEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-citation-select': CitationSelectEvent;
    'va-citation-close': CitationCloseEvent;
    'va-citation-reload': CitationReloadEvent;
    'va-citation-version': CitationVersionEvent;
  }
}

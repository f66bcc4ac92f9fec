import type { ContextRecord } from './clinical-context.js';

abstract class CaseEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** The context is to be edited. */
export class ContextEditEvent extends CaseEvent {
  static readonly type = 'va-context-edit';
  constructor() {
    super(ContextEditEvent.type);
  }
}

/** Nothing of the context is to stay. */
export class ContextClearEvent extends CaseEvent {
  static readonly type = 'va-context-clear';
  constructor() {
    super(ContextClearEvent.type);
  }
}

/** The next questions are to be answered for this context. */
export class ContextSaveEvent extends CaseEvent {
  static readonly type = 'va-context-save';
  constructor(readonly context: ContextRecord) {
    super(ContextSaveEvent.type);
  }
}

/** The editor is done, whatever came of it. */
export class ContextCloseEvent extends CaseEvent {
  static readonly type = 'va-context-close';
  constructor() {
    super(ContextCloseEvent.type);
  }
}

/** What a file gave is to go into the editor. */
export class ContextImportEvent extends CaseEvent {
  static readonly type = 'va-context-import';
  constructor(readonly context: ContextRecord) {
    super(ContextImportEvent.type);
  }
}

/** Nothing is to be taken from a file after all. */
export class ImportEndEvent extends CaseEvent {
  static readonly type = 'va-import-end';
  constructor() {
    super(ImportEndEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-context-edit': ContextEditEvent;
    'va-context-clear': ContextClearEvent;
    'va-context-save': ContextSaveEvent;
    'va-context-close': ContextCloseEvent;
    'va-context-import': ContextImportEvent;
    'va-import-end': ImportEndEvent;
  }
}

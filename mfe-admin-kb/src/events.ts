import type { DocumentChanges, KbDocument, UploadFields } from '@voiceassist/shared/schemas';
import type { ListQuery } from './documents/document-list.js';
import type { OptionalColumn } from './documents/remembered-table.js';
import type { DuplicateChoice } from './uploads/upload-item.js';

/** The person wants another part of the list. */
export class QueryChangeEvent extends Event {
  static readonly type = 'va-query-change';

  constructor(readonly change: Partial<ListQuery>) {
    super(QueryChangeEvent.type, { bubbles: true, composed: true });
  }
}

/** The person turns to another page of a list: that which begins after `skip` items. */
export class PageTurnEvent extends Event {
  static readonly type = 'va-page-turn';

  constructor(readonly skip: number) {
    super(PageTurnEvent.type, { bubbles: true, composed: true });
  }
}

/** Other columns of the documents are to be left out. */
export class ColumnsChangeEvent extends Event {
  static readonly type = 'va-columns-change';

  constructor(readonly hidden: readonly OptionalColumn[]) {
    super(ColumnsChangeEvent.type, { bubbles: true, composed: true });
  }
}

/** Other rows of a long table came into view: from `start` to before `end`. */
export class ViewChangeEvent extends Event {
  static readonly type = 'va-view-change';

  constructor(
    readonly start: number,
    readonly end: number,
  ) {
    super(ViewChangeEvent.type, { bubbles: true, composed: true });
  }
}

/** The person types into the search box. */
export class SearchInputEvent extends Event {
  static readonly type = 'va-search-input';

  constructor(readonly text: string) {
    super(SearchInputEvent.type, { bubbles: true, composed: true });
  }
}

/** The person wants the list asked for again. */
export class ListRetryEvent extends Event {
  static readonly type = 'va-list-retry';

  constructor() {
    super(ListRetryEvent.type);
  }
}

/** The person wants something done with a document. */
export class DocumentRequestEvent extends Event {
  static readonly type = 'va-document-request';

  constructor(
    readonly action: 'retry' | 'delete' | 'replace',
    readonly document: KbDocument,
  ) {
    super(DocumentRequestEvent.type, { bubbles: true, composed: true });
  }
}

/** An item of a row's menu was chosen, by its name. */
export class MenuSelectEvent extends Event {
  static readonly type = 'va-menu-select';

  constructor(readonly item: string) {
    super(MenuSelectEvent.type, { bubbles: true });
  }
}

/** The person has said yes to the question of the dialog. */
export class DeleteConfirmEvent extends Event {
  static readonly type = 'va-delete-confirm';

  constructor(
    /** Nothing: all that are selected. */
    readonly document?: KbDocument,
  ) {
    super(DeleteConfirmEvent.type);
  }
}

/** The person chooses a document for an action on many, or with `range` all up to it. */
export class SelectEvent extends Event {
  static readonly type = 'va-document-select';

  constructor(
    readonly id: string,
    readonly range: boolean,
  ) {
    super(SelectEvent.type, { bubbles: true, composed: true });
  }
}

/** The person chooses all documents that are shown, or lets them go. */
export class SelectShownEvent extends Event {
  static readonly type = 'va-select-shown';

  constructor(readonly isSelected: boolean) {
    super(SelectShownEvent.type, { bubbles: true, composed: true });
  }
}

/** The person wants something done with all chosen documents. */
export class BulkRequestEvent extends Event {
  static readonly type = 'va-bulk-request';

  constructor(readonly action: 'all' | 'clear' | 'reindex' | 'edit' | 'delete') {
    super(BulkRequestEvent.type);
  }
}

/** The person has said how the chosen documents are to be described. */
export class EditConfirmEvent extends Event {
  static readonly type = 'va-edit-confirm';

  constructor(readonly changes: DocumentChanges) {
    super(EditConfirmEvent.type);
  }
}

/** The person has picked files. */
export class FilesChosenEvent extends Event {
  static readonly type = 'va-files-chosen';

  constructor(readonly files: readonly File[]) {
    super(FilesChosenEvent.type);
  }
}

/** The person wants the chosen files sent. */
export class UploadSendEvent extends Event {
  static readonly type = 'va-upload-send';

  constructor(readonly fields: UploadFields) {
    super(UploadSendEvent.type, { bubbles: true, composed: true });
  }
}

/** The person wants something done with one upload, or with all that it applies to. */
export class UploadRequestEvent extends Event {
  static readonly type = 'va-upload-request';

  constructor(
    readonly action: 'cancel' | 'retry' | 'remove' | 'pause' | 'resume',
    /** Nothing: all of them. */
    readonly id?: string,
  ) {
    super(UploadRequestEvent.type, { bubbles: true, composed: true });
  }
}

/** The person has chosen what to do with all files that are there already. */
export class DuplicateDecisionEvent extends Event {
  static readonly type = 'va-duplicate-decision';

  constructor(readonly choice: DuplicateChoice) {
    super(DuplicateDecisionEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'va-query-change': QueryChangeEvent;
    'va-columns-change': ColumnsChangeEvent;
    'va-page-turn': PageTurnEvent;
    'va-view-change': ViewChangeEvent;
    'va-search-input': SearchInputEvent;
    'va-list-retry': ListRetryEvent;
    'va-document-request': DocumentRequestEvent;
    'va-menu-select': MenuSelectEvent;
    'va-delete-confirm': DeleteConfirmEvent;
    'va-document-select': SelectEvent;
    'va-select-shown': SelectShownEvent;
    'va-bulk-request': BulkRequestEvent;
    'va-edit-confirm': EditConfirmEvent;
    'va-files-chosen': FilesChosenEvent;
    'va-upload-send': UploadSendEvent;
    'va-upload-request': UploadRequestEvent;
    'va-duplicate-decision': DuplicateDecisionEvent;
  }
}

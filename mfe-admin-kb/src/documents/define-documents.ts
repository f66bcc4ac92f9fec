import { define } from '@voiceassist/shared';
import { BulkBar } from './bulk-bar.js';
import { ColumnChoice } from './column-choice.js';
import { DeleteDialog } from './delete-dialog.js';
import { DocumentFilters } from './document-filters.js';
import { DocumentListView } from './document-list-view.js';
import { DocumentTable } from './document-table.js';
import { EditDialog } from './edit-dialog.js';
import { DocumentsHead } from './documents-head.js';
import { DocumentsPage } from './documents-page.js';
import { KbTabs } from '../kb-tabs.js';
import { Pager } from '../pager.js';
import { RowMenu } from '../row-menu.js';
import { Toast } from '../toast.js';
import { DuplicateQuestion } from '../uploads/duplicate-question.js';
import { UploadPanel } from '../uploads/upload-panel.js';
import { UploadRow } from '../uploads/upload-row.js';

/** Registers the page of documents and its parts. */
export function defineDocumentElements(): void {
  define('va-row-menu', RowMenu);
  define('va-toast', Toast);
  define('va-kb-tabs', KbTabs);
  define('va-pager', Pager);
  define('va-bulk-bar', BulkBar);
  define('va-edit-dialog', EditDialog);
  define('va-delete-dialog', DeleteDialog);
  define('va-column-choice', ColumnChoice);
  define('va-document-filters', DocumentFilters);
  define('va-document-table', DocumentTable);
  define('va-document-list', DocumentListView);
  define('va-documents-head', DocumentsHead);
  define('va-duplicate-question', DuplicateQuestion);
  define('va-upload-row', UploadRow);
  define('va-upload-panel', UploadPanel);
  define('va-documents-page', DocumentsPage);
}

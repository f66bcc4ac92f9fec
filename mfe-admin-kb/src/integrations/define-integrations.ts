import { define } from '@voiceassist/shared';
import { Toast } from '../toast.js';
import { CalendarView } from './calendar-view.js';
import { ConnectionCard } from './connection-card.js';
import { ConnectionDialog } from './connection-dialog.js';
import { EventDialog } from './event-dialog.js';
import { EventList } from './event-list.js';
import { FileTree } from './file-tree.js';
import { FollowedFiles } from './followed-files.js';
import { IntegrationsPage } from './integrations-page.js';
import { RunReport } from './run-report.js';
import { ScanFiles } from './scan-files.js';

/** Registers the page of integrations and its parts. */
export function defineIntegrationElements(): void {
  define('va-toast', Toast);
  define('va-connection-card', ConnectionCard);
  define('va-connection-dialog', ConnectionDialog);
  define('va-file-tree', FileTree);
  define('va-run-report', RunReport);
  define('va-followed-files', FollowedFiles);
  define('va-event-list', EventList);
  define('va-event-dialog', EventDialog);
  define('va-calendar-view', CalendarView);
  define('va-scan-files', ScanFiles);
  define('va-integrations-page', IntegrationsPage);
}

import { define } from '@voiceassist/shared';
import { AuditTable } from './audit-table.js';
import { FailureTable } from './failure-table.js';
import { LoadPlots } from './load-plots.js';
import { Plot } from './plot.js';
import { ServiceList } from './service-list.js';
import { SystemFigures } from './system-figures.js';
import { SystemPage } from './system-page.js';

/** Registers the page of the system and its parts. */
export function defineSystemElements(): void {
  define('va-audit-table', AuditTable);
  define('va-plot', Plot);
  define('va-load-plots', LoadPlots);
  define('va-failure-table', FailureTable);
  define('va-service-list', ServiceList);
  define('va-system-figures', SystemFigures);
  define('va-system-page', SystemPage);
}

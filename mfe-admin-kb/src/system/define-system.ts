import { define } from '@voiceassist/shared';
import { FailureTable } from './failure-table.js';
import { ServiceList } from './service-list.js';
import { SystemPage } from './system-page.js';

/** Registers the page of the system and its parts. */
export function defineSystemElements(): void {
  define('va-failure-table', FailureTable);
  define('va-service-list', ServiceList);
  define('va-system-page', SystemPage);
}

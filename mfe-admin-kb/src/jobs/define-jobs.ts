import { define } from '@voiceassist/shared';
import { KbTabs } from '../kb-tabs.js';
import { Pager } from '../pager.js';
import { Toast } from '../toast.js';
import { JobTable } from './job-table.js';
import { JobsPage } from './jobs-page.js';

/** Registers the page of jobs and its parts. */
export function defineJobElements(): void {
  define('va-toast', Toast);
  define('va-kb-tabs', KbTabs);
  define('va-pager', Pager);
  define('va-job-table', JobTable);
  define('va-jobs-page', JobsPage);
}

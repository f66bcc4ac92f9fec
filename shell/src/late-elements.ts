import { define } from '@voiceassist/shared';
import { AboutPage } from './about-page.js';
import { AccountMenu } from './account-menu.js';
import { IdleWarning } from './idle-warning.js';
import { QuestionDialog } from './question-dialog.js';
import { StatusPage } from './status-page.js';
import { UpdateNotice } from './update-notice.js';

/** Registers the elements of the portal's frame that nobody can use before a page is on the screen. */
export function defineLateElements(): void {
  define('va-about-page', AboutPage);
  define('va-account-menu', AccountMenu);
  define('va-status-page', StatusPage);
  define('va-idle-warning', IdleWarning);
  define('va-question-dialog', QuestionDialog);
  define('va-update-notice', UpdateNotice);
}

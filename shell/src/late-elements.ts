import { define } from '@voiceassist/shared';
import { AccountMenu } from './account-menu.js';
import { IdleWarning } from './idle-warning.js';
import { SignOutDialog } from './sign-out-dialog.js';
import { StatusPage } from './status-page.js';

/** Registers the elements of the portal's frame that nobody can use before a page is on the screen. */
export function defineLateElements(): void {
  define('va-account-menu', AccountMenu);
  define('va-status-page', StatusPage);
  define('va-idle-warning', IdleWarning);
  define('va-sign-out-dialog', SignOutDialog);
}

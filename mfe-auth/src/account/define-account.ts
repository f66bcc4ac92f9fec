import { define } from '@voiceassist/shared';
import { Question } from '../question.js';
import { AccountPage } from './account-page.js';
import { ChangePasswordForm } from './change-password-form.js';
import { PreferencesForm } from './preferences-form.js';
import { ProfileForm } from './profile-form.js';
import { SessionList } from './session-list.js';
import { SignOutEverywhere } from './sign-out-everywhere.js';

/** Registers the account page with its parts. */
export function defineAccountElements(): void {
  define('va-question', Question);
  define('va-profile-form', ProfileForm);
  define('va-change-password-form', ChangePasswordForm);
  define('va-sign-out-everywhere', SignOutEverywhere);
  define('va-session-list', SessionList);
  define('va-preferences-form', PreferencesForm);
  define('va-account-page', AccountPage);
}

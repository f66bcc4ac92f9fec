import { define } from '@voiceassist/shared';
import { ForgotPassword } from './forgot-password.js';
import { Register } from './register.js';
import { ResetPassword } from './reset-password.js';

export { secondFactor } from './second-factor.js';

/** Registers the pages that a person without a session, or without the password, needs beside the sign-in page. */
export function definePages(): void {
  define('va-register', Register);
  define('va-forgot-password', ForgotPassword);
  define('va-reset-password', ResetPassword);
}

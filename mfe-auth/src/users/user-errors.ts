import { msg } from '@lit/localize';
import { isApiError, type ErrorDescription } from '@voiceassist/shared';
import { problemText } from '../problem-text.js';

/** Why something was not done with an account. */
export function describeUserError(error: unknown): ErrorDescription {
  if (isApiError(error) && error.problem.code === 'last_admin') {
    return {
      title: msg('This is the last active administrator.'),
      detail: msg('Nothing was changed. Make somebody else an administrator first.'),
    };
  }
  if (isApiError(error) && error.status === 404) {
    return {
      title: msg('This account is no longer here.'),
      detail: msg('Somebody else has deleted it. The list is loaded again.'),
    };
  }
  return problemText(error);
}

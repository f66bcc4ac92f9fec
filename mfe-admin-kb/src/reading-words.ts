import { msg } from '@lit/localize';
import { describeError, isApiError, isConnectionError, type ErrorDescription } from '@voiceassist/shared';

/** An error of something that was only read: nothing was asked for that could have been done or lost. */
export function describeReading(error: unknown): ErrorDescription {
  const { title, detail } = describeError(error);
  if (isApiError(error) && error.status >= 500)
    return { title, detail: msg('Nothing was changed. Try again in a moment.') };
  if (isConnectionError(error) && error.reason !== 'malformed')
    return { title, detail: msg('Nothing was changed. Check the network and try again.') };
  return { title, detail };
}

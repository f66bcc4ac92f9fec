import { msg, str } from '@lit/localize';
import { describeError, formatLocale, isApiError, isConnectionError } from '@voiceassist/shared';

/** Why a file did not arrive, and what to do now. */
export function uploadFailureText(error: unknown): string {
  if (isConnectionError(error)) {
    return error.reason === 'malformed'
      ? msg('Something else answered in the place of the server, perhaps a network sign-in page.')
      : msg('The connection dropped, or the file has changed on this computer.');
  }
  if (!isApiError(error)) return msg('Something went wrong on this page.');
  const { status, retryAfter } = error;
  if (status >= 500) return msg('The server met an error.');
  switch (status) {
    case 401:
      return msg('You are signed out. Sign in again to go on.');
    case 403:
      return msg('Your account may not attach files.');
    case 413:
      return msg('The file is too large for the server.');
    case 415:
      return msg('The server does not take this kind of file.');
    case 429:
      return retryAfter
        ? msg(str`Too many files at once. Try again in ${seconds(retryAfter)}.`)
        : msg('Too many files at once. Try again in a moment.');
    default:
      return describeError(error).title;
  }
}

/** Whether another try can end otherwise. */
export function isRetryable(error: unknown): boolean {
  return !isApiError(error) || ![403, 413, 415].includes(error.status);
}

const seconds = (count: number): string =>
  new Intl.NumberFormat(formatLocale(), { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(count);

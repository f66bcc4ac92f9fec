import { msg, str } from '@lit/localize';
import { describeError, isApiError, isConnectionError } from '@voiceassist/shared';

/** Why a file did not come, and what to do now. */
export function downloadFailureText(name: string, error: unknown): string {
  const file = `\u2068${name}\u2069`;
  if (isConnectionError(error)) {
    return error.reason === 'malformed'
      ? msg(
          str`${file} was not downloaded: something else answered in the place of the server, perhaps a network sign-in page.`,
        )
      : msg(str`${file} was not downloaded: the server cannot be reached. Press it again in a moment.`);
  }
  const status = isApiError(error) ? error.status : undefined;
  switch (status) {
    case 401:
      return msg(str`${file} was not downloaded: you are signed out. Sign in again to go on.`);
    case 403:
      return msg(str`${file} was not downloaded: your account may not open it.`);
    case 404:
      return msg(str`${file} is no longer on the server.`);
    default:
      return msg(str`${file} was not downloaded. ${describeError(error).title}`);
  }
}

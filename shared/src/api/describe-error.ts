import { msg, str } from '@lit/localize';
import { plural } from '../localization.js';
import { isApiError, isConnectionError, type ApiError, type ConnectionError } from './errors.js';

/** An error in words: what happened, and then whether anything was lost and what to do now. */
export interface ErrorDescription {
  title: string;
  detail: string;
}

/** How long to wait, e.g. "30 seconds" or "5 minutes". */
function duration(seconds: number): string {
  const [count, isMinutes] = seconds < 90 ? [Math.ceil(seconds), false] : [Math.ceil(seconds / 60), true];
  return isMinutes
    ? msg(str`${count} minutes`)
    : plural(count, { one: msg('1 second'), other: msg(str`${count} seconds`) });
}

function byStatus(status: number): ErrorDescription | undefined {
  switch (status) {
    case 400:
      return {
        title: msg('The server could not read the request.'),
        detail: msg('Nothing was changed. Check what you entered and try again.'),
      };
    case 401:
      return {
        title: msg('You are signed out.'),
        detail: msg('Nothing was changed. Sign in again to go on.'),
      };
    case 403:
      return {
        title: msg('Your account may not do this.'),
        detail: msg('Nothing was changed. Ask an administrator if you need it.'),
      };
    case 404:
      return {
        title: msg('This is no longer here.'),
        detail: msg('Nothing was changed. It may have been deleted; reload the page to see what there is.'),
      };
    case 409:
      return {
        title: msg('This already exists.'),
        detail: msg('Nothing was changed. Choose another name or replace the existing one.'),
      };
    case 413:
      return {
        title: msg('The file is too large.'),
        detail: msg('Nothing was stored. Split the file or ask your administrator.'),
      };
    case 415:
      return {
        title: msg('This kind of file cannot be read.'),
        detail: msg('Nothing was stored. Use PDF, Word (DOCX), HTML, Markdown or text.'),
      };
    case 422:
      return {
        title: msg('Some fields are not right.'),
        detail: msg('Nothing was changed. Correct them and try again.'),
      };
    case 429:
      return {
        title: msg('Too many attempts.'),
        detail: msg('Nothing was changed. Wait a little and try again.'),
      };
    default:
      return undefined;
  }
}

/** What to tell a person about any error that an API call threw. Never holds what was typed. */
export function describeError(error: unknown): ErrorDescription {
  if (isConnectionError(error)) return describeConnection(error);
  if (isApiError(error)) return describeAnswer(error);
  return {
    title: msg('Something went wrong on this page.'),
    detail: msg('Reload it and try again; what was sent before is kept.'),
  };
}

function describeConnection({ reason }: ConnectionError): ErrorDescription {
  switch (reason) {
    case 'timeout':
      return {
        title: msg('The server takes too long to answer.'),
        detail: msg('What you entered is kept. Try again in a moment.'),
      };
    case 'malformed':
      return {
        title: msg('Something else answered in the place of the server.'),
        detail: msg(
          'Nothing was changed. A network sign-in page can be the cause: open any website, then try again.',
        ),
      };
    default:
      return {
        title: msg('The server cannot be reached.'),
        detail: msg('What you entered is kept. Check the network and try again.'),
      };
  }
}

function describeAnswer({ status, problem, retryAfter }: ApiError): ErrorDescription {
  if (status === 429 && retryAfter) {
    return {
      title: msg('Too many attempts.'),
      detail: msg(str`Nothing was changed. Try again in ${duration(retryAfter)}.`),
    };
  }
  if (status >= 500) {
    return {
      title: msg('The server met an error.'),
      detail: msg('It may not have done what you asked. Check, then try again.'),
    };
  }
  const known = byStatus(status);
  const { title, detail } = problem;
  if (known) return { title: detail ? title : known.title, detail: detail ?? known.detail };
  return { title, detail: detail ?? msg('Nothing was changed.') };
}

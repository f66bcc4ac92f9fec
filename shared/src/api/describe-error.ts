import { isApiError, isConnectionError } from './errors.js';

/** An error in words: what happened, and then whether anything was lost and what to do now. */
export interface ErrorDescription {
  title: string;
  detail: string;
}

const minutes = (seconds: number) =>
  seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`;

const BY_STATUS: Record<number, ErrorDescription> = {
  400: {
    title: 'The server could not read the request.',
    detail: 'Nothing was changed. Check what you entered and try again.',
  },
  401: { title: 'You are signed out.', detail: 'Nothing was changed. Sign in again to go on.' },
  403: {
    title: 'Your account may not do this.',
    detail: 'Nothing was changed. Ask an administrator if you need it.',
  },
  404: {
    title: 'This is no longer here.',
    detail: 'Nothing was changed. It may have been deleted; reload the page to see what there is.',
  },
  409: {
    title: 'This already exists.',
    detail: 'Nothing was changed. Choose another name or replace the existing one.',
  },
  413: {
    title: 'The file is too large.',
    detail: 'Nothing was stored. Split the file or ask your administrator.',
  },
  415: {
    title: 'This kind of file cannot be read.',
    detail: 'Nothing was stored. Use PDF, Word (DOCX), HTML, Markdown or text.',
  },
  422: { title: 'Some fields are not right.', detail: 'Nothing was changed. Correct them and try again.' },
  429: { title: 'Too many attempts.', detail: 'Nothing was changed. Wait a little and try again.' },
};

/** What to tell a person about any error that an API call threw. Never holds what was typed. */
export function describeError(error: unknown): ErrorDescription {
  if (isConnectionError(error)) {
    if (error.reason === 'timeout') {
      return {
        title: 'The server takes too long to answer.',
        detail: 'What you entered is kept. Try again in a moment.',
      };
    }
    if (error.reason === 'malformed') {
      return {
        title: 'Something else answered in the place of the server.',
        detail:
          'Nothing was changed. A network sign-in page can be the cause: open any website, then try again.',
      };
    }
    return {
      title: 'The server cannot be reached.',
      detail: 'What you entered is kept. Check the network and try again.',
    };
  }
  if (isApiError(error)) {
    const known = BY_STATUS[error.status];
    if (error.status === 429 && error.retryAfter) {
      return {
        title: 'Too many attempts.',
        detail: `Nothing was changed. Try again in ${minutes(error.retryAfter)}.`,
      };
    }
    if (error.status >= 500) {
      return {
        title: 'The server met an error.',
        detail: 'It may not have done what you asked. Check, then try again.',
      };
    }
    const { title, detail } = error.problem;
    if (known) return { title: detail ? title : known.title, detail: detail ?? known.detail };
    return { title, detail: detail ?? 'Nothing was changed.' };
  }
  return {
    title: 'Something went wrong on this page.',
    detail: 'Reload it and try again; what was sent before is kept.',
  };
}

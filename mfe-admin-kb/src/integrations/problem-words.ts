import { msg } from '@lit/localize';
import { describeError, isApiError } from '@voiceassist/shared';

/** Why the other server cannot be used, in words; nothing for a code that is not known here. */
function byCode(code: string | null | undefined): string | undefined {
  switch (code) {
    case 'wrong_password':
      return msg('The user name or the app password is not accepted there.');
    case 'forbidden':
      return msg('This user may not read there.');
    case 'unknown_host':
      return msg('There is no server of this name. Check the address.');
    case 'unreachable':
      return msg('No server answers at this address.');
    case 'timeout':
      return msg('The server did not answer in time.');
    case 'certificate':
      return msg(
        'The certificate of the server is not trusted: it is self-signed, expired or another name’s.',
      );
    case 'redirect':
      return msg(
        'The address leads on to another one, which is not followed. Enter the one where the server is.',
      );
    case 'not_dav':
      return msg(
        'Something answers at this address, but not files or calendars (WebDAV, CalDAV). Check the address.',
      );
    case 'not_found':
      return msg('There is nothing at this address.');
    case 'server_error':
      return msg('The server there met an error.');
    case 'unreadable':
      return msg('The answer of the server cannot be read.');
    case 'too_large':
      return msg('The answer of the server is too large.');
    case 'sealed':
      return msg('The stored password can no longer be opened. Enter it again.');
    case 'run_in_progress':
      return msg('The files are being read already. Wait until that has ended.');
    default:
      return undefined;
  }
}

/** A problem of a source in words; in the server's own where it knows more than this page. */
export const problemWords = ({ code, detail }: { code: string; detail: string }): string =>
  byCode(code) ?? detail;

/** What went wrong with a call, in words: the source's problem where it was the source. */
export function errorWords(error: unknown): string {
  if (isApiError(error)) {
    const [field] = Object.values(error.fields);
    const words = byCode(error.problem.code) ?? field;
    if (words) return words;
  }
  const { title, detail } = describeError(error);
  return [title, detail].join(' ');
}

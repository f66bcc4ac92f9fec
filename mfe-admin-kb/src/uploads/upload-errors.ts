import { msg, str } from '@lit/localize';
import { describeError, isApiError } from '@voiceassist/shared';
import { isolated } from '../format.js';

/** An error of sending a file in words, with what the server says of each field. */
export function explainUploadError(error: unknown): string {
  if (isApiError(error) && error.problem.code === 'duplicate_document') {
    return explainDuplicate(error.problem.detail);
  }
  const { title, detail } = describeError(error);
  const fields = isApiError(error) ? Object.values(error.fields) : [];
  return [title, ...fields, detail].join(' ');
}

/** The server refuses what was entered beside the file. */
export function rejectsFields(error: unknown): boolean {
  return isApiError(error) && error.status === 422;
}

/** In the person's language; the title of the document that has the same contents is quoted in the server's sentence. */
function explainDuplicate(sentence = ''): string {
  const title = /“(.+)”/s.exec(sentence)?.[1];
  return title
    ? msg(str`This very file is already in the knowledge base as “${isolated(title)}”. Nothing was stored.`)
    : msg('This very file is already in the knowledge base. Nothing was stored.');
}

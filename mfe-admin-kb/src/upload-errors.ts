import { describeError, isApiError } from '@voiceassist/shared';

/** An error of sending a file in words, with what the server says of each field. */
export function explainUploadError(error: unknown): string {
  const { title, detail } = describeError(error);
  const fields = isApiError(error) ? Object.values(error.fields) : [];
  return [title, ...fields, detail].join(' ');
}

/** The server refuses what was entered beside the file. */
export function rejectsFields(error: unknown): boolean {
  return isApiError(error) && error.status === 422;
}

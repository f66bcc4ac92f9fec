import { msg } from '@lit/localize';
import { describeError, isApiError, type ErrorDescription } from '@voiceassist/shared';
import type { Problem } from '@voiceassist/shared/schemas';

type FieldProblem = NonNullable<Problem['errors']>[number];

/** What the server says about one field, by its code; without a known code in the server's own words. */
export function fieldProblemText({ code, message }: FieldProblem): string {
  switch (code) {
    case 'taken':
      return msg('This address already has an account.');
    case 'common':
      return msg('Many people use this password, so it is easy to guess. Choose another one.');
    case 'wrong':
      return msg('This is not your password.');
    default:
      return message;
  }
}

/** A failed call in words: by the code of the problem, else by its status. */
export function problemText(error: unknown): ErrorDescription {
  switch (isApiError(error) && error.problem.code) {
    case 'deactivated':
      return {
        title: msg('This account is deactivated.'),
        detail: msg('Nothing was lost. Ask an administrator to activate it again.'),
      };
    default:
      return describeError(error);
  }
}

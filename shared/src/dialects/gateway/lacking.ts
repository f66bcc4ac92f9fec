import { msg } from '@lit/localize';
import { ApiError } from '../../api/errors.js';

/** What a call says that the gateway has no place for; a view that asks the capabilities never makes it. */
export function lacking(): Promise<never> {
  return Promise.reject(
    new ApiError(404, {
      type: 'about:blank',
      title: msg('This server does not offer that.'),
      detail: msg('Nothing was changed.'),
      code: 'not_offered',
    }),
  );
}

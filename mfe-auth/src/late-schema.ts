import type { Api } from '@voiceassist/shared';
import type * as schemas from '@voiceassist/shared/schemas/auth';
import type { FormSchema } from './form-controller.js';

/** A schema of a page that is shown before anybody calls the server: it comes with the code of the calls. */
export function lateSchema(
  api: () => Api | undefined,
  choose: (all: typeof schemas) => FormSchema,
): () => Promise<FormSchema> {
  return async () => {
    await api()?.prepare();
    return choose(await import('@voiceassist/shared/schemas/auth'));
  };
}

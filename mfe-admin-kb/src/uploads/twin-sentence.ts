import { msg, str } from '@lit/localize';
import { isolated } from '../format.js';
import type { Twin } from './upload-item.js';

/** What a file is there already as. */
export function twinSentence({ title, version, isSame }: Twin): string {
  const name = isolated(title);
  return isSame
    ? msg(str`The very same contents: “${name}”, version ${version}.`)
    : msg(str`The same file name, with other contents: “${name}”, version ${version}.`);
}

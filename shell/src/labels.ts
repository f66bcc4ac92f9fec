import { activeLocale } from '@voiceassist/shared';
import type { ReleasedMicroFrontend } from '../release/manifest.js';

/** A label or a title of a manifest, in the language on the screen where its team has translated it. */
export function localLabel(
  { translations }: Pick<ReleasedMicroFrontend, 'translations'>,
  text: string,
): string {
  return translations[activeLocale()]?.[text] ?? text;
}

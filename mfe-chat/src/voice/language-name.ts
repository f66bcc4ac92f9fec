import { formatLocale } from '@voiceassist/shared';

/** A language in the language on the screen, e.g. "British English". */
export function languageName(lang: string): string {
  return new Intl.DisplayNames(formatLocale(), { type: 'language' }).of(lang) ?? lang;
}

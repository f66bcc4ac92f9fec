import { activeLocale, showLocale, supportedLocale } from '@voiceassist/shared';

/**
 * Speaks, on a page that is not the portal, the language that the element is given, or else the page's. What cannot be had
 * stays as it was: English is better than no words at all.
 */
export function speak(locale: string): void {
  const wanted = supportedLocale([locale || document.documentElement.lang]);
  if (wanted !== activeLocale()) showLocale(wanted).catch(() => undefined);
}

import { addTranslations, directionOf, showLocale } from '@voiceassist/shared';
import { translations } from '../translations.js';

/** Shows a language as the portal does, in a browser that is set to British English. */
export async function speak(locale: string): Promise<void> {
  Object.defineProperty(navigator, 'languages', { configurable: true, value: ['en-GB'] });
  await addTranslations(translations);
  await showLocale(locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}

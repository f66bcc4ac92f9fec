import type { Translations } from '@voiceassist/shared';

/** The texts of this package; each language is loaded when it is shown. */
export const translations: Translations = {
  de: () => import('./locales/de.js'),
  'en-XA': () => import('./locales/en-XA.js'),
  'ar-XB': () => import('./locales/ar-XB.js'),
};

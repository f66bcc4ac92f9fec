import type { Translations } from '@voiceassist/shared';

/** The texts of the knowledge base in every language but English. */
export const translations: Translations = {
  de: () => import('./locales/de.js'),
  'en-XA': () => import('./locales/en-XA.js'),
  'ar-XB': () => import('./locales/ar-XB.js'),
};

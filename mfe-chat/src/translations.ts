import type { Translations } from '@voiceassist/shared';

/** The texts of this micro-frontend in every other language. */
export const translations: Translations = {
  de: () => import('./locales/de.js'),
  'en-XA': () => import('./locales/en-XA.js'),
  'ar-XB': () => import('./locales/ar-XB.js'),
};

import type { Translations } from './localization.js';

/** The texts of errors and validation, for all parts. */
export const translations: Translations = {
  de: () => import('./locales/de.js'),
  'en-XA': () => import('./locales/en-XA.js'),
  'ar-XB': () => import('./locales/ar-XB.js'),
};

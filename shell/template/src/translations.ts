import type { Translations } from '@voiceassist/shared';

/** The texts of this part; `npm run translations -- mfe-my-part` writes them. */
export const translations: Translations = {
  de: () => import('./locales/de.js'),
  'en-XA': () => import('./locales/en-XA.js'),
  'ar-XB': () => import('./locales/ar-XB.js'),
};

import { define, microFrontend } from '@voiceassist/shared';
import { MyPartPage } from './page.js';
import { translations } from './translations.js';

define('va-my-part-page', MyPartPage);

export const { bootstrap, mount, unmount } = microFrontend(
  [{ path: '/my-part', tag: 'va-my-part-page' }],
  translations,
);
